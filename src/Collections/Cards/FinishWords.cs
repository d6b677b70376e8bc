namespace PokedexTop.Collections.Cards;

/// <summary>The words for finishes that lots use, whichever feed's a person or a file says.</summary>
internal static class FinishWords
{
    private const string FirstEdition = "1stEdition";

    /// <summary>Those of price blocks, which every catalogue may have.</summary>
    public static IReadOnlyList<string> Usual { get; } =
        ["normal", "holofoil", "reverseHolofoil", FirstEdition, "1stEditionNormal", "1stEditionHolofoil", "unlimited", "unlimitedHolofoil"];

    private static readonly Dictionary<string, string> s_usual = Usual.ToDictionary(Key, StringComparer.Ordinal);

    private static readonly Dictionary<string, string> s_others = new(StringComparer.Ordinal)
    {
        ["holo"] = "holofoil",
        ["foil"] = "holofoil",
        ["reverse"] = "reverseHolofoil",
        ["reverseholo"] = "reverseHolofoil",
        ["nonholo"] = "normal",
        ["regular"] = "normal",
        ["nonfoil"] = "normal",
        ["holorare"] = "holofoil",
        ["reversefoil"] = "reverseHolofoil",
        ["firstedition"] = FirstEdition,
        ["firsteditionholo"] = "1stEditionHolofoil",
        ["firsteditionholofoil"] = "1stEditionHolofoil",
        ["1steditionholo"] = "1stEditionHolofoil",
        ["unlimitedholo"] = "unlimitedHolofoil",
        ["1stedition"] = FirstEdition,
    };

    /// <summary>The usual word for one; an unknown one as it is.</summary>
    public static string Of(string word) => s_usual.GetValueOrDefault(Key(word)) ?? s_others.GetValueOrDefault(Key(word)) ?? word;

    /// <summary>Of a finish as <c>silver_card_finishes</c> has it; its stamps as their JSON.</summary>
    public static string Of(string finish, string? stamps) => stamps?.Contains("1st-edition", StringComparison.Ordinal) is true
        ? Of(finish) is "holofoil" ? "1stEditionHolofoil" : FirstEdition
        : Of(finish);

    /// <summary>Equal for what differs in nothing but case, space and punctuation.</summary>
    public static string Key(string word) => string.Concat(word.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
