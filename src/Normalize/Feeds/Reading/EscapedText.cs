using System.Buffers.Text;

namespace PokedexTop.Normalize.Feeds.Reading;

/// <summary>
/// Looks through the escapes of a JSON text. The parser accepts <c>\ud800</c> alone and only fails later, when the
/// text is read; here it is found once for the whole payload. Text that is not JSON is left to the parser to refuse.
/// </summary>
internal static class EscapedText
{
    private const int Length = 6;

    /// <summary>The rejection for half a surrogate pair, else null; tells whether U+0000 occurs.</summary>
    public static Rejection? Check(ReadOnlySpan<byte> json, out bool hasNul)
    {
        hasNul = false;
        var rest = json;
        for (int at; (at = rest.IndexOf((byte)'\\')) >= 0;)
        {
            rest = rest[at..];
            if (rest.Length < Length)
                return null;
            if (rest[1] != 'u')
            {
                rest = rest[2..];
                continue;
            }
            var unit = Unit(rest);
            hasNul |= unit == 0;
            rest = rest[Length..];
            if (unit is < 0xD800 or > 0xDFFF)
                continue;
            if (unit >= 0xDC00 || rest is not [(byte)'\\', (byte)'u', _, _, _, _, ..] || Unit(rest) is < 0xDC00 or > 0xDFFF)
                return new(RejectReasons.InvalidText, $"The escape \\u{unit:x4} is half of a surrogate pair; text must be valid Unicode.");
            rest = rest[Length..];
        }
        return null;
    }

    private static int Unit(ReadOnlySpan<byte> escape)
        => Utf8Parser.TryParse(escape.Slice(2, 4), out int unit, out _, 'x') ? unit : 0;
}
