using System.Text.Json;
using PokedexTop.Ingest.Json;

namespace PokedexTop.Ingest.Sources.Tcgdex;

/// <summary>What a set's own document says of its cards.</summary>
/// <param name="Id">The set's id.</param>
/// <param name="IsPocket">Whether it is a set of Pokémon TCG Pocket.</param>
/// <param name="CardIds">Ids of the cards it lists, each once, in its order; of some sets none, whatever their totals say. Null where it has no such list.</param>
internal sealed record TcgdexSet(string Id, bool IsPocket, IReadOnlyList<string>? CardIds)
{
    /// <summary>The series of Pokémon TCG Pocket.</summary>
    private const string PocketSeries = "tcgp";

    /// <param name="item">A set as received, with an id.</param>
    public static TcgdexSet Of(BronzeItem item)
    {
        using var document = JsonDocument.Parse(item.Utf8Payload, new JsonDocumentOptions { MaxDepth = BronzeItemParser.MaxPayloadBytes });
        var root = document.RootElement;
        return new TcgdexSet(
            item.Id!,
            root.TryGetProperty("serie", out var series) && Text(series, "id") == PocketSeries,
            root.TryGetProperty("cards", out var cards) && cards.ValueKind == JsonValueKind.Array ? Ids(cards) : null);
    }

    /// <returns>Null where an id cannot be read: a card that nobody can ask for is not a card that is gone.</returns>
    private static List<string>? Ids(JsonElement cards)
    {
        var ids = cards.EnumerateArray().Select(card => Text(card, "id")).ToList();
        return ids.TrueForAll(id => TopLevelMembers.FaultOf(id) is null) ? [.. ids.OfType<string>().Distinct(StringComparer.Ordinal)] : null;
    }

    private static string? Text(JsonElement element, string name)
    {
        try
        {
            return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null; // Half of a surrogate pair.
        }
    }
}
