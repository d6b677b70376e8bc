using PokedexTop.Normalize.Feeds.Reading;

namespace PokedexTop.Normalize.Identities;

/// <summary>Whether what two feeds say can be one card or set, where their ids say that it is.</summary>
internal static class SameCard
{
    /// <summary>
    /// Whether two names are one but for spelling and what one of the feeds leaves out at the end: <c>Empoleon</c> and
    /// <c>Empoleon LV.X</c>, <c>Boss's Orders</c> and <c>Boss's Orders (Ghetsis)</c>.
    /// </summary>
    public static bool AreNamedAlike(string one, string other)
    {
        var (first, second) = (Vocabulary.Fold(one), Vocabulary.Fold(other));
        return first.Length > 0 && second.Length > 0 && (first.StartsWith(second, StringComparison.Ordinal) || second.StartsWith(first, StringComparison.Ordinal));
    }
}
