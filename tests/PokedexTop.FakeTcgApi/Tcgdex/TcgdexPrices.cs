using System.Globalization;
using System.Text.Json;

namespace PokedexTop.FakeApi;

/// <summary>
/// Invented prices in TCGdex's shape: both markets in one member, either may be null, <c>-holo</c> numbers of 0 mean none, and
/// <c>updated</c> is not the same for every request.
/// </summary>
internal static class TcgdexPrices
{
    private static readonly string[] Numbers = ["avg", "low", "trend", "avg1", "avg7", "avg30"];

    public static void Write(Utf8JsonWriter writer, string cardId, DateOnly day, TimeSpan wobble)
    {
        var draw = new Random(Seed(cardId));
        var price = Math.Round(0.05 + Math.Pow(draw.NextDouble(), 6) * 300, 2);
        var today = new Random(Seed(cardId) ^ day.DayNumber);
        writer.WriteStartObject("pricing");
        if (draw.NextDouble() > 0.1)
            WriteCardmarket(writer, cardId, price, today, Updated(day, 2, wobble));
        else
            writer.WriteNull("cardmarket");
        if (draw.NextDouble() > 0.1)
            WriteTcgplayer(writer, cardId, price, today, Updated(day, 20, wobble));
        else
            writer.WriteNull("tcgplayer");
        writer.WriteEndObject();
    }

    private static void WriteCardmarket(Utf8JsonWriter writer, string cardId, double price, Random today, string updated)
    {
        writer.WriteStartObject("cardmarket");
        writer.WriteString("updated", updated);
        writer.WriteString("unit", "EUR");
        writer.WriteNumber("idProduct", Seed(cardId) % 900_000);
        var isReverse = today.NextDouble() > 0.5;
        foreach (var name in Numbers)
            writer.WriteNumber(name, Around(price, today));
        foreach (var name in Numbers)
            writer.WriteNumber(name + "-holo", isReverse ? Around(price * 2, today) : 0);
        writer.WriteEndObject();
    }

    private static void WriteTcgplayer(Utf8JsonWriter writer, string cardId, double price, Random today, string updated)
    {
        writer.WriteStartObject("tcgplayer");
        writer.WriteString("updated", updated);
        writer.WriteString("unit", "USD");
        foreach (var finish in Seed(cardId) % 2 == 0 ? new[] { "normal", "reverse-holofoil" } : ["holofoil"])
        {
            writer.WriteStartObject(finish);
            writer.WriteNumber("productId", Seed(cardId) % 600_000);
            foreach (var name in new[] { "lowPrice", "midPrice", "highPrice", "marketPrice" })
                writer.WriteNumber(name, Around(price, today));
            writer.WriteNull("directLowPrice");
            writer.WriteEndObject();
        }
        writer.WriteEndObject();
    }

    private static decimal Around(double price, Random today) => decimal.Round((decimal)(price * (0.8 + 0.4 * today.NextDouble())), 2);

    private static string Updated(DateOnly day, int hour, TimeSpan wobble) =>
        (day.ToDateTime(new TimeOnly(hour, 0)) - wobble).ToString("yyyy'-'MM'-'dd'T'HH':'mm':'ss'.000Z'", CultureInfo.InvariantCulture);

    /// <summary>FNV-1a: the same for every process, unlike a string's own.</summary>
    private static int Seed(string text)
    {
        var hash = 2166136261u;
        foreach (var letter in text)
            hash = (hash ^ letter) * 16777619u;
        return (int)(hash & 0x7FFFFFFF);
    }
}
