using System.Text.RegularExpressions;

namespace PokedexTop.Search.Indexing;

/// <summary>Collector numbers are printed 025/165 and kept 25: where people type them, leading zeros do not count.</summary>
internal static partial class CollectorWords
{
    public static string Of(string text) => text.Contains('0', StringComparison.Ordinal) ? LeadingZeros().Replace(text, "") : text;

    [GeneratedRegex(@"(?<![\p{L}\p{N}.])0+(?=\d)")]
    private static partial Regex LeadingZeros();
}
