using System.Globalization;
using System.Text.Json;
using PokedexTop.Collections.Decks;
using PokedexTop.Collections.Files;

namespace PokedexTop.Collections.Trackers;

/// <summary>Deck lists: a count, a name or none, the set's code and the number on each line: <c>1 Charizard PR-SW 92</c>.</summary>
internal static class DeckList
{
    public const string FormatName = "decklist";

    /// <summary>Whether the first line that says anything is such a line.</summary>
    public static bool Is(string text) => text.Split('\n', 200).Select(line => DeckText.Line(0, line.Trim())).FirstOrDefault(line => line is not null) is { Copies: > 0, SetCode: not null };

    /// <summary>Every line that is no heading; null where it is no line of a deck list.</summary>
    public static IEnumerable<(int Row, string Raw, TrackerRow? Read)> Read(string text)
    {
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            FileLimits.CheckRows(++number);
            if (DeckText.Line(number, line.Trim()) is { } read)
            {
                yield return (number, $"{{\"line\":{JsonSerializer.Serialize(read.Text, JsonLots.Options)}}}",
                    read.Copies == 0 ? null : new TrackerRow { Quantity = read.Copies.ToString(CultureInfo.InvariantCulture), Clues = read.Clues });
            }
        }
    }
}
