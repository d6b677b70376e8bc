using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PokedexTop.Collections.Cards;

/// <summary>Cards' names as other programs write them: with the number, the printing or the set behind them.</summary>
internal static partial class CardNames
{
    private static readonly Dictionary<char, string> s_energies = new()
    {
        ['G'] = "Grass",
        ['R'] = "Fire",
        ['W'] = "Water",
        ['L'] = "Lightning",
        ['P'] = "Psychic",
        ['F'] = "Fighting",
        ['D'] = "Darkness",
        ['M'] = "Metal",
        ['Y'] = "Fairy",
    };

    /// <summary>Equal for names of one card: <c>Charizard - 4/102</c>, <c>Charizard (Holo)</c> and <c>charizard</c>.</summary>
    public static string Key(string name)
    {
        var text = Energy().Replace(name, energy => s_energies[energy.Groups[1].Value[0]]);
        text = Aside().Replace(text, " ");
        text = NumberBehind().Replace(text, "");
        text = Decoration().Replace(text, "");
        var key = Fold(text);
        // A name that is nothing but such signs is itself.
        if (key.Length == 0)
            return Fold(name);
        return key.StartsWith("basic", StringComparison.Ordinal) && key.EndsWith("energy", StringComparison.Ordinal) ? key["basic".Length..] : key;
    }

    /// <summary>Letters and digits alone, lower-case and without accents.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormKD))
        {
            if (char.IsLetterOrDigit(c) && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
                folded.Append(char.ToLowerInvariant(c));
        }
        return folded.ToString();
    }

    [GeneratedRegex(@"\{([GRWLPFDMY])\}")]
    private static partial Regex Energy();

    [GeneratedRegex(@"\([^)]*\)|\[[^\]]*\]")]
    private static partial Regex Aside();

    [GeneratedRegex(@"\s+-\s+[A-Z]{0,5}\d+[a-z]?(?:\s*/\s*[A-Z]{0,5}\d+)?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex NumberBehind();

    /// <summary>Signs that some write as words, and some not at all.</summary>
    [GeneratedRegex(@"[δ★☆◇]|\s(?:gold )?star\s*$|\sdelta species\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Decoration();
}
