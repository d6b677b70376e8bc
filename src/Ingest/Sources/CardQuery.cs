using System.Text.Json;
using System.Text.Json.Serialization;

namespace PokedexTop.Ingest.Sources;

/// <summary>A scope that is not a set: cards by id, by species or by name. Exactly one of the three is given.</summary>
public sealed record CardQuery
{
    public IReadOnlyList<string> CardIds { get; init; } = [];

    /// <summary>Inclusive ranges of national Pokédex numbers.</summary>
    public IReadOnlyList<DexRange> Species { get; init; } = [];

    /// <summary>A card's name, matched whole and without regard to case.</summary>
    public string? Name { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, CardQueryJson.Default.CardQuery);

    public static CardQuery Parse(string json) => JsonSerializer.Deserialize(json, CardQueryJson.Default.CardQuery)!;
}

/// <summary>National Pokédex numbers <paramref name="First"/> to <paramref name="Last"/>, both included.</summary>
public readonly record struct DexRange(int First, int Last);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CardQuery))]
internal sealed partial class CardQueryJson : JsonSerializerContext;
