using PokedexTop.Data;
using PokedexTop.Normalize.Feeds;
using PokedexTop.Normalize.Identities;

namespace PokedexTop.Normalize.Silver;

/// <summary>Writes which silver cards a feed's cards are.</summary>
internal sealed class IdentityRows(SqlDatabase database)
{
    public async Task WriteAsync(WriteTransaction write, string feed, List<DecidedCard> work, IReadOnlyDictionary<string, DateTime?> absent, DateTime now, CancellationToken cancellationToken)
    {
        var identities = work.ConvertAll(d =>
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
                NormalizerVersion = FeedNormalizers.Of(feed).Version,
                Outcome = d.Rejected is null ? IdentityOutcome.Normalized : IdentityOutcome.Rejected,
                Attempts = attempts,
                NextAttemptAt = d.Rejected is { } rejected ? RetrySchedule.Next(rejected.Reason, attempts, now) : null,
                AbsentAt = absent[d.Pending.FeedCardId],
            });
        });
        await database.InsertAsync(write, SilverTables.CardIdentities, [.. identities.Where(i => i.IsNew).Select(i => i.Row)], cancellationToken);
        await database.UpsertAsync(write, SilverTables.CardIdentities, [.. identities.Where(i => !i.IsNew).Select(i => i.Row)], cancellationToken);
    }
}
