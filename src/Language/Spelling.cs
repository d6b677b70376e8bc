namespace PokedexTop.Language;

/// <summary>How far a misspelled name is from a right one.</summary>
public static class Spelling
{
    /// <summary>Letters to add, leave out, replace or exchange with their neighbour; case does not count.</summary>
    public static int Distance(string one, string other)
    {
        var (before, last, current) = (new int[other.Length + 1], Enumerable.Range(0, other.Length + 1).ToArray(), new int[other.Length + 1]);
        for (var i = 1; i <= one.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var replaced = last[j - 1] + (Same(one[i - 1], other[j - 1]) ? 0 : 1);
                current[j] = Math.Min(replaced, Math.Min(last[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && Same(one[i - 1], other[j - 2]) && Same(one[i - 2], other[j - 1]))
                    current[j] = Math.Min(current[j], before[j - 2] + 1);
            }
            (before, last, current) = (last, current, before);
        }
        return last[other.Length];
    }

    private static bool Same(char one, char other) => char.ToUpperInvariant(one) == char.ToUpperInvariant(other);
}
