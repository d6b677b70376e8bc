using PokedexTop.Catalogue;
using PokedexTop.Data;
using PokedexTop.Normalize.Feeds;
using PokedexTop.Normalize.Feeds.Reading;
using PokedexTop.Normalize.Identities;
using PokedexTop.Normalize.Merging;

namespace PokedexTop.Normalize.Silver;

/// <summary>What the other feeds say of the cards and sets of one feed, from the latest of their versions that can be read. Under the layer's lock.</summary>
internal sealed class OtherFeeds(SqlDatabase database, SpeciesMaster species)
{
    // What is printed in another language stands beside the card, not on it.
    internal const string IsEnglish = $"(i.feed NOT LIKE '%/%' OR i.feed LIKE '%/{FeedLanguage.English}')";

    private static readonly ILookup<string, (string Feed, CanonicalSet Set)> s_noSets = Array.Empty<(string, CanonicalSet)>().ToLookup(_ => "");

    /// <returns>By silver id; null where no other feed has any card.</returns>
    public async Task<ILookup<string, FeedCard>?> CardsAsync(WriteTransaction write, string feed, IReadOnlyCollection<string> cardIds, CancellationToken cancellationToken)
    {
        if (cardIds.Count == 0 || !await AnyAsync(write, "silver_card_identities", feed, cancellationToken))
            return null;
        await using var select = write.Command(
            $"""
            SELECT i.feed, i.feed_card_id, i.card_id, i.absent_at, b.set_id, b.payload
            FROM silver_card_identities i JOIN bronze_tcg_cards b ON b.feed = i.feed AND b.card_id = i.feed_card_id AND b.id <= i.bronze_id
            WHERE i.feed <> @feed AND {IsEnglish} AND {database.IsOneOf("i.card_id", "@ids")} ORDER BY i.feed, {SiblingIds.Rank}, i.bronze_id DESC, b.version DESC
            """, ("@feed", feed), ("@ids", database.TextList(cardIds)));
        var versions = await select.ReadAsync(r => (Feed: r.GetString(0), FeedCardId: r.GetString(1), CardId: r.GetString(2), AbsentAt: r.UtcOrNull(3), SetId: r.TextOrNull(4), Payload: r.Utf8(5)), cancellationToken);
        // The card was let in when its version came: whether its set is known now is no question any more.
        var context = new NormalizationContext(_ => true, species.IsKnown);
        return versions.Where(v => FeedNormalizers.Knows(v.Feed)).GroupBy(v => (v.Feed, v.CardId))
            .Select(ofFeed => (ofFeed.Key.CardId, Card: ofFeed
                .Select(v => FeedNormalizers.Of(v.Feed).NormalizeCard(v.FeedCardId, v.SetId, v.Payload, context) is NormalizedCard card ? new FeedCard(v.Feed, card.Card, card.Species, v.AbsentAt) : null)
                .FirstOrDefault(c => c is not null)))
            .Where(c => c.Card is not null).ToLookup(c => c.CardId, c => c.Card!, StringComparer.Ordinal);
    }

    /// <returns>By silver id.</returns>
    public async Task<ILookup<string, (string Feed, CanonicalSet Set)>> SetsAsync(WriteTransaction write, string feed, IReadOnlyCollection<string> setIds, CancellationToken cancellationToken)
    {
        if (setIds.Count == 0 || !await AnyAsync(write, "silver_set_identities", feed, cancellationToken))
            return s_noSets;
        await using var select = write.Command(
            $"""
            SELECT i.feed, i.feed_set_id, i.set_id, b.payload
            FROM silver_set_identities i JOIN bronze_tcg_sets b ON b.feed = i.feed AND b.set_id = i.feed_set_id AND b.id <= i.bronze_id
            WHERE i.feed <> @feed AND {IsEnglish} AND {database.IsOneOf("i.set_id", "@ids")} ORDER BY i.feed, i.bronze_id DESC, b.version DESC
            """, ("@feed", feed), ("@ids", database.TextList(setIds)));
        var versions = await select.ReadAsync(r => (Feed: r.GetString(0), FeedSetId: r.GetString(1), SetId: r.GetString(2), Payload: r.Utf8(3)), cancellationToken);
        return versions.Where(v => FeedNormalizers.Knows(v.Feed) && !IdentityResolver.IsPart(v.Feed, v.FeedSetId)).GroupBy(v => (v.Feed, v.SetId))
            .Select(ofFeed => (ofFeed.Key.SetId, ofFeed.Key.Feed, Set: ofFeed.Select(v => (FeedNormalizers.Of(v.Feed).NormalizeSet(v.FeedSetId, v.Payload) as NormalizedSet)?.Set).FirstOrDefault(s => s is not null)))
            .Where(s => s.Set is not null).ToLookup(s => s.SetId, s => (s.Feed, s.Set!), StringComparer.Ordinal);
    }

    /// <summary>Whether any other feed has rows: two looks at an index, which spare every batch a search where there is one feed.</summary>
    private static async Task<bool> AnyAsync(WriteTransaction write, string table, string feed, CancellationToken cancellationToken)
    {
        await using var select = write.Command($"SELECT (SELECT MIN(feed) FROM {table}), (SELECT MAX(feed) FROM {table})");
        return (await select.ReadAsync(r => r.TextOrNull(0) is { } first && (first != feed || r.GetString(1) != feed), cancellationToken))[0];
    }
}
