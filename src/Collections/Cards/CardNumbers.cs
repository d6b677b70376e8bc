using System.Globalization;
using System.Text.RegularExpressions;

namespace PokedexTop.Collections.Cards;

/// <summary>Collector numbers as other programs write them: <c>4/102</c>, <c>004</c>, <c>#4</c>, <c>TG01/TG30</c>; and what spreadsheets make of them.</summary>
internal static partial class CardNumbers
{
    private static readonly string[] s_months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>Equal for one number, however it is padded and whatever total stands behind it.</summary>
    public static string Key(string number) => LeadingZeros().Replace(Unsigned().Replace(number.Split('/')[0], "").ToUpperInvariant(), "");

    /// <summary>The total behind the slash; null where none is said.</summary>
    public static int? Total(string number) =>
        number.Split('/') is [_, var total] && int.TryParse(total.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var printed) ? printed : null;

    /// <summary>The digits of a number that has nothing but letters before them; null for others.</summary>
    public static string? Digits(string key) => Lettered().Match(key) is { Success: true } parts ? parts.Groups[2].Value : null;

    /// <summary>Whether a spreadsheet may have taken a number for a date: <c>Apr-02</c>, <c>4-Apr</c>, <c>2002-04-01</c>, <c>04/02/2026</c>.</summary>
    public static bool IsDate(string text) => Dates().IsMatch(text.Trim());

    /// <summary>The number that a date was, as far as it can be told: <c>Apr-02</c> and <c>4-Apr</c> are a 4; empty for what names no month.</summary>
    public static IEnumerable<string> OfDate(string text)
    {
        if (Words().Match(text) is { Success: true } word && Array.IndexOf(s_months, word.Value[..3].ToLowerInvariant()) is >= 0 and var month)
            yield return (month + 1).ToString(CultureInfo.InvariantCulture);
        foreach (Match number in Numbers().Matches(text))
        {
            if (number.Value.Length <= 2)
                yield return Key(number.Value);
        }
    }

    [GeneratedRegex(@"[\s#.\-_]|№")]
    private static partial Regex Unsigned();

    [GeneratedRegex(@"(?<![0-9])0+(?=[0-9])")]
    private static partial Regex LeadingZeros();

    [GeneratedRegex("^([A-Z]*)([0-9]+)$")]
    private static partial Regex Lettered();

    [GeneratedRegex(@"^(?:\p{L}{3,9}\.?[-. ]\d{2,4}|\d{1,2}\.?[- ]?\p{L}{3,9}\.?(?:[-. ]\d{2,4})?|\d{4}-\d{1,2}-\d{1,2}.*|\d{1,2}[./]\d{1,2}[./]\d{2,4}.*)$")]
    private static partial Regex Dates();

    [GeneratedRegex(@"\p{L}{3,9}")]
    private static partial Regex Words();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Numbers();
}
