using System.Globalization;
using System.Text.Json;

namespace PokedexTop.FakeApi;

/// <summary>
/// Invented prices in the API's shape: the same card has the same prices all day and others the next day. As upstream,
/// some cards have no block, some numbers are null, some are absent.
/// </summary>
internal static class PriceBlocks
{
    private static readonly string[] CardmarketNumbers =
    [
        "averageSellPrice", "lowPrice", "trendPrice", "germanProLow", "suggestedPrice", "reverseHoloSell", "reverseHoloLow", "reverseHoloTrend",
        "lowPriceExPlus", "avg1", "avg7", "avg30", "reverseHoloAvg1", "reverseHoloAvg7", "reverseHoloAvg30",
    ];

    public static void Write(Utf8JsonWriter writer, FakeCard card, DateOnly day, Func<string, bool> selected)
    {
        if (card.Id is not { } id)
            return;
        var worth = new Draws(id, 0);
        var today = new Draws(id, day.DayNumber);
        var price = 0.05 + Math.Pow(worth.Next(), 6) * 300;
        if (worth.Next() > 0.04 && selected("tcgplayer"))
            WriteTcgplayer(writer, card, day, price, today);
        if (worth.Next() > 0.04 && selected("cardmarket"))
            WriteCardmarket(writer, id, day, price * 0.9, today);
    }

    private static void WriteTcgplayer(Utf8JsonWriter writer, FakeCard card, DateOnly day, double price, Draws today)
    {
        Begin(writer, "tcgplayer", card.Id!, day);
        foreach (var finish in Finishes(card))
        {
            writer.WriteStartObject(finish);
            var market = price * (0.9 + 0.2 * today.Next());
            WriteNumber(writer, "low", market * 0.7);
            WriteNumber(writer, "mid", market * 1.1);
            WriteNumber(writer, "high", market * 4);
            WriteNumber(writer, "market", today.Next() > 0.02 ? market : null);
            if (today.Next() > 0.3)
                WriteNumber(writer, "directLow", today.Next() > 0.5 ? market * 0.95 : null);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteCardmarket(Utf8JsonWriter writer, string id, DateOnly day, double price, Draws today)
    {
        Begin(writer, "cardmarket", id, day);
        foreach (var name in CardmarketNumbers)
            WriteNumber(writer, name, today.Next() > 0.05 ? price * (0.8 + 0.4 * today.Next()) : null);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void Begin(Utf8JsonWriter writer, string market, string id, DateOnly day)
    {
        writer.WriteStartObject(market);
        writer.WriteString("url", $"https://prices.pokemontcg.io/{market}/{Uri.EscapeDataString(id)}");
        writer.WriteString("updatedAt", day.ToString("yyyy'/'MM'/'dd", CultureInfo.InvariantCulture));
        writer.WriteStartObject("prices");
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, double? value)
    {
        if (value is { } number)
            writer.WriteNumber(name, decimal.Round((decimal)number, 2));
        else
            writer.WriteNull(name);
    }

    private static string[] Finishes(FakeCard card)
    {
        var rarity = card.Json.TryGetProperty("rarity", out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
        var holo = rarity.Contains("Holo", StringComparison.Ordinal);
        return card.Set.Id is "base1" or "base2" or "base3"
            ? holo ? ["1stEditionHolofoil", "holofoil"] : ["1stEditionNormal", "normal"]
            : holo ? ["holofoil", "reverseHolofoil"] : rarity is "Common" or "Uncommon" or "Rare" ? ["normal", "reverseHolofoil"] : ["normal"];
    }

    /// <summary>A stream of numbers in [0, 1) that depends on the card and the day only (FNV-1a, then splitmix64).</summary>
    private sealed class Draws
    {
        private ulong state;

        public Draws(string id, int day)
        {
            state = 14695981039346656037UL + (ulong)day * 0x9E3779B97F4A7C15UL;
            foreach (var letter in id)
                state = (state ^ letter) * 1099511628211UL;
        }

        public double Next()
        {
            state += 0x9E3779B97F4A7C15UL;
            var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9UL;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
            return ((mixed ^ (mixed >> 31)) >> 11) / (double)(1UL << 53);
        }
    }
}
