using System.Globalization;

namespace PokedexTop.FakeApi.PokeApi;

/// <summary>Display names from slugs: mostly capitals and spaces, and the names that are spelled otherwise.</summary>
internal static class EnglishNames
{
    private static readonly Dictionary<string, string> Irregular = new(StringComparer.Ordinal)
    {
        ["nidoran-f"] = "Nidoran♀",
        ["nidoran-m"] = "Nidoran♂",
        ["farfetchd"] = "Farfetch’d",
        ["sirfetchd"] = "Sirfetch’d",
        ["mr-mime"] = "Mr. Mime",
        ["mr-rime"] = "Mr. Rime",
        ["mime-jr"] = "Mime Jr.",
        ["ho-oh"] = "Ho-Oh",
        ["porygon2"] = "Porygon2",
        ["porygon-z"] = "Porygon-Z",
        ["flabebe"] = "Flabébé",
        ["type-null"] = "Type: Null",
        ["jangmo-o"] = "Jangmo-o",
        ["hakamo-o"] = "Hakamo-o",
        ["kommo-o"] = "Kommo-o",
        ["wo-chien"] = "Wo-Chien",
        ["chien-pao"] = "Chien-Pao",
        ["ting-lu"] = "Ting-Lu",
        ["chi-yu"] = "Chi-Yu",
    };

    public static string Of(string slug) =>
        Irregular.TryGetValue(slug, out var name) ? name : CultureInfo.InvariantCulture.TextInfo.ToTitleCase(slug.Replace('-', ' '));
}
