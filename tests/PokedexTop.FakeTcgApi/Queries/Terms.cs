using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace PokedexTop.FakeApi.Queries;

/// <summary><c>name:"venusaur v"</c>: the words occur one after the other; <c>!name:charizard</c>: the whole value.</summary>
internal sealed record Literal(string Field, string Value, bool Whole) : Filter
{
    private readonly string[] words = Words.Of(Value);

    public override string? OnlySet => Field == "set.id" ? Value : null;

    public override bool Matches(Item item) => item.Values(Field).Any(Matches);

    private bool Matches(JsonElement value)
    {
        var text = Words.Text(value);
        if (text is null)
            return false;
        if (string.Equals(text, Value, StringComparison.OrdinalIgnoreCase))
            return true;
        if (Whole || words.Length == 0)
            return false;
        var all = Words.Of(text);
        return Enumerable.Range(0, Math.Max(0, all.Length - words.Length + 1)).Any(start => all.AsSpan(start, words.Length).SequenceEqual(words));
    }
}

/// <summary><c>name:char*</c>: the pattern fits the whole value or one of its words.</summary>
internal sealed record Wildcard(string Field, Regex Pattern, bool Whole) : Filter
{
    public override bool Matches(Item item) => item.Values(Field).Any(value =>
        Words.Text(value) is { } text && (Pattern.IsMatch(text) || (!Whole && Words.Of(text).Any(Pattern.IsMatch))));
}

/// <summary><c>hp:[150 TO *]</c>, <c>{…}</c> without its bounds. Numbers as numbers (hp is a string upstream), else text.</summary>
internal sealed record Between(string Field, string From, string To, bool WithFrom, bool WithTo) : Filter
{
    public override bool Matches(Item item) => item.Values(Field).Any(value =>
        Words.Text(value) is { } text
        && (From == "*" || Compare(text, From) is { } low && (WithFrom ? low >= 0 : low > 0))
        && (To == "*" || Compare(text, To) is { } high && (WithTo ? high <= 0 : high < 0)));

    private static int? Compare(string value, string bound)
    {
        var (isNumber, boundIsNumber) = (Words.Number(value, out var number), Words.Number(bound, out var boundNumber));
        return boundIsNumber ? isNumber ? number.CompareTo(boundNumber) : null : string.CompareOrdinal(value, bound);
    }
}

/// <summary>Values as the search index sees them.</summary>
internal static partial class Words
{
    public static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => null,
    };

    public static string[] Of(string text) => [.. Word().Matches(text).Select(match => match.Value.ToUpperInvariant())];

    public static bool Number(string? text, out double number) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}'’]+")]
    private static partial Regex Word();
}
