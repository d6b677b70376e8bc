using PokedexTop.Data;
using PokedexTop.Normalize.Feeds;
using PokedexTop.Normalize.Identities;

namespace PokedexTop.Normalize.Silver;

/// <summary>Writes which silver cards a feed's cards are.</summary>
internal sealed class IdentityRows(SqlDatabase database)
{
    public async Task WriteAsync(WriteTransaction write, string feed, List<DecidedCard> work, IReadOnlyDictionary<string, DateTime?> absent, DateTime now, CancellationToken cancellationToken)
    {
        var version = FeedNormalizers.Of(feed).Version;
        // Most of a replay: one statement, and no index to keep but one.
        var confirmed = work.Where(IsConfirmed).Select(d => d.Pending.FeedCardId).ToList();
        if (confirmed.Count > 0)
        {
            await write.ExecuteAsync(
                $"UPDATE silver_card_identities SET normalizer_version = @version WHERE feed = @feed AND {database.IsOneOf("feed_card_id", "@ids")}",
                [("@version", version), ("@feed", feed), ("@ids", database.TextList(confirmed))], cancellationToken);
        }
        var identities = work.Where(d => !IsConfirmed(d)).Select(d =>
        {
            var attempts = d.Rejected is null ? 0 : (d.Pending.NormalizedBronzeId == d.Pending.BronzeId ? d.Pending.Attempts : 0) + 1;
            // A card once normalised keeps its silver id, also while a later version of it is in quarantine.
            Identity? identity = d.Normalized is not null || d.Pending.CardId is not null ? d.Identity : null;
            return (IsNew: d.Pending.Outcome is null, Row: new CardIdentity
            {
                Feed = feed,
                FeedCardId = d.Pending.FeedCardId,
                CardId = d.Normalized is null ? d.Pending.CardId : identity?.SilverId,
                MatchedBy = identity?.MatchedBy,
                Confidence = identity?.Confidence,
                CandidateId = identity?.Candidate,
                BronzeId = d.Pending.BronzeId,
                NormalizerVersion = version,
                Outcome = d.Rejected is null ? IdentityOutcome.Normalized : IdentityOutcome.Rejected,
                Attempts = attempts,
                NextAttemptAt = d.Rejected is { } rejected ? RetrySchedule.Next(rejected.Reason, attempts, now) : null,
                AbsentAt = absent[d.Pending.FeedCardId],
            });
        }).ToList();
        await database.InsertAsync(write, SilverTables.CardIdentities, [.. identities.Where(i => i.IsNew).Select(i => i.Row)], cancellationToken);
        await database.UpsertAsync(write, SilverTables.CardIdentities, [.. identities.Where(i => !i.IsNew).Select(i => i.Row)], cancellationToken);
    }

    /// <summary>Whether the card is what its row says of the same version already, but for the normaliser that said so.</summary>
    private static bool IsConfirmed(DecidedCard decided)
    {
        var (card, identity) = (decided.Pending, decided.Identity);
        return decided.Normalized is not null && card is { Outcome: IdentityOutcome.Normalized, Attempts: 0, NextAttemptAt: null } && card.NormalizedBronzeId == card.BronzeId
            && (card.CardId, card.MatchedBy, card.Confidence, card.CandidateId) == (identity.SilverId, identity.MatchedBy, identity.Confidence, identity.Candidate);
    }
}
