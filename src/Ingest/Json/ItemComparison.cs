using System.Text.Json;

namespace PokedexTop.Ingest.Json;

/// <summary>Two items with one id, compared field by field in their canonical form: without nulls, prices and embedded set.</summary>
/// <param name="Differing">JSON Pointers of values that both have and that differ.</param>
/// <param name="OnlyFirst">Fields that only the first has.</param>
/// <param name="OnlySecond">Fields that only the second has.</param>
public sealed record ItemComparison(IReadOnlyList<string> Differing, IReadOnlyList<string> OnlyFirst, IReadOnlyList<string> OnlySecond)
{
    /// <summary>Whether neither contradicts the other: each only lacks what the other has.</summary>
    public bool AreHalves => Differing.Count == 0;

    /// <summary>What each lacks, for a person.</summary>
    public string Halves => string.Join("; ", new[] { Named("first", OnlyFirst), Named("second", OnlySecond) }.OfType<string>());

    /// <param name="first">An item as received.</param>
    /// <param name="second">Another with the same id.</param>
    /// <param name="kind">What both are.</param>
    public static ItemComparison Of(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ItemKind kind)
    {
        var omitted = TopLevelNames.Of(kind);
        // What has no canonical form (a key twice, half a character) can only be compared whole, and it differs already.
        if (CanonicalJson.Canonicalize(first, omitted) is not { } left || CanonicalJson.Canonicalize(second, omitted) is not { } right)
            return new ItemComparison([""], [], []);
        using var a = JsonDocument.Parse(left);
        using var b = JsonDocument.Parse(right);
        var (differing, onlyFirst, onlySecond) = (new List<string>(), new List<string>(), new List<string>());
        Compare("", a.RootElement, b.RootElement);
        return new ItemComparison(differing, onlyFirst, onlySecond);

        void Compare(string path, JsonElement x, JsonElement y)
        {
            if (x.ValueKind != JsonValueKind.Object || y.ValueKind != JsonValueKind.Object)
            {
                if (!x.GetRawText().Equals(y.GetRawText(), StringComparison.Ordinal))
                    differing.Add(path);
                return;
            }
            foreach (var member in x.EnumerateObject())
            {
                if (y.TryGetProperty(member.Name, out var other))
                    Compare(Below(path, member.Name), member.Value, other);
                else
                    onlyFirst.Add(Below(path, member.Name));
            }
            onlySecond.AddRange(y.EnumerateObject().Where(member => !x.TryGetProperty(member.Name, out _)).Select(member => Below(path, member.Name)));
        }
    }

    private static string Below(string path, string name) => $"{path}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    private static string? Named(string which, IReadOnlyList<string> fields) => fields.Count == 0 ? null : $"only the {which} has {string.Join(", ", fields)}";
}
