using System.Globalization;

namespace PokedexTop.Search.Indexing;

/// <summary>Numbers as text whose order is theirs: fewer parts of the index than its own numbers take, and each quicker to make.</summary>
internal static class SortableNumber
{
    public static string Of(double number)
    {
        // -0 and 0 are one number.
        var bits = BitConverter.DoubleToInt64Bits(number + 0.0);
        return ((ulong)(bits ^ ((bits >> 63) | long.MinValue))).ToString("x16", CultureInfo.InvariantCulture);
    }
}
