using System.Globalization;
using System.Text;

namespace PokedexTop.Catalogue.Species;

/// <summary>Spellings of a species' name.</summary>
internal static class SpeciesName
{
    /// <summary>Letters and digits alone, lower-case and without accents: equal for every spelling of one name.</summary>
    public static string KeyOf(string name) => Fold(name, separator: null);

    /// <summary>The key with words and hyphens kept apart, such as <c>tapu-koko</c>.</summary>
    public static string SlugOf(string name) => Fold(name, separator: '-');

    private static string Fold(string name, char? separator)
    {
        var folded = new StringBuilder(name.Length + 1);
        foreach (var c in Ascii.IsValid(name) ? name : Decompose(name))
        {
            if (char.IsLetterOrDigit(c))
                folded.Append(char.ToLowerInvariant(c));
            else if (c is '♀' or '♂')
                folded.Append(separator).Append(c == '♀' ? 'f' : 'm');
            else if (c is ' ' or '-')
                folded.Append(separator);
        }

        return folded.ToString();
    }

    // Text from outside can hold halves of surrogate pairs, on which Normalize throws.
    private static IEnumerable<char> Decompose(string name) =>
        string.Concat(name.EnumerateRunes()).Normalize(NormalizationForm.FormD)
            .Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark);
}
