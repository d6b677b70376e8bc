using System.Globalization;
using System.Text;

namespace PokedexTop.Search.Fields;

/// <summary>
/// Text as the search sees it: words without case, accents and punctuation. A sign that stands for something on a card
/// (♀, ♂, ★) is a word of its own.
/// </summary>
public static class Words
{
    /// <summary>Stands for <c>*</c> in a value: any letters, or none. A noncharacter, which no text holds.</summary>
    public const char Many = '\uFDD0';

    /// <summary>Stands for <c>?</c> in a value: one letter.</summary>
    public const char One = '\uFDD1';

    // Marks that make another letter of Japanese kana, not an accent.
    private const char VoicedMark = '\u3099', SemiVoicedMark = '\u309A';

    /// <summary>The words in their order.</summary>
    public static List<string> Of(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var sign in Decomposed(text))
        {
            if (char.IsAsciiLetterOrDigit(sign) || sign is Many or One or VoicedMark or SemiVoicedMark || char.IsLetterOrDigit(sign))
            {
                word.Append(char.ToLowerInvariant(sign));
                continue;
            }
            var category = char.GetUnicodeCategory(sign);
            if (category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark)
                continue;
            End(words, word);
            if (category is UnicodeCategory.OtherSymbol)
                words.Add(sign.ToString());
        }
        End(words, word);
        return words;
    }

    /// <summary>The whole of a value, to be compared with another one's; of signs alone, such as a damage of ?, the signs.</summary>
    public static string Whole(string text) => Of(text) is { Count: > 0 } words ? string.Join(' ', words) : Id(text);

    /// <summary>An id or a collector number, which has signs that count: only case and kinds of blanks do not.</summary>
    public static string Id(string text) => text.Trim().Replace('\u00A0', ' ').ToLowerInvariant();

    public static bool HasWildcard(string text) => text.AsSpan().ContainsAny(Many, One);

    private static string Decomposed(string text) => Ascii.IsValid(text) ? text : text.Normalize(NormalizationForm.FormKD);

    private static void End(List<string> words, StringBuilder word)
    {
        if (word.Length == 0)
            return;
        words.Add(word.ToString());
        word.Clear();
    }
}
