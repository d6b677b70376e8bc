using System.Globalization;
using System.Text.Json.Nodes;

namespace PokedexTop.Normalize.Feeds.PokemonTcg;

/// <summary>Puts the values of <c>extra</c> back where their JSON Pointers (RFC 6901) say.</summary>
internal static class ExtraPointers
{
    /// <summary>
    /// Applies each pointer: a member is set, an entry is inserted (RFC 6902's add), objects on the way are made.
    /// </summary>
    public static void Apply(JsonObject document, string extra)
    {
        var entries = new List<(string[] Steps, JsonNode? Value)>();
        foreach (var (pointer, value) in JsonNode.Parse(extra)!.AsObject())
            if (pointer.StartsWith('/'))
                entries.Add((pointer[1..].Split('/'), value));
        // Insertions only mean the right place from the front; a jsonb column does not keep the order they had.
        entries.Sort(static (one, other) => Compare(one.Steps, other.Steps));
        foreach (var (steps, value) in entries)
            Put(document, steps, value?.DeepClone());
    }

    private static void Put(JsonObject document, string[] steps, JsonNode? value)
    {
        JsonNode at = document;
        for (var i = 0; i < steps.Length - 1; i++)
        {
            var next = at switch
            {
                JsonObject members => members[Name(steps[i])] ??= new JsonObject(),
                JsonArray entries when Index(steps[i]) is { } index && index < entries.Count => entries[index],
                _ => null,
            };
            // Columns edited by hand may no longer have the place; the rest is still worth writing.
            if (next is null)
                return;
            at = next;
        }
        if (at is JsonObject parent)
            parent[Name(steps[^1])] = value;
        else if (at is JsonArray list && Index(steps[^1]) is { } place)
            list.Insert(Math.Min(place, list.Count), value);
    }

    private static int Compare(string[] one, string[] other)
    {
        for (var i = 0; i < Math.Min(one.Length, other.Length); i++)
        {
            var order = Index(one[i]) is { } first && Index(other[i]) is { } second
                ? first.CompareTo(second)
                : string.CompareOrdinal(one[i], other[i]);
            if (order != 0)
                return order;
        }
        return one.Length.CompareTo(other.Length);
    }

    private static int? Index(string step)
        => int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : null;

    private static string Name(string step)
        => step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}
