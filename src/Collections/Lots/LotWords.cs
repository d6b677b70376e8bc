using PokedexTop.Collections.Cards;

namespace PokedexTop.Collections.Lots;

/// <summary>The words a lot may say, and what else people and other trackers write for them.</summary>
public static class LotWords
{
    public const string Owned = "owned";

    public const string Wishlist = "wishlist";

    public static IReadOnlyList<string> Lists { get; } = [Owned, Wishlist, "favorites"];

    /// <summary>Best first.</summary>
    public static IReadOnlyList<string> Conditions { get; } = ["mint", "near-mint", "excellent", "lightly-played", "moderately-played", "heavily-played", "damaged"];

    /// <summary>Languages cards are printed in, as IETF writes them.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["en", "fr", "de", "it", "es", "es-mx", "pt", "pt-br", "nl", "pl", "ru", "ja", "ko", "zh-hans", "zh-hant", "th", "id"];

    private static readonly Dictionary<string, string> s_conditions = new(StringComparer.Ordinal)
    {
        ["m"] = "mint",
        ["nm"] = "near-mint",
        ["ex"] = "excellent",
        ["lp"] = "lightly-played",
        ["lightplayed"] = "lightly-played",
        ["mp"] = "moderately-played",
        ["played"] = "moderately-played",
        ["hp"] = "heavily-played",
        ["dmg"] = "damaged",
        ["poor"] = "damaged",
        ["gemmint"] = "mint",
        ["mt"] = "mint",
        // Between excellent and light played, where some scales have a step more.
        ["good"] = "lightly-played",
        ["gd"] = "lightly-played",
        ["goodlightlyplayed"] = "lightly-played",
        ["lightplay"] = "lightly-played",
        ["pl"] = "moderately-played",
        ["moderateplay"] = "moderately-played",
        ["heavyplay"] = "heavily-played",
        ["heavyplayed"] = "heavily-played",
        ["po"] = "damaged",
    };

    private static readonly Dictionary<string, string> s_languages = new(StringComparer.Ordinal)
    {
        ["english"] = "en",
        ["french"] = "fr",
        ["german"] = "de",
        ["italian"] = "it",
        ["spanish"] = "es",
        ["spanishlatinamerica"] = "es-mx",
        ["portuguese"] = "pt",
        ["portuguesebrazil"] = "pt-br",
        ["dutch"] = "nl",
        ["polish"] = "pl",
        ["russian"] = "ru",
        ["japanese"] = "ja",
        ["jp"] = "ja",
        ["korean"] = "ko",
        ["kr"] = "ko",
        ["chinesesimplified"] = "zh-hans",
        ["simplifiedchinese"] = "zh-hans",
        ["schinese"] = "zh-hans",
        ["zhcn"] = "zh-hans",
        ["chinesetraditional"] = "zh-hant",
        ["traditionalchinese"] = "zh-hant",
        ["tchinese"] = "zh-hant",
        ["zhtw"] = "zh-hant",
        ["thai"] = "th",
        ["indonesian"] = "id",
    };

    /// <summary>The list, condition or language that a text means; null where it means none.</summary>
    internal static string? Of(IReadOnlyList<string> words, string text)
    {
        var key = FinishWords.Key(text);
        return words.FirstOrDefault(word => FinishWords.Key(word) == key) ?? (words == Conditions ? s_conditions : words == Languages ? s_languages : null)?.GetValueOrDefault(key);
    }
}
