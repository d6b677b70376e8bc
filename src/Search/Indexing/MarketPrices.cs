using System.Text.Json;

namespace PokedexTop.Search.Indexing;

/// <summary>The market prices of a card's price blocks, and the finishes they name; Cardmarket's own price is that of the card, whatever its finish.</summary>
internal static class MarketPrices
{
    public static IEnumerable<(string? Finish, double? Price)> Of(JsonElement card)
    {
        foreach (var (finish, block) in Members(Prices(card, "tcgplayer")))
        {
            if (block.ValueKind == JsonValueKind.Object)
                yield return (finish, block.TryGetProperty("market", out var price) ? Amount(price) : null);
        }
        foreach (var (name, price) in Members(Prices(card, "cardmarket")))
        {
            if (Amount(price) is { } amount && name is "trendPrice" or "reverseHoloTrend")
                yield return (name == "trendPrice" ? null : "reverseHolofoil", amount);
        }
    }

    private static JsonElement? Prices(JsonElement card, string market) =>
        card.TryGetProperty(market, out var block) && block.ValueKind == JsonValueKind.Object && block.TryGetProperty("prices", out var prices) ? prices : null;

    private static IEnumerable<(string Name, JsonElement Value)> Members(JsonElement? prices) =>
        prices is { ValueKind: JsonValueKind.Object } given ? given.EnumerateObject().Select(m => (m.Name, m.Value)) : [];

    /// <summary>0 is no price.</summary>
    private static double? Amount(JsonElement price) => price.ValueKind == JsonValueKind.Number && price.GetDouble() is > 0 and var amount ? amount : null;
}
