using PokedexTop.Hosting.Data;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Normalize.Cards;

namespace PokedexTop.Normalize.Silver;

/// <summary>A silver card that was written.</summary>
public sealed record WrittenCard(string CardId, Guid SyncId, bool ImagesChanged);

/// <summary>
/// Normalises feed cards from their latest bronze version: load, decide (pure), save in one transaction. The same for
/// messages, the backlog, retries and replays; doing it twice leaves the same rows.
/// </summary>
internal sealed class CardNormalization(SqlDatabase database, SetNormalization sets, CardRows rows, FindingRows findings, SpeciesMaster species, PriceWork prices, SetFetchApplication fetches, TimeProvider time)
{
    /// <summary>Tries of a card that may yet succeed (its set may come), before only a new version or a person's retry helps.</summary>
    private const int MostAttempts = 8;

    /// <param name="feed">The cards' feed.</param>
    /// <param name="cardIds">Ids in that feed.</param>
    /// <param name="force">Normalise also what looks done.</param>
    /// <param name="cancellationToken">Stops between transactions.</param>
    public async Task<List<WrittenCard>> WorkAsync(string feed, IReadOnlyCollection<string> cardIds, bool force, CancellationToken cancellationToken)
    {
        var loaded = await rows.LoadAsync(feed, cardIds, force, time.UtcNow(), cancellationToken);
        if (loaded.Count == 0)
            return [];
        if (loaded.Exists(c => c.SetId is null || !sets.IsKnown(c.SetId)))
            await sets.WorkAsync(feed, cancellationToken);

        var context = new NormalizationContext(sets.IsKnown, species.IsKnown);
        var decided = new Decision[loaded.Count];
        for (var i = 0; i < decided.Length; i++)
            decided[i] = new Decision(loaded[i], CardNormalizer.Normalize(loaded[i].FeedCardId, loaded[i].SetId, loaded[i].Payload, context));
        return await SaveAsync(feed, decided, cancellationToken);
    }

    private async Task<List<WrittenCard>> SaveAsync(string feed, Decision[] decided, CancellationToken cancellationToken)
    {
        var now = time.UtcNow();
        await using var write = await database.BeginWriteAsync("silver", cancellationToken);
        // Someone else may have written some of these since they were loaded: what is no longer as it was is left to
        // its next message or the backlog.
        var unchanged = await rows.UnchangedAsync(write, feed, [.. decided.Select(d => d.Card)], cancellationToken);
        var work = decided.Where(d => unchanged.Contains(d.Card.FeedCardId)).ToList();
        var before = await rows.ExistingAsync(write, [.. work.Where(d => d.Card.CardId is not null).Select(d => d.Card.CardId!)], cancellationToken);

        var inserted = new List<SilverCard>();
        var updated = new List<SilverCard>();
        var links = new List<CardPokemon>();
        var changes = new List<CardChange>();
        var found = new List<ItemFindings>();
        var written = new List<WrittenCard>();
        foreach (var (card, result) in work)
        {
            if (result is not NormalizedCard normalized)
                continue;
            var next = normalized.Card;
            next.BronzeId = card.BronzeId;
            next.ContentHash = card.ContentHash;
            next.NormalizedAt = now;
            var known = before.TryGetValue(next.CardId, out var old);
            var fields = known ? CardRows.ChangedFields(old.Card, next) : [];
            if (known)
            {
                (next.RetiredAt, next.MergedInto) = (old.Card.RetiredAt, old.Card.MergedInto);
                // A card moves between sets without a new version; where the last complete fetch put it is newer news.
                if (old.Card.BronzeId == card.BronzeId)
                    next.SetId = old.Card.SetId;
                if (!old.Pokemon.SequenceEqual(normalized.Pokemon))
                    fields.Add("pokemon");
                if (fields.Count == 0)
                    next.NormalizedAt = old.Card.NormalizedAt;
                // A replay that changes nothing writes nothing.
                if (fields.Count > 0 || old.Card.BronzeId != next.BronzeId || old.Card.ContentHash != next.ContentHash)
                    updated.Add(next);
            }
            else
            {
                inserted.Add(next);
            }
            links.AddRange(normalized.Pokemon.Select(l => new CardPokemon { CardId = next.CardId, Position = l.Position, PokedexNumber = l.PokedexNumber }));
            if (!known || fields.Count > 0)
                changes.Add(CardRows.Change(next.CardId, known ? ChangeKind.Changed : ChangeKind.Appeared, fields, card.BronzeId, card.SyncId, now));
            if (normalized.Findings.Count > 0 || normalized.Drift.Count > 0)
                found.Add(new ItemFindings(next.CardId, null, card.BronzeId, normalized.Findings, normalized.Drift, card.Outcome is not IdentityOutcome.Normalized || card.NormalizedBronzeId != card.BronzeId));
            written.Add(new WrittenCard(next.CardId, card.SyncId, !known || old.Card.ImageSmallUrl != next.ImageSmallUrl || old.Card.ImageLargeUrl != next.ImageLargeUrl));
        }

        var existing = before.Keys.ToList();
        await database.InsertAsync(write, SilverTables.Cards, inserted, cancellationToken);
        await database.UpsertAsync(write, SilverTables.Cards, updated, cancellationToken);
        await rows.ReplaceLinksAsync(write, existing, links, cancellationToken);
        await findings.ClearAsync(write, existing, cancellationToken);
        await findings.WriteAsync(write, found, now, cancellationToken);
        await rows.WriteChangesAsync(write, changes, cancellationToken);
        await findings.RejectAsync(write, "card",
            [.. work.Where(d => d.Result is RejectedCard).Select(d => Rejected(feed, d))],
            [.. work.Where(d => d.Result is NormalizedCard && d.Card.Outcome == IdentityOutcome.Rejected).Select(d => $"{feed}/{d.Card.FeedCardId}")], now, cancellationToken);
        await WriteIdentitiesAsync(write, feed, work, now, cancellationToken);
        if (inserted.Count > 0)
        {
            var appeared = work.Where(d => d.Result is NormalizedCard && !before.ContainsKey(((NormalizedCard)d.Result).Card.CardId)).Select(d => d.Card).ToList();
            await prices.WriteForAsync(write, feed, [.. appeared.Select(c => c.FeedCardId)], cancellationToken);
            await fetches.LookAgainAsync(write, feed, appeared, cancellationToken);
        }
        await write.CommitAsync(cancellationToken);
        return written;
    }

    private async Task WriteIdentitiesAsync(WriteTransaction write, string feed, List<Decision> work, DateTime now, CancellationToken cancellationToken)
    {
        var identities = work.ConvertAll(d =>
        {
            var attempts = d.Result is NormalizedCard ? 0 : (d.Card.NormalizedBronzeId == d.Card.BronzeId ? d.Card.Attempts : 0) + 1;
            return (d.Card.Outcome is null, Row: new CardIdentity
            {
                Feed = feed,
                FeedCardId = d.Card.FeedCardId,
                // A card once normalised keeps its silver id, also while a later version of it is in quarantine.
                CardId = d.Result is NormalizedCard normalized ? normalized.Card.CardId : d.Card.CardId,
                MatchedBy = d.Result is NormalizedCard || d.Card.CardId is not null ? "feed-id" : null,
                BronzeId = d.Card.BronzeId,
                NormalizerVersion = CardNormalizer.Version,
                Outcome = d.Result is NormalizedCard ? IdentityOutcome.Normalized : IdentityOutcome.Rejected,
                Attempts = attempts,
                // Only a missing set can mend itself; everything else waits for a new version or a person.
                NextAttemptAt = d.Result is RejectedCard { Reason: RejectReasons.UnknownSet } && attempts < MostAttempts
                    ? now + TimeSpan.FromSeconds(30 * Math.Pow(2, attempts)) : null,
            });
        });
        await database.InsertAsync(write, SilverTables.CardIdentities, [.. identities.Where(i => i.Item1).Select(i => i.Row)], cancellationToken);
        await database.UpsertAsync(write, SilverTables.CardIdentities, [.. identities.Where(i => !i.Item1).Select(i => i.Row)], cancellationToken);
    }

    private static RejectedKey Rejected(string feed, Decision decision)
    {
        var rejected = (RejectedCard)decision.Result;
        return new RejectedKey($"{feed}/{decision.Card.FeedCardId}", decision.Card.BronzeId, rejected.Reason, rejected.Detail);
    }

    private sealed record Decision(PendingCard Card, NormalizationResult Result);
}
