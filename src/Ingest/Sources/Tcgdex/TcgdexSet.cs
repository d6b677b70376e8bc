using System.Text;
using System.Text.Json;
using PokedexTop.Ingest.Json;

namespace PokedexTop.Ingest.Sources.Tcgdex;

/// <summary>What a set's own document says of its cards.</summary>
/// <param name="Id">The set's id.</param>
/// <param name="IsPocket">Whether it is a set of Pokémon TCG Pocket.</param>
/// <param name="Cards">The cards it lists, each id once, in its order; of some sets none, whatever their totals say. Null where it has no such list.</param>
/// <param name="Hash">Of all that the document says of the set and its list, pictures aside.</param>
internal sealed record TcgdexSet(string Id, bool IsPocket, IReadOnlyList<TcgdexBrief>? Cards, string Hash)
{
    /// <summary>The series of Pokémon TCG Pocket.</summary>
    private const string PocketSeries = "tcgp";

    /// <param name="item">A set as received, with an id.</param>
    public static TcgdexSet Of(BronzeItem item)
    {
        using var document = JsonDocument.Parse(item.Utf8Payload, new JsonDocumentOptions { MaxDepth = PayloadFault.MaxBytes });
        var root = document.RootElement;
        var cards = root.TryGetProperty("cards", out var list) && list.ValueKind == JsonValueKind.Array ? Briefs(list) : null;
        var own = CanonicalJson.TryHash(item.Utf8Payload.Span, TopLevelNames.OfSetDocument, out var hash, out _) ? hash : item.ContentHash;
        return new TcgdexSet(
            item.Id!,
            root.TryGetProperty("serie", out var series) && Text(series, "id") == PocketSeries,
            cards,
            CanonicalJson.Sha256(Encoding.UTF8.GetBytes(string.Join('\n', (cards ?? []).Select(card => $"{card.Id}\t{card.LocalId}\t{card.Name}").Prepend(own)))));
    }

    /// <summary>The cards of another document that lists some.</summary>
    /// <param name="item">An object with <c>cards</c>.</param>
    public static List<string> CardIds(BronzeItem item)
    {
        using var document = JsonDocument.Parse(item.Utf8Payload, new JsonDocumentOptions { MaxDepth = PayloadFault.MaxBytes });
        return document.RootElement.TryGetProperty("cards", out var list) && list.ValueKind == JsonValueKind.Array ? [.. (Briefs(list) ?? []).Select(card => card.Id)] : [];
    }

    /// <returns>Null where an id cannot be read: a card that nobody can ask for is not a card that is gone.</returns>
    private static List<TcgdexBrief>? Briefs(JsonElement cards)
    {
        var briefs = new List<TcgdexBrief>(cards.GetArrayLength());
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var card in cards.EnumerateArray())
        {
            if (Text(card, "id") is not { } id || TopLevelMembers.FaultOf(id) is not null)
                return null;
            if (seen.Add(id))
                briefs.Add(new TcgdexBrief(id, Text(card, "localId"), Text(card, "name")));
        }
        return briefs;
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

/// <summary>A card as its set's document lists it.</summary>
internal sealed record TcgdexBrief(string Id, string? LocalId, string? Name);
