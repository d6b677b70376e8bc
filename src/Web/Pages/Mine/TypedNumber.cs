using System.Globalization;
using System.Text.RegularExpressions;

namespace PokedexTop.Web.Pages.Mine;

/// <summary>A collector number as somebody types it for speed.</summary>
/// <param name="Text">As it was typed.</param>
/// <param name="Number">The collector number.</param>
/// <param name="Copies">From 1.</param>
/// <param name="Finish">Null where nothing is said.</param>
internal sealed partial record TypedNumber(string Text, string Number, int Copies, string? Finish)
{
    private const int Most = 500;

    /// <summary>Each number with its copies and finish; of what is none the number is empty.</summary>
    /// <param name="text"><c>4 15x2 58h TG01</c>, with blanks or commas between.</param>
    /// <param name="isNumber">Whether the set has a card with a number: a letter at its end may be part of it.</param>
    public static IEnumerable<TypedNumber> Read(string text, Predicate<string> isNumber) =>
        text.Split([' ', ',', ';', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries).Take(Most).Select(token => Token(token, isNumber));

    private static TypedNumber Token(string token, Predicate<string> isNumber)
    {
        if (Parts().Match(token) is not { Success: true } parts)
            return new TypedNumber(token, "", 1, null);
        var (number, copies) = (parts.Groups["number"].Value, parts.Groups["copies"] is { Success: true } said ? int.Parse(said.Value, CultureInfo.InvariantCulture) : 1);
        if (isNumber(number) || number.Length < 2 || FinishOf(number[^1]) is not { } finish)
            return new TypedNumber(token, number, copies, parts.Groups["finish"] is { Success: true } after ? FinishOf(after.Value[0]) : null);
        return new TypedNumber(token, number[..^1], copies, finish);
    }

    private static string? FinishOf(char letter) => char.ToLowerInvariant(letter) switch { 'h' => "holofoil", 'r' => "reverseHolofoil", 'n' => "normal", _ => null };

    // The number takes as much as it can, so that the x of a number such as XY01 is not taken for copies.
    [GeneratedRegex(@"^(?<number>[^\s/]+?)(/[0-9]+)?([xX*](?<copies>[1-9][0-9]{0,3})(?<finish>[hrnHRN])?)?$")]
    private static partial Regex Parts();
}
