namespace PokedexTop.Ingest.Sources;

/// <summary>The names of TCGdex's feeds, one a language: <c>tcgdex/en</c>.</summary>
public static class TcgdexFeed
{
    /// <summary>What every name begins with.</summary>
    public const string Prefix = "tcgdex/";

    /// <summary>The feed that stands for the cards; the other languages add texts to it.</summary>
    public const string English = Prefix + "en";

    /// <summary>The languages beside English, as TCGdex writes them.</summary>
    public static IReadOnlyList<string> Languages { get; } =
        ["fr", "es", "es-mx", "it", "pt", "pt-br", "pt-pt", "de", "nl", "pl", "ru", "ja", "ko", "zh-tw", "zh-cn", "id", "th"];

    /// <param name="language">As TCGdex writes it: <c>en</c>, <c>fr</c>, <c>pt-br</c>, <c>zh-tw</c>.</param>
    public static string Of(string language) => Prefix + language;

    public static bool Is(string feed) => feed.StartsWith(Prefix, StringComparison.Ordinal);
}
