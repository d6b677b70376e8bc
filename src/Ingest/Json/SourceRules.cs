namespace PokedexTop.Ingest.Json;

/// <summary>Rules by which an odd answer of a source is read all the same; docs/quality-rules.md explains each.</summary>
public static class SourceRules
{
    /// <summary>A list's page, page size, count or total count is text that spells a number.</summary>
    public const string ListNumberAsText = "list-number-as-text";

    /// <summary>An id stands twice, and what both copies have is equal, but one has fields that the other lacks.</summary>
    public const string IdInTwoHalves = "id-in-two-halves";

    /// <summary>Two different sets of a list have the same id.</summary>
    public const string SetIdTwice = "set-id-twice";

    private static readonly Dictionary<string, (string Severity, string Description)> s_rules = new(StringComparer.Ordinal)
    {
        [ListNumberAsText] = ("info", "A list's page, pageSize, count or totalCount that is text: read as the number it spells."),
        [IdInTwoHalves] = ("warning", "An id twice in one sync, equal in what both copies have, but one has fields that the other lacks: the first copy counts."),
        [SetIdTwice] = ("warning", "Two different sets of a list have the same id: what the source gives for the id counts."),
    };

    /// <summary>What each rule sees and does, in a sentence.</summary>
    public static IReadOnlyDictionary<string, string> Descriptions { get; } = s_rules.ToDictionary(r => r.Key, r => r.Value.Description, StringComparer.Ordinal);

    /// <summary>info or warning.</summary>
    public static string SeverityOf(string rule) => s_rules.TryGetValue(rule, out var known) ? known.Severity : "info";
}
