namespace PokedexTop.Catalogue;

/// <summary>Collector numbers: <c>4</c>, <c>TG01</c>, <c>12a</c>, <c>!</c>.</summary>
public static class CollectorNumber
{
    private const int Digits = 6;

    /// <summary>The key of a card without a number: behind every number, whether a database sorts by bytes or by language.</summary>
    private const string Last = "zzzzzz";

    /// <summary>The number with every run of digits padded to six, so that ordinal order is natural order.</summary>
    public static string SortKey(string? number)
    {
        if (string.IsNullOrEmpty(number))
            return Last;
        Span<char> key = stackalloc char[FieldLimits.NumberSort];
        if (number.Length > FieldLimits.Number)
            key = new char[number.Length * Digits];
        var length = 0;
        for (var at = 0; at < number.Length;)
        {
            var run = 0;
            while (at + run < number.Length && char.IsAsciiDigit(number[at + run]))
                run++;
            for (var pad = run; pad is > 0 and < Digits; pad++)
                key[length++] = '0';
            run = Math.Max(run, 1);
            number.AsSpan(at, run).CopyTo(key[length..]);
            (at, length) = (at + run, length + run);
        }
        return new string(key[..length]);
    }
}
