using System.Text.Json;
using System.Text.Json.Serialization;

namespace PokedexTop.Ingest.Bronze;

/// <summary>What a sync fetches. All lists empty and no name: everything. Stored as JSON in <c>bronze_sync_runs.scope</c>.</summary>
public sealed record SyncScope
{
    /// <summary>Ids a person is told of one scope.</summary>
    private const int MostNamed = 20;

    /// <summary>Set ids of the feed.</summary>
    public IReadOnlyList<string> Sets { get; init; } = [];

    /// <summary>Generations, 1 to 9: cards of any species of that generation.</summary>
    public IReadOnlyList<int> Generations { get; init; } = [];

    /// <summary>A species' English name (taken by Pokédex number), else a card's name.</summary>
    public string? Pokemon { get; init; }

    /// <summary>Card ids of the feed.</summary>
    public IReadOnlyList<string> Cards { get; init; } = [];

    /// <summary>Sets of the source's list that bronze does not hold completely as the list now describes them (see <see cref="UpToDateSets"/>).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool NewSets { get; init; }

    [JsonIgnore]
    public bool IsEverything => Sets.Count == 0 && Generations.Count == 0 && Pokemon is null && Cards.Count == 0 && !NewSets;

    /// <summary>What its fetches are called: sets, queries for species and cards, or both.</summary>
    [JsonIgnore]
    public (string One, string Many) Fetches => (IsEverything || NewSets || Sets.Count > 0, Generations.Count > 0 || Pokemon is not null || Cards.Count > 0) switch
    {
        (true, false) => ("set", "sets"),
        (false, true) => ("query", "queries"),
        _ => ("fetch", "fetches"),
    };

    /// <summary>The scope as stored: two equal scopes give the same text, so that a second request can join the first.</summary>
    public string ToJson() => JsonSerializer.Serialize(
        this with { Sets = [.. Sets.Order(StringComparer.Ordinal)], Generations = [.. Generations.Order()], Cards = [.. Cards.Order(StringComparer.Ordinal)] },
        ScopeJson.Default.SyncScope);

    public static SyncScope Parse(string json) => JsonSerializer.Deserialize(json, ScopeJson.Default.SyncScope)!;

    public override string ToString()
    {
        if (IsEverything)
            return "everything";
        var parts = new List<string>();
        if (NewSets)
            parts.Add("new and changed sets");
        if (Sets.Count > 0)
            parts.Add("set " + Some(Sets));
        if (Generations.Count > 0)
            parts.Add("generation " + string.Join(", ", Generations));
        if (Pokemon is not null)
            parts.Add("Pokémon " + Pokemon);
        if (Cards.Count > 0)
            parts.Add("card " + Some(Cards));
        return string.Join("; ", parts);

        // For a line of a log or a table, not for a program.
        static string Some(IReadOnlyList<string> ids) => string.Join(", ", ids.Take(MostNamed)) + (ids.Count > MostNamed ? $" and {ids.Count - MostNamed} more" : "");
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SyncScope))]
internal sealed partial class ScopeJson : JsonSerializerContext;
