using System.Text.Json;

namespace PokedexTop.FakeApi.Queries;

/// <summary>What a query looks at: a card with its set, or a set alone.</summary>
internal readonly record struct Item(JsonElement Json, JsonElement? Set)
{
    /// <summary>Every value at a dotted path such as <c>set.id</c> or <c>attacks.name</c>; lists are looked through.</summary>
    public IEnumerable<JsonElement> Values(string path) =>
        Set is { } set && path.StartsWith("set.", StringComparison.Ordinal) ? Walk(set, path[4..]) : Walk(Json, path);

    private static IEnumerable<JsonElement> Walk(JsonElement element, string path)
    {
        if (element.ValueKind == JsonValueKind.Array)
            return element.EnumerateArray().SelectMany(child => Walk(child, path));
        if (path.Length == 0)
            return [element];
        var dot = path.IndexOf('.', StringComparison.Ordinal);
        var (name, rest) = dot < 0 ? (path, "") : (path[..dot], path[(dot + 1)..]);
        return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var child) ? Walk(child, rest) : [];
    }
}
