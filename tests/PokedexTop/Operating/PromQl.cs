using System.Text.RegularExpressions;

namespace PokedexTop.Tests.Operating;

/// <summary>Takes the names out of a PromQL expression; enough for the expressions of this repository.</summary>
internal static partial class PromQl
{
    private static readonly HashSet<string> s_words = ["and", "or", "unless", "offset", "bool", "by", "without", "on", "ignoring", "group_left", "group_right"];

    /// <summary>Metrics asked for.</summary>
    public static IEnumerable<string> Metrics(string expression)
    {
        var bare = Groupings().Replace(Selectors().Replace(Ranges().Replace(Strings().Replace(expression, ""), ""), ""), "");
        return Names().Matches(bare).Select(m => m.Value).Where(name => !s_words.Contains(name)).Distinct();
    }

    /// <summary>Labels selected, grouped by, or named in a legend.</summary>
    public static IEnumerable<string> Labels(string expression, string legend = "")
    {
        var bare = Strings().Replace(expression, "\"\"");
        return Selectors().Matches(bare).SelectMany(m => Label().Matches(m.Value)).Select(m => m.Groups[1].Value)
            .Concat(Groupings().Matches(bare).SelectMany(m => m.Groups[1].Value.Split(',', StringSplitOptions.RemoveEmptyEntries)).Select(label => label.Trim()))
            .Concat(Placeholders().Matches(legend).Select(m => m.Groups[1].Value))
            .Distinct();
    }

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Strings();

    [GeneratedRegex(@"\[[^\]]*\]")]
    private static partial Regex Ranges();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Selectors();

    [GeneratedRegex(@"\b(?:by|without|on|ignoring)\s*\(([^)]*)\)")]
    private static partial Regex Groupings();

    // Not a function, and not the unit of a duration.
    [GeneratedRegex(@"(?<![\w$])[a-zA-Z_][\w:]*(?![\w:]*\s*\()")]
    private static partial Regex Names();

    [GeneratedRegex(@"(\w+)\s*(?:=~|!~|!=|=)")]
    private static partial Regex Label();

    [GeneratedRegex(@"\{\{\s*(?:\$labels\.)?(\w+)\s*\}\}")]
    private static partial Regex Placeholders();
}
