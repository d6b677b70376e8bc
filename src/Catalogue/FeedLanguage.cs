namespace PokedexTop.Catalogue;

/// <summary>The language of a feed's cards: what stands behind the slash of its name (<c>tcgdex/fr</c>), else English.</summary>
public static class FeedLanguage
{
    /// <summary>The catalogue's own language. Other languages are texts beside a card.</summary>
    public const string English = "en";

    public static string Of(string feed) => feed.IndexOf('/', StringComparison.Ordinal) is >= 0 and var at ? feed[(at + 1)..] : English;

    /// <summary>Whether what a feed says of a card stands on the silver card itself.</summary>
    public static bool IsEnglish(string feed) => Of(feed) == English;
}
