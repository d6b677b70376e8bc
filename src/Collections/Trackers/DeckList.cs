using System.Text.Json;
using System.Text.RegularExpressions;
using PokedexTop.Collections.Files;

namespace PokedexTop.Collections.Trackers;

/// <summary>Deck lists: a count, a name or none, the set's code and the number on each line: <c>1 Charizard PR-SW 92</c>.</summary>
internal static partial class DeckList
{
    public const string FormatName = "decklist";

    private const int LongestLine = 200;

    /// <summary>Whether the first line that says anything is such a line.</summary>
    public static bool Is(string text) => text.Split('\n', 200).Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0 && !IsHeading(line)) is { } first && Parts(first).Success;

    /// <summary>Every line that is no heading; null where it is no line of a deck list.</summary>
    public static IEnumerable<(int Row, string Raw, TrackerRow? Read)> Read(string text)
    {
        var number = 0;
        foreach (var line in text.Split('\n').Select(line => line.Trim()))
        {
            FileLimits.CheckRows(++number);
            if (line.Length == 0 || IsHeading(line))
                continue;
            yield return (number, $"{{\"line\":{JsonSerializer.Serialize(line, JsonLots.Options)}}}", Parts(line) is not { Success: true } parts ? null : new TrackerRow
            {
                Quantity = parts.Groups["count"].Value,
                Clues = new() { Name = parts.Groups["name"] is { Success: true, Value: var name } ? name : null, SetCode = parts.Groups["set"].Value, Number = parts.Groups["number"].Value },
            });
        }
    }

    private static bool IsHeading(string line) => line.Length <= LongestLine && Heading().IsMatch(line);

    private static Match Parts(string line) => line.Length <= LongestLine ? Line().Match(line) : Match.Empty;

    [GeneratedRegex(@"^(?<count>[0-9]{1,6})x?\s+(?:(?<name>\S.*?)\s+)?(?<set>(?=[A-Z0-9\-]*[A-Z])[A-Z0-9\-]{2,8})\s+(?<number>[A-Z]{0,5}[0-9]{1,4}[a-z]?)(?:\s+PH)?$")]
    private static partial Regex Line();

    [GeneratedRegex(@"^(?:\p{L}[\p{L}\s]*:\s*[0-9]*|#.*|//.*|\*.*)$")]
    private static partial Regex Heading();
}
