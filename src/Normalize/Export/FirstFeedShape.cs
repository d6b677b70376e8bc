using PokedexTop.Catalogue;
using PokedexTop.Data;
using PokedexTop.Normalize.Feeds;
using PokedexTop.Normalize.Feeds.Reading;
using PokedexTop.Normalize.Identities;
using PokedexTop.Normalize.Silver;

namespace PokedexTop.Normalize.Export;

/// <summary>
/// Sets and cards as the first feed has them: what it said itself of those it ever had, whatever other feeds add by now; of the others
/// what silver has, without the fields that only another feed knows.
/// </summary>
internal sealed class FirstFeedShape(SqlDatabase database) : IExportShape
{
    // Every card named was let in once, and its species are what its feed says.
    private static readonly NormalizationContext s_anything = new(_ => true, _ => true);

    private readonly CatalogueReader _reader = new(database);
    private bool? _isAlone;

    public string? Feed => null;

    public async Task<List<ShapedSet>> SetsAsync(List<DamagedRow> damaged, CancellationToken cancellationToken)
    {
        var sets = await _reader.SetsAsync(damaged, cancellationToken);
        sets.RemoveAll(s => s.MergedInto is not null);
        if (await IsAloneAsync(cancellationToken))
            return sets.ConvertAll(s => ShapedSet.Of(s, s));
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command(
            $"""
            SELECT i.set_id, i.feed, i.feed_set_id, b.payload
            FROM silver_set_identities i JOIN bronze_tcg_sets b ON b.feed = i.feed AND b.set_id = i.feed_set_id AND b.id <= i.bronze_id
            WHERE i.feed IN {FeedNormalizers.FirstFeeds} ORDER BY i.set_id, i.feed, b.version DESC
            """);
        var delivered = Latest(await select.ReadAsync(
            r => (Id: r.GetString(0), Item: (FeedNormalizers.Of(r.GetString(1)).NormalizeSet(r.GetString(2), r.Utf8(3)) as NormalizedSet)?.Set), cancellationToken));
        return sets.ConvertAll(s => ShapedSet.Of(s, delivered.GetValueOrDefault(s.SetId) ?? WithoutOthersFields(s)));
    }

    public async Task<List<ShapedCard>> OfSetAsync(string setId, List<DamagedRow> damaged, CancellationToken cancellationToken)
    {
        var cards = await _reader.OfSetAsync(setId, damaged, cancellationToken);
        if (await IsAloneAsync(cancellationToken))
            return cards.ConvertAll(c => ShapedCard.Of(c.Card, c.Card, c.Species));
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command(
            $"""
            SELECT i.card_id, i.feed, i.feed_card_id, b.set_id, b.payload
            FROM silver_tcg_cards c JOIN silver_card_identities i ON i.card_id = c.card_id AND i.feed IN {FeedNormalizers.FirstFeeds}
            JOIN bronze_tcg_cards b ON b.feed = i.feed AND b.card_id = i.feed_card_id AND b.id <= i.bronze_id
            WHERE c.set_id = @set ORDER BY i.card_id, i.feed, b.version DESC
            """, ("@set", setId));
        var delivered = Latest(await select.ReadAsync(
            r => (Id: r.GetString(0), Item: FeedNormalizers.Of(r.GetString(1)).NormalizeCard(r.GetString(2), r.TextOrNull(3), r.Utf8(4), s_anything) as NormalizedCard), cancellationToken));
        return cards.ConvertAll(c => delivered.TryGetValue(c.Card.CardId, out var said)
            ? ShapedCard.Of(c.Card, said.Card, said.Species)
            : ShapedCard.Of(c.Card, WithoutOthersFields(c.Card), c.Species));
    }

    /// <summary>Whether silver is the first feed's word and nobody else's: the usual case, which needs no look at bronze.</summary>
    private async Task<bool> IsAloneAsync(CancellationToken cancellationToken)
    {
        if (_isAlone is { } known)
            return known;
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command($"SELECT COUNT(*) FROM silver_set_identities WHERE feed NOT IN {FeedNormalizers.FirstFeeds}");
        return (_isAlone = await select.CountAsync(cancellationToken) == 0).Value;
    }

    /// <summary>The newest version of each that can be read.</summary>
    private static Dictionary<string, T> Latest<T>(List<(string Id, T? Item)> versions)
        where T : class =>
        versions.Where(v => v.Item is not null).DistinctBy(v => v.Id).ToDictionary(v => v.Id, v => v.Item!, StringComparer.Ordinal);

    private static SilverSet WithoutOthersFields(SilverSet set)
    {
        set.Extra = null;
        return set;
    }

    private static SilverCard WithoutOthersFields(SilverCard card)
    {
        card.Extra = null;
        return card;
    }
}
