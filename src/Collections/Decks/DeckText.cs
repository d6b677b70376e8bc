using System.Globalization;
using System.Text.RegularExpressions;
using PokedexTop.Collections.Cards;

namespace PokedexTop.Collections.Decks;

/// <summary>A line of a deck list.</summary>
/// <param name="Number">Of the line, from 1.</param>
/// <param name="Text">As it was pasted.</param>
/// <param name="Copies">How many the deck has; 0 where the line cannot be read.</param>
/// <param name="Name">Of the card; null where the line says none.</param>
/// <param name="SetCode">The set's code of deck lists, such as MEG.</param>
/// <param name="CardNumber">Its number in that set.</param>
internal sealed record DeckLine(int Number, string Text, int Copies, string? Name = null, string? SetCode = null, string? CardNumber = null)
{
    public CardClues Clues => new() { Name = Name, SetCode = SetCode, Number = CardNumber };
}

/// <summary>
/// Reads deck lists as Pokémon TCG Live and its predecessor write them and as people shorten them: <c>4 Charizard ex OBF 125</c>,
/// <c>3 MEG 21</c>, <c>* 1 Charizard PR-SW 92</c>, <c>8 Basic {R} Energy SVE 2</c>, <c>4 Boss's Orders</c>. Pure.
/// </summary>
internal static partial class DeckText
{
    public const int MostLines = 200;
    public const int MostCharacters = 10_000;

    /// <summary>No line of a deck list is longer.</summary>
    private const int LongestLine = 200;

    /// <summary>Every line that names a card, and those that cannot be read; what is neither (headings, counts, blank lines) is left out.</summary>
    /// <returns>Why the text is refused, where it is.</returns>
    public static (IReadOnlyList<DeckLine> Lines, string? Refused) Read(string text)
    {
        if (text.Length > MostCharacters)
            return ([], string.Create(CultureInfo.InvariantCulture, $"has {text.Length} characters; allowed: at most {MostCharacters}"));
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        if (lines.Length > MostLines)
            return ([], string.Create(CultureInfo.InvariantCulture, $"has {lines.Length} lines; allowed: at most {MostLines}"));
        DeckLine[] read = [.. lines.Select((line, i) => Line(i + 1, line.Trim())).OfType<DeckLine>()];
        return read.Length > 0 ? (read, null) : ([], "names no card; a line is such as '4 Charizard ex OBF 125'");
    }

    /// <summary>One line; null for what names no card: a heading, a count, a comment, nothing.</summary>
    public static DeckLine? Line(int number, string text)
    {
        if (text.Length == 0 || IsHeading(text))
            return null;
        if (text.Length > LongestLine || Counted().Match(text) is not { Success: true } parts || int.Parse(parts.Groups["count"].Value, CultureInfo.InvariantCulture) is not (> 0 and var copies))
            return new DeckLine(number, text, 0);
        var card = parts.Groups["card"].Value;
        if (InSet().Match(card) is not { Success: true } place)
            return new DeckLine(number, text, copies, card);
        var name = place.Groups["name"] is { Success: true, Value: var said } ? said : null;
        // The game's own energies are of no set: "8 Basic Fire Energy Energy 2".
        return place.Groups["set"].Value == "Energy" ? new DeckLine(number, text, copies, name?.EndsWith("Energy", StringComparison.Ordinal) is true ? name : $"{name} Energy") : new DeckLine(number, text, copies, name, place.Groups["set"].Value, place.Groups["number"].Value);
    }

    private static bool IsHeading(string text) => text.Length <= LongestLine && Heading().IsMatch(text);

    /// <summary>Headings and totals: <c>Pokémon: 12</c>, <c>Trainer (30)</c>, <c>##Trainer Cards - 30</c>, <c>****** Deck List ******</c>.</summary>
    [GeneratedRegex(@"^(?:\p{L}[\p{L}\s'’]*(?:[:：-]\s*[0-9]*|\([0-9]+\))|#.*|//.*|\*{2,}.*)$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^(?:\*\s*)?(?<count>[0-9]{1,6})\s*x?\s+(?<card>\S.*)$")]
    private static partial Regex Counted();

    /// <summary>PH behind the number is a parallel holo.</summary>
    [GeneratedRegex(@"^(?:(?<name>\S.*?)\s+)?(?<set>(?=[A-Z0-9-]*[A-Z])[A-Z0-9-]{2,8}|[a-z]{1,5}[0-9]{1,2}[a-z0-9]{0,3}|Energy)\s+(?<number>[A-Z]{0,5}[0-9]{1,4}[a-z]?)(?:\s+PH)?$")]
    private static partial Regex InSet();
}
