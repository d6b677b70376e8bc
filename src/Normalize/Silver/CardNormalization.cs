using Microsoft.Extensions.Logging;
using PokedexTop.Catalogue;
using PokedexTop.Data;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Normalize.Feeds;
using PokedexTop.Normalize.Feeds.Reading;
using PokedexTop.Normalize.Identities;
using PokedexTop.Telemetry;

namespace PokedexTop.Normalize.Silver;

/// <summary>
/// Normalises feed cards from their latest bronze version: load, decide (pure), save in one transaction. The same for
/// messages, the backlog, retries and replays; doing it twice leaves the same rows.
/// </summary>
internal sealed class CardNormalization(SqlDatabase database, SetNormalization sets, CardRows rows, CardWriter writer, CardTextWriter texts, IdentityMatches matches, PriceNormalization prices, SpeciesMaster species, TimeProvider time, ILogger<CardNormalization> log)
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
        if (FeedLanguage.IsEnglish(feed) && loaded.Exists(c => c.SetId is null || !sets.IsKnown(feed, c.SetId)))
            await sets.WorkAsync(feed, cancellationToken);

        var context = ContextOf(feed);
        var decided = loaded.ConvertAll(c => Decide(feed, c, context));
        // A feed may have one card under two ids, an old one and a new: one transaction writes each silver card once.
        List<DecidedCard> first = [.. decided.DistinctBy(d => d.Identity.SilverId)];
        var outcomes = await SaveNarrowingAsync(feed, first, cancellationToken);
        return first.Count == decided.Count ? outcomes : [.. outcomes, .. await WorkAsync(feed, [.. decided.Except(first).Select(d => d.Pending)], cancellationToken)];
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

    private NormalizationContext ContextOf(string feed) => new(setId => !FeedLanguage.IsEnglish(feed) || sets.IsKnown(feed, setId), species.IsKnown);

    private DecidedCard Decide(string feed, PendingCard card, NormalizationContext context)
    {
        try
        {
            return new DecidedCard(card, IdentityOf(feed, card), FeedNormalizers.Of(feed).NormalizeCard(card.FeedCardId, card.SetId, card.Payload, context));
        }
        catch (Exception error) when (database.IsAboutRows(error))
        {
            return Failed(feed, card, error);
        }
    }

    /// <summary>Saves all that can be saved: where the database refuses the whole, halves are tried, down to the one card that is to blame.</summary>
    private async Task<List<CardOutcome>> SaveNarrowingAsync(string feed, List<DecidedCard> decided, CancellationToken cancellationToken)
    {
        try
        {
            return await SaveAsync(feed, decided, cancellationToken);
        }
        catch (Exception error) when (database.IsAboutRows(error) && decided is not [{ Rejected: not null }])
        {
            if (decided is [{ Pending: var card }])
            {
                using var about = log.BeginScope(PipelineScopes.OfCard(card.SyncId, feed, card.FeedCardId));
                log.LogError(error, "The card {Feed}/{CardId} could not be written", feed, card.FeedCardId);
                return await SaveAsync(feed, [Failed(feed, card, error)], cancellationToken);
            }
            var half = decided.Count / 2;
            return [.. await SaveNarrowingAsync(feed, decided[..half], cancellationToken), .. await SaveNarrowingAsync(feed, decided[half..], cancellationToken)];
        }
    }

    private async Task<List<CardOutcome>> SaveAsync(string feed, List<DecidedCard> decided, CancellationToken cancellationToken)
    {
        var parsedPrices = await prices.ParseAsync(feed, [.. decided.Where(d => d.Pending.NormalizerVersion != FeedNormalizers.Of(feed).Version).Select(d => d.Pending.FeedCardId)], cancellationToken);
        // Before the lock, as it takes a third as long as what is done inside. Whoever writes them writes the identity too, which is looked at again.
        var sameFinishes = await rows.WithSameFinishesAsync(feed, ToldFinishes(feed, decided), cancellationToken);
        await using var write = await database.BeginWriteAsync("silver", cancellationToken);
        await sets.FollowMergesAsync(write, cancellationToken);
        if (decided.Exists(LacksSet))
        {
            // Another worker may have brought the set since. Sets come under this very lock, so what is unknown now is.
            await sets.LookAgainAsync(write, cancellationToken);
            decided = decided.ConvertAll(d => LacksSet(d) ? Decide(feed, d.Pending, ContextOf(feed)) : d);
        }
        if (decided.Exists(LacksSpecies) && await species.LookAgainAsync(write, cancellationToken))
            decided = decided.ConvertAll(d => LacksSpecies(d) ? Decide(feed, d.Pending, ContextOf(feed)) : d);
        // Someone else may have written some of these since they were loaded: what is no longer as it was is left to
        // its next message or the backlog.
        var unchanged = await rows.UnchangedAsync(write, feed, decided.ConvertAll(d => d.Pending), cancellationToken);
        var work = decided.FindAll(d => unchanged.ContainsKey(d.Pending.FeedCardId));
        var outcomes = FeedLanguage.IsEnglish(feed)
            ? await writer.WriteAsync(write, feed, await matches.MatchAsync(write, work, cancellationToken), unchanged, parsedPrices, sameFinishes, time.UtcNow(), cancellationToken)
            : await texts.WriteAsync(write, feed, work, unchanged, time.UtcNow(), cancellationToken);
        await write.CommitAsync(cancellationToken);
        return outcomes;
    }

    private static Dictionary<string, IReadOnlyList<CardFinish>> ToldFinishes(string feed, List<DecidedCard> decided) =>
        FeedNormalizers.Of(feed).TellsFinishes
            ? decided.Where(d => d.Normalized is not null && d.Pending.CardId == d.Identity.SilverId).ToDictionary(d => d.Identity.SilverId, d => d.Normalized!.Finishes, StringComparer.Ordinal)
            : [];

    private static bool LacksSet(DecidedCard decided) => decided.Rejected?.Reason == RejectReasons.UnknownSet;

    private static bool LacksSpecies(DecidedCard decided) => decided.Normalized?.Findings.Any(f => f.Rule == QualityRules.UnknownSpecies) == true;

    /// <summary>What a person said, or what was found by looking at the cards, goes before what the ids say.</summary>
    private static Identity IdentityOf(string feed, PendingCard card) =>
        card is { CardId: { } known, MatchedBy: IdentityRules.Person or IdentityRules.SameCard } ? new Identity(known, card.MatchedBy, Confidences.Certain) : IdentityResolver.OfCard(feed, card.FeedCardId);

    private static DecidedCard Failed(string feed, PendingCard card, Exception error) =>
        new(card, IdentityOf(feed, card), new QuarantinedCard(RejectReasons.Failed, $"{error.GetType().Name}: {error.Message}"));
}
