using System.Buffers;
using System.Text.Unicode;

namespace PokedexTop.Normalize.Feeds.Reading;

/// <summary>Repairs of single texts. A text that has nothing suspicious costs one vectorised scan.</summary>
internal static class TextRepair
{
    // Windows-1252 for bytes 80–9F; the five bytes it leaves undefined keep their Latin-1 value, as browsers do it.
    private const string Windows1252 =
        "\u20AC\u0081\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u008D\u017D\u008F"
        + "\u0090\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u009D\u017E\u0178";

    private static readonly SearchValues<char> Controls = SearchValues.Create(
        "\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\v\f\u000E\u000F\u0010\u0011\u0012\u0013\u0014\u0015"
        + "\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F");

    private static readonly SearchValues<char> Suspicious = SearchValues.Create(
        string.Concat("\0\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\v\f\u000E\u000F\u0010\u0011\u0012\u0013\u0014\u0015"
            + "\u0016\u0017\u0018\u0019\u001A\u001B\u001C\u001D\u001E\u001F",
            new string([.. Enumerable.Range(0xC2, 0xF4 - 0xC2 + 1).Select(c => (char)c)])));

    /// <summary>Whether a text has a character that one of the repairs below may be about.</summary>
    public static bool IsSuspicious(string text) => text.AsSpan().ContainsAny(Suspicious);

    /// <summary>Whether a text has control characters besides tab and line ends.</summary>
    public static bool HasControls(ReadOnlySpan<char> text) => text.ContainsAny(Controls);

    /// <summary>The text without control characters: PostgreSQL cannot hold U+0000, and no card prints any.</summary>
    public static string WithoutControls(string text)
        => string.Create(text.Length - text.AsSpan().CountAny(Controls), text, static (target, source) =>
        {
            var next = 0;
            foreach (var c in source)
                if (!Controls.Contains(c))
                    target[next++] = c;
        });

    /// <summary>
    /// Undoes UTF-8 read as windows-1252, up to three times over. Only where the whole text survives the strict way
    /// back is it taken for such: <c>PokÃ©mon</c> does, <c>Pokémon</c> and <c>Ã</c> do not.
    /// </summary>
    public static string WithoutMojibake(string text)
    {
        for (var round = 0; round < 3 && TryUndo(text) is { } repaired; round++)
            text = repaired;
        return text;
    }

    private static string? TryUndo(string text)
    {
        var bytes = text.Length <= 512 ? stackalloc byte[text.Length] : new byte[text.Length];
        var ascii = true;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c >= 0x80)
            {
                ascii = false;
                if (c > 0xFF)
                {
                    var place = Windows1252.IndexOf(c, StringComparison.Ordinal);
                    if (place < 0)
                        return null;
                    c = (char)(0x80 + place);
                }
            }
            bytes[i] = (byte)c;
        }
        if (ascii)
            return null;
        var chars = text.Length <= 512 ? stackalloc char[text.Length] : new char[text.Length];
        return Utf8.ToUtf16(bytes, chars, out _, out var written, replaceInvalidSequences: false) == OperationStatus.Done
            ? new string(chars[..written])
            : null;
    }
}
