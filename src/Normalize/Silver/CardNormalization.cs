using Microsoft.Extensions.Logging;
using PokedexTop.Data;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Normalize.Cards;
using PokedexTop.Telemetry;

namespace PokedexTop.Normalize.Silver;

/// <summary>
/// Normalises feed cards from their latest bronze version: load, decide (pure), save in one transaction. The same for
/// messages, the backlog, retries and replays; doing it twice leaves the same rows.
/// </summary>
internal sealed class CardNormalization(SqlDatabase database, SetNormalization sets, CardRows rows, FindingRows findings, SpeciesMaster species, PriceWork prices, SetFetchApplication fetches, CardListings listings, SetTotals totals, TimeProvider time, ILogger<CardNormalization> log)
{
    /// <summary>Cards a transaction holds at most: enough to make round trips cheap, few enough to keep memory and lock short.</summary>
    private const int Page = 1_000;

    /// <summary>Works on the cards that have their latest version in a range of bronze rows, a page of them.</summary>
    /// <returns>What became of them, and where the next page begins; null where there is none.</returns>
    public async Task<(List<CardOutcome> Outcomes, long? Next)> WorkRangeAsync(string feed, long first, long last, bool force, CancellationToken cancellationToken)
    {
        try
        {
            var loaded = await rows.LoadRangeAsync(feed, first, last, Page, force, time.UtcNow(), cancellationToken);
            return (await WorkAsync(feed, loaded, cancellationToken), loaded.Count < Page ? null : loaded[^1].BronzeId + 1);
        }
        catch (Exception error) when (database.IsAboutRows(error))
        {
            var found = await rows.FindAsync(feed, first, last, Page, cancellationToken);
            var ids = found.Select(c => c.CardId).Distinct(StringComparer.Ordinal).ToList();
            return (await WorkAroundAsync(feed, ids, force, error, cancellationToken), found.Count < Page ? null : found[^1].BronzeId + 1);
        }
    }

    /// <param name="feed">The cards' feed.</param>
    /// <param name="cardIds">Ids in that feed.</param>
    /// <param name="force">Normalise also what looks done.</param>
    /// <param name="cancellationToken">Stops between transactions.</param>
    public async Task<List<CardOutcome>> WorkAsync(string feed, IReadOnlyCollection<string> cardIds, bool force, CancellationToken cancellationToken)
    {
        List<PendingCard> loaded;
        try
        {
            loaded = await rows.LoadAsync(feed, cardIds, force, time.UtcNow(), cancellationToken);
        }
        catch (Exception error) when (database.IsAboutRows(error))
        {
            return await WorkAroundAsync(feed, [.. cardIds], force, error, cancellationToken);
        }
        return await WorkAsync(feed, loaded, cancellationToken);
    }

    private async Task<List<CardOutcome>> WorkAsync(string feed, List<PendingCard> loaded, CancellationToken cancellationToken)
    {
        if (loaded.Count == 0)
            return [];
        if (loaded.Exists(c => c.SetId is null || !sets.IsKnown(c.SetId)))
            await sets.WorkAsync(feed, cancellationToken);

        return await SaveNarrowingAsync(feed, loaded.ConvertAll(Decide), cancellationToken);
    }

    /// <summary>One damaged row must not keep the others from being read: halves are tried, down to the one card that is to blame.</summary>
    private async Task<List<CardOutcome>> WorkAroundAsync(string feed, List<string> cardIds, bool force, Exception error, CancellationToken cancellationToken)
    {
        if (cardIds is [var id])
        {
            log.LogError(error, "The rows of the card {Feed}/{CardId} cannot be read", feed, id);
            return [];
        }
        var half = cardIds.Count / 2;
        return [.. await WorkAsync(feed, cardIds[..half], force, cancellationToken), .. await WorkAsync(feed, cardIds[half..], force, cancellationToken)];
    }

    private Decision Decide(PendingCard card)
    {
        try
        {
            return new Decision(card, CardNormalizer.Normalize(card.FeedCardId, card.SetId, card.Payload, new NormalizationContext(sets.IsKnown, species.IsKnown)));
        }
        catch (Exception error) when (database.IsAboutRows(error))
        {
            return Failed(card, error);
        }
    }

    /// <summary>Saves all that can be saved: where the database refuses the whole, halves are tried, down to the one card that is to blame.</summary>
    private async Task<List<CardOutcome>> SaveNarrowingAsync(string feed, List<Decision> decided, CancellationToken cancellationToken)
    {
        try
        {
            return await SaveAsync(feed, decided, cancellationToken);
        }
        catch (Exception error) when (database.IsAboutRows(error) && decided is not [{ Result: RejectedCard }])
        {
            if (decided is [var (card, _)])
            {
                using var about = log.BeginScope(PipelineScopes.OfCard(card.SyncId, feed, card.FeedCardId));
                log.LogError(error, "The card {Feed}/{CardId} could not be written", feed, card.FeedCardId);
                return await SaveAsync(feed, [Failed(card, error)], cancellationToken);
            }
            var half = decided.Count / 2;
            return [.. await SaveNarrowingAsync(feed, decided[..half], cancellationToken), .. await SaveNarrowingAsync(feed, decided[half..], cancellationToken)];
        }
    }

    private async Task<List<CardOutcome>> SaveAsync(string feed, List<Decision> decided, CancellationToken cancellationToken)
    {
        var now = time.UtcNow();
        await using var write = await database.BeginWriteAsync("silver", cancellationToken);
        if (decided.Exists(LacksSet))
        {
            // Another worker may have brought the set since. Sets come under this very lock, so what is unknown now is.
            await sets.LookAgainAsync(write, cancellationToken);
            decided = decided.ConvertAll(d => LacksSet(d) ? Decide(d.Card) : d);
        }
        if (decided.Exists(LacksSpecies) && await species.LookAgainAsync(write, cancellationToken))
            decided = decided.ConvertAll(d => LacksSpecies(d) ? Decide(d.Card) : d);
        // Someone else may have written some of these since they were loaded: what is no longer as it was is left to
        // its next message or the backlog.
        var unchanged = await rows.UnchangedAsync(write, feed, [.. decided.Select(d => d.Card)], cancellationToken);
        var work = decided.Where(d => unchanged.Contains(d.Card.FeedCardId)).ToList();
        var before = await rows.ExistingAsync(write, [.. work.Where(d => d.Card.CardId is not null).Select(d => d.Card.CardId!)], cancellationToken);
        var listed = await NewerListingsAsync(write, feed, work, cancellationToken);

        var inserted = new List<SilverCard>();
        var updated = new List<SilverCard>();
        var links = new List<CardPokemon>();
        var changes = new List<CardChange>();
        var found = new List<ItemFindings>();
        var outcomes = new List<CardOutcome>();
        // Sets that cards leave, sets whose fetches are to be compared again, and sets that have another number of cards now.
        var (left, doubtful, recounted) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var (card, result) in work)
        {
            if (result is not NormalizedCard normalized)
            {
                outcomes.Add(new CardOutcome(card.FeedCardId, card.CardId, card.SyncId, Change: null, ((RejectedCard)result).Reason));
                continue;
            }
            var next = normalized.Card;
            next.BronzeId = card.BronzeId;
            next.ContentHash = card.ContentHash;
            next.NormalizedAt = now;
            var known = before.TryGetValue(next.CardId, out var old);
            // A card moves between sets without a new version; where the last complete fetch put it is newer news.
            if (known && old.Card.BronzeId == card.BronzeId)
                next.SetId = old.Card.SetId;
            else if (listed?.Invoke(card.FeedCardId) is not { } listing)
                doubtful.Add(next.SetId);
            else if (listing.SetId is { } listedIn && !listing.IsOlderThan(card.SyncId, card.RequestedAt))
                next.SetId = listedIn;
            var fields = known ? CardRows.ChangedFields(old.Card, next) : [];
            List<QualityFinding> noted = [.. normalized.Findings];
            if (known)
            {
                (next.RetiredAt, next.MergedInto) = (old.Card.RetiredAt, old.Card.MergedInto);
                if (old.Card.SetId != next.SetId)
                {
                    left.Add(old.Card.SetId);
                    recounted.UnionWith([old.Card.SetId, next.SetId]);
                }
                if (!old.Pokemon.SequenceEqual(normalized.Pokemon))
                    fields.Add("pokemon");
                if (AnotherCard.Of(old.Card, next) is { } other)
                    noted.Add(other);
                if (fields.Count == 0)
                    next.NormalizedAt = old.Card.NormalizedAt;
                // A replay that changes nothing writes nothing.
                if (fields.Count > 0 || old.Card.BronzeId != next.BronzeId || old.Card.ContentHash != next.ContentHash)
                    updated.Add(next);
            }
            else
            {
                inserted.Add(next);
                recounted.Add(next.SetId);
            }
            links.AddRange(normalized.Pokemon.Select(l => new CardPokemon { CardId = next.CardId, Position = l.Position, PokedexNumber = l.PokedexNumber, MatchedBy = l.MatchedBy }));
            var change = !known || fields.Count > 0 ? CardRows.Change(next.CardId, known ? ChangeKind.Changed : ChangeKind.Appeared, fields, card.BronzeId, card.SyncId, now) : null;
            if (change is not null)
                changes.Add(change);
            if (noted.Count > 0 || normalized.Drift.Count > 0)
                found.Add(new ItemFindings(next.CardId, null, card.BronzeId, noted, normalized.Drift, card.Outcome is not IdentityOutcome.Normalized || card.NormalizedBronzeId != card.BronzeId));
            outcomes.Add(new CardOutcome(card.FeedCardId, next.CardId, card.SyncId, change, RejectedFor: null));
        }

        // What a refused version leaves standing, it leaves whole: only the cards that are written now lose what stood beside them.
        var rewritten = work.Where(d => d.Result is NormalizedCard normalized && before.ContainsKey(normalized.Card.CardId)).Select(d => d.Card.CardId!).ToList();
        await database.InsertAsync(write, SilverTables.Cards, inserted, cancellationToken);
        await database.UpsertAsync(write, SilverTables.Cards, updated, cancellationToken);
        await rows.ReplaceLinksAsync(write, rewritten, links, cancellationToken);
        await findings.ReplaceAsync(write, rewritten, found, now, cancellationToken);
        await rows.WriteChangesAsync(write, changes, cancellationToken);
        await findings.RejectAsync(write, "card",
            [.. work.Where(d => d.Result is RejectedCard).Select(d => Rejected(feed, d))],
            [.. work.Where(d => d.Result is NormalizedCard && d.Card.Outcome == IdentityOutcome.Rejected).Select(d => $"{feed}/{d.Card.FeedCardId}")], now, cancellationToken);
        await WriteIdentitiesAsync(write, feed, work, now, cancellationToken);
        var readAnew = work.Where(d => d.Result is NormalizedCard normalized && (d.Card.NormalizerVersion != CardNormalizer.Version || !before.ContainsKey(normalized.Card.CardId)));
        await prices.WriteForAsync(write, feed, [.. readAnew.Select(d => d.Card.FeedCardId)], cancellationToken);
        await totals.CompareAsync(write, recounted, now, cancellationToken);
        await fetches.CompareAgainAsync(write, feed, left, cancellationToken);
        if (listed is not null)
            await fetches.CompareNowAsync(write, feed, doubtful, cancellationToken);
        await write.CommitAsync(cancellationToken);
        return outcomes;
    }

    /// <summary>Which set lists each card, where a sync that is newer than some card's version has begun; null where none has.</summary>
    private async Task<Func<string, Listing?>?> NewerListingsAsync(WriteTransaction write, string feed, List<Decision> work, CancellationToken cancellationToken)
    {
        await using var newest = write.Command("SELECT sync_id FROM bronze_set_fetches WHERE id = (SELECT MAX(id) FROM bronze_set_fetches)");
        return Guid.TryParse((string?)await newest.ExecuteScalarAsync(cancellationToken), out var syncId)
            && work.Exists(d => d.Card.SyncId != syncId && d.Card.NormalizedBronzeId != d.Card.BronzeId)
            ? await listings.ReadAsync(write, feed, cancellationToken) : null;
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
                NextAttemptAt = d.Result is RejectedCard rejected ? RetrySchedule.Next(rejected.Reason, attempts, now) : null,
            });
        });
        await database.InsertAsync(write, SilverTables.CardIdentities, [.. identities.Where(i => i.Item1).Select(i => i.Row)], cancellationToken);
        await database.UpsertAsync(write, SilverTables.CardIdentities, [.. identities.Where(i => !i.Item1).Select(i => i.Row)], cancellationToken);
    }

    private static bool LacksSet(Decision decision) => decision.Result is RejectedCard { Reason: RejectReasons.UnknownSet };

    private static bool LacksSpecies(Decision decision) => decision.Result is NormalizedCard card && card.Findings.Any(f => f.Rule == QualityRules.UnknownSpecies);

    private static Decision Failed(PendingCard card, Exception error) =>
        new(card, new RejectedCard(RejectReasons.Failed, $"{error.GetType().Name}: {error.Message}"));

    private static RejectedKey Rejected(string feed, Decision decision)
    {
        var rejected = (RejectedCard)decision.Result;
        return new RejectedKey($"{feed}/{decision.Card.FeedCardId}", decision.Card.BronzeId, rejected.Reason, rejected.Detail);
    }

    private sealed record Decision(PendingCard Card, NormalizationResult Result);
}
