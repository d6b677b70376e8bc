using System.Text.Json;
using PokedexTop.Ingest.Json;

namespace PokedexTop.Ingest.Sources;

/// <summary>Whether a card is one that a query asks for, by sources that read every card to find out.</summary>
/// <param name="query">What is asked for.</param>
/// <param name="numbers">The member that lists a card's Pokédex numbers in this feed.</param>
internal sealed class CardMatch(CardQuery query, string numbers)
{
    public bool Is(BronzeItem item)
    {
        if (item.RejectReason is not null)
            return false;
        if (query.CardIds.Count > 0)
            return query.CardIds.Contains(item.Id, StringComparer.Ordinal);
        try
        {
            using var json = JsonDocument.Parse(item.Utf8Payload);
            if (query.Name is { } wanted)
                return json.RootElement.TryGetProperty("name", out var name) && name.ValueKind == JsonValueKind.String && wanted.Equals(name.GetString(), StringComparison.OrdinalIgnoreCase);
            return json.RootElement.TryGetProperty(numbers, out var list)
                && list.ValueKind == JsonValueKind.Array
                && list.EnumerateArray().Any(n => n.ValueKind == JsonValueKind.Number && n.TryGetInt32(out var number) && query.Species.Any(r => number >= r.First && number <= r.Last));
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
