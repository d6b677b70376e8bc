using System.Text;

namespace PokedexTop.Normalize.Feeds.Reading;

/// <summary>The known words of a field, other spellings of them, and the rules that speak of them.</summary>
internal sealed class Vocabulary
{
    private const int LongestWord = 64;
    private readonly Dictionary<string, string> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> _folded = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public Vocabulary(
        string spellingRule, string? unknownRule, string unknownSeverity, string[] words, (string Other, string Word)[]? synonyms = null)
    {
        (SpellingRule, UnknownRule, UnknownSeverity, Known) = (spellingRule, unknownRule, unknownSeverity, words);
        foreach (var word in words)
        {
            _known.Add(word, word);
            // Two words that differ only in case (the subtypes EX and ex) make other spellings of them undecidable.
            if (!_folded.TryAdd(Fold(word), word))
                _folded[Fold(word)] = null;
        }
        foreach (var (other, word) in synonyms ?? [])
            _folded.Add(Fold(other), word);
        _lookup = _known.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The rule that tells of a changed spelling.</summary>
    public string SpellingRule { get; }

    /// <summary>The rule that tells of an unknown word; null where such a word is refused.</summary>
    public string? UnknownRule { get; }

    public string UnknownSeverity { get; }

    /// <summary>The known words, in their order.</summary>
    public IReadOnlyList<string> Known { get; }

    /// <summary>The known words for a sentence.</summary>
    public string Words => string.Join(", ", Known);

    /// <summary>The word itself (always the same instance) where it is spelled as usual.</summary>
    public string? Exact(ReadOnlySpan<char> text) => _lookup.TryGetValue(text, out var word) ? word : null;

    /// <summary>The usual spelling of a word that differs in case, accents, space or punctuation, or by a synonym.</summary>
    public string? Respelled(string text)
        => text.Length <= LongestWord && _folded.TryGetValue(Fold(text), out var word) ? word : null;

    /// <summary>Letters and digits alone, lower-case and without accents: equal for every spelling of one word.</summary>
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormKD))
            if (char.IsLetterOrDigit(c))
                folded.Append(char.ToLowerInvariant(c));
        return folded.ToString();
    }
}
