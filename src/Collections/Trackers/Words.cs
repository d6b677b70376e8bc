using PokedexTop.Collections.Lots;

namespace PokedexTop.Collections.Trackers;

/// <summary>Other programs' words in those of lots; a word that nobody knows stays as it is.</summary>
internal static class Words
{
    private static readonly string[] s_cardmarketConditions = ["mint", "near-mint", "excellent", "good", "light played", "played", "poor"];

    private static readonly string[] s_cardmarketLanguages = ["en", "fr", "de", "es", "it", "zh-hans", "ja", "pt", "ru", "ko", "zh-hant"];

    /// <summary>1 is mint, 7 poor; some files have the word.</summary>
    public static string? CardmarketCondition(string? said) => said is { Length: 1 } && said[0] is >= '1' and <= '7' ? s_cardmarketConditions[said[0] - '1'] : said;

    public static string? CardmarketLanguage(string? said) => int.TryParse(said, out var number) && number >= 1 && number <= s_cardmarketLanguages.Length ? s_cardmarketLanguages[number - 1] : said;

    /// <summary>A condition with the printing behind it: <c>Near Mint Holofoil</c>, <c>Lightly Played 1st Edition</c>.</summary>
    public static (string? Condition, string? Printing) Parted(string? said)
    {
        var words = said?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        for (var length = words.Length; length > 0; length--)
        {
            var condition = string.Join(' ', words[..length]);
            if (LotWords.Of(LotWords.Conditions, condition) is not null)
                return (condition, length == words.Length ? null : string.Join(' ', words[length..]));
        }
        return (said, null);
    }
}
