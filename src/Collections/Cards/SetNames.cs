using System.Text.RegularExpressions;

namespace PokedexTop.Collections.Cards;

/// <summary>Sets' names and codes as other programs write them: <c>SV: Scarlet &amp; Violet 151</c>, <c>SM - Cosmic Eclipse</c>, <c>SWSH09</c>.</summary>
internal static partial class SetNames
{
    private static readonly Dictionary<string, string> s_others = new(StringComparer.Ordinal)
    {
        ["sm"] = "sunmoon",
        ["wotcpromos"] = "wizardspromos",
        ["mcdonalds25thanniversarypromos"] = "mcdonaldscollection2021",
    };

    /// <summary>The keys by which others may ask for a set.</summary>
    public static IEnumerable<string> Of(KnownSet set) =>
        new[] { Key(set.Name), Key($"{set.Series} {set.Name}"), Stripped(set.Name) is { } rest ? Key(rest) : "", IsPromos(set.Name) ? Key($"{set.Series} Promos") : "" }
            .Where(key => key.Length > 0).Distinct(StringComparer.Ordinal);

    /// <summary>The keys that a text may mean, the surest first.</summary>
    public static IEnumerable<string> Meant(string text)
    {
        yield return Key(text);
        if (Stripped(text) is { } rest)
            yield return Key(rest);
        // A part of a set that the catalogue does not keep apart: Generations: Radiant Collection.
        if (text.IndexOf(": ", StringComparison.Ordinal) is > 0 and var at)
            yield return Key(text[..at]);
    }

    /// <summary>Codes and ids without case, padding and signs: <c>SV01</c> is <c>sv1</c>, <c>sv03.5</c> is <c>sv3pt5</c>.</summary>
    public static string Code(string code) => Zeros().Replace(CardNames.Fold(code.Replace(".", "pt", StringComparison.Ordinal)), "");

    private static string Key(string name)
    {
        var key = CardNames.Fold(And().Replace(Promos().Replace(name, " Promos"), " "));
        if (McDonalds().Match(key) is { Success: true } year)
            return "mcdonaldscollection" + year.Groups[1].Value;
        foreach (var end in new[] { "baseset", "set" })
        {
            if (key.Length > end.Length && key.EndsWith(end, StringComparison.Ordinal))
                key = key[..^end.Length];
        }
        return s_others.GetValueOrDefault(key, key);
    }

    private static bool IsPromos(string name) => Promos().IsMatch(name);

    private static string? Stripped(string name) => Prefix().Match(name) is { Success: true } prefix ? name[prefix.Length..] : null;

    [GeneratedRegex(@"^[A-Z]{2,4}[0-9.]{0,5}(?::\s*|\s+-\s+|\s*—\s*)")]
    private static partial Regex Prefix();

    [GeneratedRegex(@"\s(?:Black Star )?Promo(?:s|tional)?(?: Cards?)?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Promos();

    [GeneratedRegex(@"&|\band\b", RegexOptions.IgnoreCase)]
    private static partial Regex And();

    [GeneratedRegex(@"^mcdonalds(?:promos|collection)([0-9]{4})$")]
    private static partial Regex McDonalds();

    [GeneratedRegex(@"(?<![0-9])0+(?=[0-9])")]
    private static partial Regex Zeros();
}
