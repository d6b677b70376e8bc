using System.Globalization;
using System.Text.RegularExpressions;

namespace PokedexTop.Normalize.Identities;

/// <summary>The sets and collector numbers that the first feed had, from the table in the program.</summary>
internal sealed partial class FirstFeedSets
{
    private static readonly Lazy<FirstFeedSets> s_known = new(() => new(Lines()));

    private readonly Dictionary<string, Numbers> _sets = new(StringComparer.OrdinalIgnoreCase);

    private FirstFeedSets(IEnumerable<string> lines)
    {
        foreach (var words in lines.Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split(' ')))
        {
            if (words[0] == "?")
                Doubts.Add(words[1], words[2]);
            else
                AddSet(words[0], words[1..]);
        }
    }

    public static FirstFeedSets Known => s_known.Value;

    public IEnumerable<string> SetIds => _sets.Values.Select(s => s.SetId);

    /// <summary>TCGdex's set ids that no rule leads to.</summary>
    public Dictionary<string, string> Pairs { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>TCGdex's sets that are only a part of the one they are paired with.</summary>
    public HashSet<string> Parts { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>TCGdex's cards that may be one of the first feed's.</summary>
    public Dictionary<string, string> Doubts { get; } = new(StringComparer.Ordinal);

    /// <summary>A set's id as the first feed writes it; null where it had no such set.</summary>
    public string? Find(string setId) => _sets.TryGetValue(setId, out var set) ? set.SetId : null;

    /// <summary>A number as the first feed's ids have it; null where the set had none.</summary>
    public (string Number, bool IsPaired)? Number(string setId, string number)
    {
        var (set, folded) = (_sets[setId], Fold(number));
        if (set.Single.TryGetValue(folded, out var known))
            return known;
        foreach (var range in set.Ranges)
        {
            if (range.Find(folded) is { } ranged)
                return (ranged, false);
        }
        return null;
    }

    /// <summary>A number without leading zeros.</summary>
    public static string Fold(string number) => number.Contains('0', StringComparison.Ordinal) ? LeadingZeros().Replace(number, "") : number;

    private void AddSet(string setId, string[] words)
    {
        var set = new Numbers(setId, new(StringComparer.OrdinalIgnoreCase), []);
        _sets.Add(setId, set);
        foreach (var word in words)
        {
            if (word[0] == '<')
                AddPairs(setId, word[1..].Split(','));
            else if (word.Split('=') is [var other, var own])
                set.Single.Add(Fold(other), (own, true));
            else if (word.Split('-') is [var first, var last])
                set.Ranges.Add(NumberRange.Of(first, last));
            else
                set.Single.Add(Fold(word), (word, false));
        }
    }

    private void AddPairs(string setId, string[] others)
    {
        foreach (var other in others)
        {
            var id = other.TrimStart('+');
            Pairs.Add(id, setId);
            if (id != other)
                Parts.Add(id);
        }
    }

    private static IEnumerable<string> Lines()
    {
        using var stream = typeof(FirstFeedSets).Assembly.GetManifestResourceStream("first-feed-sets.txt")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
            yield return line;
    }

    [GeneratedRegex("(?<![0-9])0+(?=[0-9])", RegexOptions.CultureInvariant)]
    private static partial Regex LeadingZeros();

    private sealed record Numbers(string SetId, Dictionary<string, (string Number, bool IsPaired)> Single, List<NumberRange> Ranges);

    /// <summary>Numbers that follow one another: 20,000 texts in dictionaries would take longer to make than a small sync looks up.</summary>
    /// <param name="Width">Digits that each has at least.</param>
    private sealed record NumberRange(string Prefix, int First, int Last, int Width)
    {
        public static NumberRange Of(string first, string last)
        {
            var prefix = first.TrimEnd(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
            return new(prefix, Digits(first.AsSpan(prefix.Length)), Digits(last.AsSpan(prefix.Length)), first[prefix.Length] == '0' ? first.Length - prefix.Length : 1);
        }

        /// <summary>The number as the first feed writes it; null where it is none of these.</summary>
        public string? Find(string folded) =>
            folded.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
            && int.TryParse(folded.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= First && number <= Last
                ? Written(folded, number)
                : null;

        // Nearly always it is written so already. What ends in U+0000 is a number too, to the parser.
        private string Written(string folded, int number) =>
            folded.Length - Prefix.Length >= Width && char.IsAsciiDigit(folded[^1]) && folded.StartsWith(Prefix, StringComparison.Ordinal) ? folded
                : Prefix + number.ToString(CultureInfo.InvariantCulture).PadLeft(Width, '0');

        private static int Digits(ReadOnlySpan<char> digits) => int.Parse(digits, CultureInfo.InvariantCulture);
    }
}
