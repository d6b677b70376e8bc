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
    public (string Number, bool IsPaired)? Number(string setId, string number) =>
        _sets[setId].Of.TryGetValue(Fold(number), out var known) ? known : null;

    /// <summary>A number without leading zeros.</summary>
    public static string Fold(string number) => number.Contains('0', StringComparison.Ordinal) ? LeadingZeros().Replace(number, "") : number;

    private void AddSet(string setId, string[] words)
    {
        var set = new Numbers(setId, new(StringComparer.OrdinalIgnoreCase));
        _sets.Add(setId, set);
        foreach (var word in words)
        {
            if (word[0] == '<')
                AddPairs(setId, word[1..].Split(','));
            else if (word.Split('=') is [var other, var own])
                set.Of.Add(Fold(other), (own, true));
            else
                foreach (var number in Expand(word))
                    set.Of.Add(Fold(number), (number, false));
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

    private static IEnumerable<string> Expand(string word)
    {
        if (word.Split('-') is not [var first, var last])
            return [word];
        var prefix = first.TrimEnd(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
        var from = int.Parse(first[prefix.Length..], CultureInfo.InvariantCulture);
        var to = int.Parse(last[prefix.Length..], CultureInfo.InvariantCulture);
        var width = first[prefix.Length] == '0' ? first.Length - prefix.Length : 1;
        return Enumerable.Range(from, to - from + 1).Select(n => prefix + n.ToString("D" + width.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
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

    private sealed record Numbers(string SetId, Dictionary<string, (string Number, bool IsPaired)> Of);
}
