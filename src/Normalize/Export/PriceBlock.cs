using System.Buffers;
using System.Globalization;
using System.Text.Json;
using PokedexTop.Catalogue;
using PokedexTop.Normalize.Feeds;
using PokedexTop.Normalize.Feeds.PokemonTcg;
using PokedexTop.Normalize.Feeds.Reading;

namespace PokedexTop.Normalize.Export;

/// <summary>What one feed said last of a card's prices on one market.</summary>
/// <param name="Market">tcgplayer or cardmarket.</param>
/// <param name="Payload">As it came.</param>
/// <param name="Feed">Whose shape that is.</param>
/// <param name="ObservedOn">The block's own day.</param>
internal sealed record PriceBlock(string Market, ReadOnlyMemory<byte> Payload, string Feed, DateOnly ObservedOn)
{
    /// <summary>Of several feeds' blocks of one card and market the newest, in the first feed's shape; of one day the first feed's.</summary>
    public static ReadOnlyMemory<byte>? Newest(IEnumerable<PriceBlock> blocks)
    {
        foreach (var block in blocks.OrderByDescending(b => b.ObservedOn).ThenByDescending(b => b.IsFirst))
        {
            if (block.IsFirst)
                return block.Payload;
            // What its normaliser puts into quarantine, or finds no price in, is no block.
            if (FeedNormalizers.Of(block.Feed).NormalizePrices(block.Market, block.Payload, block.ObservedOn) is NormalizedPrices { Rows: { Count: > 0 } prices })
                return Write(block.Market, block.ObservedOn, prices);
        }
        return null;
    }

    private bool IsFirst => FeedNormalizers.IsFirst(Feed);

    private static ReadOnlyMemory<byte> Write(string market, DateOnly day, IReadOnlyList<CardPrice> prices)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("updatedAt", day.ToString("yyyy/MM/dd", CultureInfo.InvariantCulture));
            json.WriteStartObject("prices");
            if (market == PriceNormalizer.TcgPlayer)
                WriteTcgPlayer(json, prices);
            else
                WriteCardmarket(json, prices);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return buffer.WrittenMemory;
    }

    private static void WriteTcgPlayer(Utf8JsonWriter json, IReadOnlyList<CardPrice> prices)
    {
        foreach (var price in prices)
        {
            json.WriteStartObject(price.Finish);
            Amounts(json, ("low", price.Low), ("mid", price.Mid), ("high", price.High), ("market", price.MarketPrice), ("directLow", price.DirectLow));
            json.WriteEndObject();
        }
    }

    /// <summary>All in one object; those of the reverse holofoil have its name in theirs.</summary>
    private static void WriteCardmarket(Utf8JsonWriter json, IReadOnlyList<CardPrice> prices)
    {
        foreach (var price in prices)
        {
            if (price.Finish == Finishes.ReverseHolofoil)
            {
                Amounts(json, ("reverseHoloSell", price.AverageSell), ("reverseHoloLow", price.Low), ("reverseHoloTrend", price.MarketPrice), ("reverseHoloAvg1", price.Average1), ("reverseHoloAvg7", price.Average7),
                    ("reverseHoloAvg30", price.Average30));
            }
            else if (price.Finish == Finishes.Normal)
            {
                Amounts(json, ("averageSellPrice", price.AverageSell), ("lowPrice", price.Low), ("trendPrice", price.MarketPrice), ("germanProLow", price.GermanProLow), ("suggestedPrice", price.Suggested),
                    ("lowPriceExPlus", price.LowExcellentPlus), ("avg1", price.Average1), ("avg7", price.Average7), ("avg30", price.Average30));
            }
        }
    }

    private static void Amounts(Utf8JsonWriter json, params ReadOnlySpan<(string Name, decimal? Amount)> amounts)
    {
        foreach (var (name, amount) in amounts)
        {
            if (amount is { } known)
                json.WriteNumber(name, known);
        }
    }
}
