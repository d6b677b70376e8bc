using PokedexTop.Data;
using PokedexTop.Ingest.Json;

namespace PokedexTop.Ingest.Bronze;

/// <summary>Writes price blocks that say something else than the latest of their card and market.</summary>
internal sealed class PriceStore(SqlDatabase database)
{
    /// <param name="write">The transaction of the cards they came with.</param>
    /// <param name="feed">The cards' feed.</param>
    /// <param name="prices">What was received.</param>
    /// <param name="now">When they are written.</param>
    /// <param name="cancellationToken">Nothing is written then.</param>
    public async Task WriteAsync(WriteTransaction write, string feed, List<ReceivedPrice> prices, DateTime now, CancellationToken cancellationToken)
    {
        if (prices.Count == 0)
            return;
        var ids = prices.Select(p => p.CardId).Distinct(StringComparer.Ordinal).ToList();
        await using var select = write.Command(
            $"""
            SELECT p.card_id, p.market, p.content_hash, p.observed_on, p.payload FROM bronze_tcg_prices p
            WHERE p.feed = @feed AND {database.IsOneOf("p.card_id", "@ids")}
            AND p.id = (SELECT MAX(q.id) FROM bronze_tcg_prices q WHERE q.feed = p.feed AND q.card_id = p.card_id AND q.market = p.market)
            """, ("@feed", feed), ("@ids", database.TextList(ids)));
        var latest = new Dictionary<(string, string), (string Hash, DateOnly On, ReadOnlyMemory<byte> Block)>();
        foreach (var (card, market, hash, on, block) in await select.ReadAsync(r => (r.GetString(0), r.GetString(1), r.GetString(2), r.GetFieldValue<DateOnly>(3), r.Utf8(4)), cancellationToken))
            latest[(card, market)] = (hash, on, block);
        // One edge of a network may still give yesterday's block: prices of an earlier day are no observation. A day that has not come yet
        // proves nothing, nor does that of a block which named none and has the day it was fetched.
        var tomorrow = DateOnly.FromDateTime(now).AddDays(1);
        var changed = prices.FindAll(p => !latest.TryGetValue((p.CardId, p.Block.Market), out var known)
            || (known.Hash != p.Block.ContentHash && !(p.Block.UpdatedOn < known.On && known.On <= tomorrow && BronzeItemParser.TimeOf(known.Block.Span) is not null)));
        if (changed.Count == 0)
            return;
        var id = await write.NextIdAsync(BronzeTables.Prices.Name, cancellationToken);
        await database.InsertAsync(write, BronzeTables.Prices, changed.ConvertAll(p => new BronzePrice
        {
            Id = id++,
            Feed = feed,
            CardId = p.CardId,
            Market = p.Block.Market,
            ObservedOn = p.Block.UpdatedOn ?? DateOnly.FromDateTime(p.Call.RequestedAt),
            Payload = p.Block.Payload,
            ContentHash = p.Block.ContentHash,
            FetchedAt = now,
        }), cancellationToken);
    }
}
