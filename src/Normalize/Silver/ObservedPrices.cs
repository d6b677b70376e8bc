using System.Data.Common;
using PokedexTop.Catalogue;
using PokedexTop.Data;

namespace PokedexTop.Normalize.Silver;

/// <summary>
/// The prices observed last, so that a feed whose blocks wobble adds a row for each observed change and none else: a later day with
/// the same amounts is none, nor is a day before the last one, nor what another feed said of the same day.
/// </summary>
internal sealed class ObservedPrices
{
    private static readonly Func<CardPrice, decimal?>[] s_amounts =
    [
        p => p.Low, p => p.Mid, p => p.High, p => p.MarketPrice, p => p.DirectLow, p => p.AverageSell, p => p.Average1, p => p.Average7, p => p.Average30,
    ];

    private readonly Dictionary<(string CardId, string Market, string Finish), (CardPrice Price, bool IsOther)> _latest = [];

    /// <summary>What stood there before a block.</summary>
    public static async Task<ObservedPrices> ReadAsync(WriteTransaction write, SqlDatabase database, string feed, IReadOnlyCollection<string> cardIds, long before, CancellationToken cancellationToken)
    {
        await using var select = write.Command(
            $"""
            SELECT s.card_id, s.market, s.finish, s.observed_on, s.low, s.mid, s.high, s.market_price, s.direct_low, s.average_sell, s.average1, s.average7, s.average30, b.feed
            FROM silver_card_prices s LEFT JOIN bronze_tcg_prices b ON b.id = s.bronze_id
            WHERE {database.IsOneOf("s.card_id", "@ids")} AND s.bronze_id < @before AND NOT EXISTS (
                SELECT 1 FROM silver_card_prices n WHERE n.card_id = s.card_id AND n.market = s.market AND n.finish = s.finish AND n.observed_on > s.observed_on AND n.bronze_id < @before)
            """, ("@ids", database.TextList(cardIds)), ("@before", before));
        var observed = new ObservedPrices();
        foreach (var (price, of) in await select.ReadAsync(r => (Read(r), r.TextOrNull(13)), cancellationToken))
            observed._latest[(price.CardId, price.Market, price.Finish)] = (price, of != feed);
        return observed;
    }

    /// <summary>Whether a price says something new, which it then is the last to have said.</summary>
    public bool IsNews(CardPrice price)
    {
        var key = (price.CardId, price.Market, price.Finish);
        if (_latest.TryGetValue(key, out var last)
            && (price.ObservedOn < last.Price.ObservedOn || (price.ObservedOn == last.Price.ObservedOn && last.IsOther) || Array.TrueForAll(s_amounts, a => a(price) is null || a(price) == a(last.Price))))
            return false;
        _latest[key] = (price, false);
        return true;
    }

    private static CardPrice Read(DbDataReader row) => new()
    {
        CardId = row.GetString(0),
        Market = row.GetString(1),
        Finish = row.GetString(2),
        Currency = "",
        ObservedOn = DateOnly.FromDateTime(row.GetDateTime(3)),
        Low = Amount(row, 4),
        Mid = Amount(row, 5),
        High = Amount(row, 6),
        MarketPrice = Amount(row, 7),
        DirectLow = Amount(row, 8),
        AverageSell = Amount(row, 9),
        Average1 = Amount(row, 10),
        Average7 = Amount(row, 11),
        Average30 = Amount(row, 12),
    };

    private static decimal? Amount(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetDecimal(column);
}
