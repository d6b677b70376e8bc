using System.Buffers;
using System.Text;
using PokedexTop.Search.Fields;

namespace PokedexTop.Search.Indexing;

/// <summary>
/// The words of a text as the index is given them, each text taken apart once: with <see cref="Next"/> between, and, where
/// an apostrophe divides a word, the undivided one at the same place: Farfetch'd is found as farfetchd.
/// </summary>
internal static class IndexedWords
{
    public const char Next = '\u0001';

    /// <summary>Before a word that stands at the place of the one before it.</summary>
    public const char SamePlace = '\u0002';

    private static readonly SearchValues<char> s_apostrophes = SearchValues.Create("'’ʼ‘`´");
    private static readonly SearchValues<char> s_blanks = SearchValues.Create(" \u00A0\n\t");

    public static string Of(string text)
    {
        if (text.AsSpan().IndexOfAny(s_apostrophes) < 0)
            return string.Join(Next, Words.Of(text));
        var words = new StringBuilder();
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOfAny(s_blanks);
            var piece = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            var parts = Words.Of(piece.ToString());
            for (var i = 0; i < parts.Count; i++)
            {
                words.Append(words.Length > 0 ? Next : null).Append(parts[i]);
                if (i == 0 && parts.Count > 1 && piece.IndexOfAny(s_apostrophes) >= 0)
                    words.Append(Next).Append(SamePlace).AppendJoin(null, parts);
            }
        }
        return words.ToString();
    }
}
