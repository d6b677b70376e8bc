using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace PokedexTop.Normalize.Feeds.Reading;

/// <summary>
/// Signs that look like the usual ones, or like nothing at all: a minus that is no hyphen, a space that does not break, an
/// accent that stands apart from its letter. Two values that look the same then compare as different. Dashes and quotation
/// marks that printed names really have stay.
/// </summary>
internal static partial class LookAlikes
{
    private const int SignsShown = 5;
    private const char FullWidthFirst = '\uFF01';
    private const char FullWidthLast = '\uFF5E';

    private const string Spaces = "\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000";
    private const string Invisible = "\u00AD\u180E\u200B\u200C\u200D\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\uFEFF";
    private const string Hyphens = "\u2010\u2011\u2212\uFE63";
    private const string Apostrophes = "\u2019\u02BC";

    // What stands for a minus or a times in a value alone; in a name it is a sign of its own.
    private const string Dashes = "\u2012\u2013\u2014\u2015";
    private const string Times = "xX\u0445\u0425\u2715\u2716\u2A2F";

    private static readonly SearchValues<char> s_hidden = SearchValues.Create(Spaces + Invisible);
    private static readonly SearchValues<char> s_invisible = SearchValues.Create(Invisible);
    private static readonly SearchValues<char> s_inNames = SearchValues.Create(Spaces + Invisible + Hyphens + Apostrophes + Between(FullWidthFirst, FullWidthLast) + Between('\u0300', '\u036F'));

    /// <summary>Whether a text has spaces that are none of the keyboard's, or signs that nobody sees.</summary>
    public static bool AreHiddenIn(string text) => text.AsSpan().ContainsAny(s_hidden);

    /// <summary>Whether a name or an id has any.</summary>
    public static bool AreIn(string text) => text.AsSpan().ContainsAny(s_inNames);

    /// <summary>A name, word or number with the usual signs; the same instance where it has them.</summary>
    public static string Standardised(string text)
    {
        if (!AreIn(text))
            return text;
        var usual = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!s_invisible.Contains(c))
                usual.Append(Usual(c));
        }
        return usual.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>A collector number with the usual signs; a dash there is a hyphen.</summary>
    public static string StandardisedNumber(string text) =>
        text.AsSpan().IndexOfAny(Dashes) < 0 ? Standardised(text) : string.Concat(Standardised(text).Select(c => Dashes.Contains(c, StringComparison.Ordinal) ? '-' : c));

    /// <summary>A damage, weakness or resistance with the usual signs, such as <c>×2</c> for <c>x2</c>; of what is no such value, only what holds for names.</summary>
    public static string StandardisedValue(string text)
    {
        if (UsualValue().IsMatch(text))
            return text;
        var name = Standardised(text);
        var value = string.Concat(name.Where(c => !char.IsWhiteSpace(c)).Select(c =>
            Dashes.Contains(c, StringComparison.Ordinal) ? '-' : Times.Contains(c, StringComparison.Ordinal) ? '×' : c));
        return UsualValue().IsMatch(value) ? value : name;
    }

    /// <summary>An address without signs that nobody sees.</summary>
    public static string WithoutInvisible(string text) =>
        text.AsSpan().ContainsAny(s_invisible) ? string.Concat(text.Where(c => !s_invisible.Contains(c))) : text;

    /// <summary>The look-alikes of a text for a sentence: <c>U+00A0, U+FEFF</c>.</summary>
    public static string Named(string text)
    {
        var signs = text.Where(c => s_inNames.Contains(c) || Dashes.Contains(c, StringComparison.Ordinal) || Times.Contains(c, StringComparison.Ordinal))
            .Distinct().Take(SignsShown).Select(c => char.IsAsciiLetter(c) ? $"\"{c}\"" : $"U+{(int)c:X4}");
        return string.Join(", ", signs) is { Length: > 0 } named ? named : "white space";
    }

    private static char Usual(char sign) => sign switch
    {
        >= FullWidthFirst and <= FullWidthLast => (char)(sign - FullWidthFirst + '!'),
        _ when Spaces.Contains(sign, StringComparison.Ordinal) => ' ',
        _ when Hyphens.Contains(sign, StringComparison.Ordinal) => '-',
        _ when Apostrophes.Contains(sign, StringComparison.Ordinal) => '\'',
        _ => sign,
    };

    private static string Between(char first, char last) => string.Concat(Enumerable.Range(first, last - first + 1).Select(c => (char)c));

    [GeneratedRegex(@"\A(?:[0-9]+[+×-]?|[+×-][0-9]+|\?|)\z", RegexOptions.CultureInvariant)]
    private static partial Regex UsualValue();
}
