namespace PokedexTop.Normalize.Feeds.Reading;

/// <summary>
/// The names of finishes in price blocks. Feeds add new ones without telling, so an unknown one is kept as it is
/// spelled; names that differ in nothing but case, space and punctuation are one finish.
/// </summary>
internal static class Finishes
{
    public const string Normal = "normal";
    public const string ReverseHolofoil = "reverseHolofoil";

    private static readonly Dictionary<string, string> s_usual = new[]
    {
        Normal, "holofoil", ReverseHolofoil, "1stEdition", "1stEditionNormal", "1stEditionHolofoil", "unlimited", "unlimitedHolofoil",
    }.ToDictionary(Key, StringComparer.Ordinal);

    /// <summary>The usual spelling; of an unknown finish its own.</summary>
    public static string Usual(string name) => s_usual.GetValueOrDefault(Key(name), name);

    public static bool AreEqual(string one, string other) => Key(one) == Key(other);

    // Of a name that is nothing but punctuation nothing would be left.
    private static string Key(string name) => Vocabulary.Fold(name) is { Length: > 0 } folded ? folded : name;
}
