using PokedexTop.Catalogue;
using PokedexTop.Data;
using PokedexTop.Normalize.Feeds;
using PokedexTop.Normalize.Feeds.Reading;
using PokedexTop.Normalize.Identities;
using PokedexTop.Normalize.Merging;

namespace PokedexTop.Normalize.Silver;

/// <summary>Writes a batch of one feed's decided cards with all that stands beside them, inside the caller's transaction.</summary>
internal sealed class CardWriter(SqlDatabase database, CardRows rows, OtherFeeds otherFeeds, FindingRows findings, PriceNormalization prices, SetFetchApplication fetches, CardListings listings, SetTotals totals, SetNormalization sets, IdentityRows identities, IdentityMatches matches, SiblingIds siblings, CardMerges merges, FeedOrder order)
{
    /// <param name="write">The transaction, under the layer's lock.</param>
    /// <param name="feed">The cards' feed.</param>
    /// <param name="work">The cards, whose identity rows are as they were when they were read.</param>
    /// <param name="absent">Since when the feed no longer lists a card, by its id in the feed; null while it does.</param>
    /// <param name="parsedPrices">What <see cref="PriceNormalization.ParseAsync(string, IReadOnlyCollection{string}, CancellationToken)"/> gave for them.</param>
    /// <param name="sameFinishes">What <see cref="CardRows.WithSameFinishesAsync"/> gave for them.</param>
    /// <param name="now">The time of the batch.</param>
    /// <param name="cancellationToken">Nothing is committed then.</param>
    /// <returns>What became of each card.</returns>
    public async Task<List<CardOutcome>> WriteAsync(WriteTransaction write, string feed, List<DecidedCard> work, IReadOnlyDictionary<string, DateTime?> absent, IReadOnlyDictionary<long, PriceNormalizationResult> parsedPrices, IReadOnlySet<string> sameFinishes, DateTime now, CancellationToken cancellationToken)
    {
        var plan = new CardPlan(feed, order, sets.SilverIdOf, sameFinishes, now);
        var normalized = work.FindAll(d => d.Normalized is not null);
        var silent = await siblings.SilentAsync(write, feed, normalized, absent, cancellationToken);
        var others = await otherFeeds.CardsAsync(write, feed, normalized.ConvertAll(d => d.Identity.SilverId), cancellationToken);
        // A card this feed never brought is in silver only where another feed brought it, or where ids are not silver's and one card had
        // two: with one feed that gives silver its ids a first sync reads nothing.
        var before = await rows.ExistingAsync(write, [.. normalized.Where(d => d.Pending.CardId is not null || others is not null || d.Identity.MatchedBy != IdentityRules.FeedId).Select(d => d.Identity.SilverId)], cancellationToken);
        var listed = await NewerListingsAsync(write, feed, work, cancellationToken);
        foreach (var card in work)
        {
            if (card.Normalized is not null && silent.Contains(card.Pending.FeedCardId))
                plan.AddSilent(card);
            else if (card.Normalized is { } result)
                plan.Add(card, result, others?[card.Identity.SilverId] ?? [], absent[card.Pending.FeedCardId], before.TryGetValue(card.Identity.SilverId, out var old) ? old : null, listed?.Invoke(card.Pending.FeedCardId));
            else
                plan.AddRejected(card.Pending, card.Rejected!);
        }

        await database.InsertAsync(write, SilverTables.Cards, plan.Inserted, cancellationToken);
        await database.UpsertAsync(write, SilverTables.Cards, plan.Updated, cancellationToken);
        await rows.ReplaceLinksAsync(write, plan.Relinked, plan.Species, cancellationToken);
        await rows.ReplaceFinishesAsync(write, feed, plan.Refinished, plan.Finishes, cancellationToken);
        await findings.ReplaceAsync(write, plan.Rewritten, plan.Findings, now, cancellationToken);
        await rows.WriteChangesAsync(write, plan.Changes, cancellationToken);
        await findings.RejectAsync(write, "card",
            [.. work.Where(d => d.Rejected is not null).Select(d => new RejectedKey($"{feed}/{d.Pending.FeedCardId}", d.Pending.BronzeId, d.Rejected!.Reason, d.Rejected.Detail))],
            [.. work.Where(d => d.Normalized is not null && d.Pending.Outcome == IdentityOutcome.Rejected).Select(d => $"{feed}/{d.Pending.FeedCardId}")], now, cancellationToken);
        await identities.WriteAsync(write, feed, work, absent, now, cancellationToken);
        var left = normalized.Where(d => d.Pending.CardId is { } old && old != d.Identity.SilverId).Select(d => new CardLeft(d.Pending.FeedCardId, d.Pending.CardId!, d.Identity.SilverId, d.Pending.SyncId)).ToList();
        var merged = await merges.MergeAsync(write, feed, left, now, cancellationToken);
        if (others is not null)
            await matches.WakeAsync(write, feed, plan.Inserted.ConvertAll(c => c.CardId), cancellationToken);
        var readAnew = work.Where(d => d.Normalized is not null && (d.Pending.NormalizerVersion != FeedNormalizers.Of(feed).Version || !before.ContainsKey(d.Identity.SilverId)));
        await prices.WriteForAsync(write, feed, [.. readAnew.Select(d => d.Pending.FeedCardId)], parsedPrices, cancellationToken);
        await totals.CompareAsync(write, plan.RecountedSets, now, cancellationToken);
        await fetches.CompareAgainAsync(write, feed, plan.LeftSets, cancellationToken);
        if (listed is not null)
            await fetches.CompareNowAsync(write, feed, plan.DoubtfulSets, cancellationToken);
        return [.. plan.Outcomes, .. merged.Select(m => new CardOutcome(left.First(l => l.OldId == m.CardId).FeedCardId, m.CardId, m.SyncId ?? Guid.Empty, m, RejectedFor: null))];
    }

    /// <summary>Which set lists each card, where a sync that is newer than some card's version has begun; null where none has.</summary>
    private async Task<Func<string, Listing?>?> NewerListingsAsync(WriteTransaction write, string feed, List<DecidedCard> work, CancellationToken cancellationToken)
    {
        await using var newest = write.Command("SELECT sync_id FROM bronze_set_fetches WHERE id = (SELECT MAX(id) FROM bronze_set_fetches)");
        return Guid.TryParse((string?)await newest.ExecuteScalarAsync(cancellationToken), out var syncId)
            && work.Exists(d => d.Pending.SyncId != syncId && d.Pending.NormalizedBronzeId != d.Pending.BronzeId)
            ? await listings.ReadAsync(write, feed, cancellationToken) : null;
    }
}
