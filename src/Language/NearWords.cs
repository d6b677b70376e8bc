namespace PokedexTop.Language;

/// <summary>What somebody may have meant who wrote a name that is not there.</summary>
public static class NearWords
{
    /// <summary>The known names that hold the word or are held by it; else those that differ from it by the fewest slips of the finger.</summary>
    /// <param name="word">What was written; case does not matter.</param>
    /// <param name="known">What there is.</param>
    /// <param name="most">How many to name.</param>
    public static IReadOnlyList<string> Of(string word, IEnumerable<string> known, int most = 5)
    {
        var names = known.Distinct(StringComparer.Ordinal).Where(_ => word.Length > 0).ToList();
        var alike = names.Where(name => AreAlike(word, name)).ToList();
        if (alike.Count == 0)
        {
            alike = [.. names.GroupBy(name => Slips(word.ToUpperInvariant(), name.ToUpperInvariant())).Where(near => near.Key <= Math.Max(1, word.Length / 3))
                .OrderBy(near => near.Key).Take(1).SelectMany(near => near)];
        }
        return [.. alike.Take(most)];
    }

    /// <summary>A sentence for the end of a message: <c> Did you mean 'status'?</c>, or that commas separate nothing; nothing where no name is near.</summary>
    public static string Question(string word, IEnumerable<string> known) =>
        word.Contains(',', StringComparison.Ordinal) ? " Several are separated by spaces, not by commas."
        : Of(word, known, most: 3) is { Count: > 0 } near ? $" Did you mean {string.Join(" or ", near.Select(name => $"'{name}'"))}?" : "";

    private static bool AreAlike(string word, string name) =>
        Math.Min(word.Length, name.Length) >= 3 && (name.Contains(word, StringComparison.OrdinalIgnoreCase) || word.StartsWith(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Letters to add, drop, replace or swap with their neighbour until one word is the other.</summary>
    private static int Slips(string one, string other)
    {
        var (before, last, row) = (new int[other.Length + 1], Enumerable.Range(0, other.Length + 1).ToArray(), new int[other.Length + 1]);
        for (var i = 1; i <= one.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                row[j] = Math.Min(Math.Min(last[j], row[j - 1]) + 1, last[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
            }
            (before, last, row) = (last, row, before);
        }
        return last[other.Length];
    }
}
