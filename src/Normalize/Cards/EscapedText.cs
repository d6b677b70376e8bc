using System.Buffers.Text;

namespace PokedexTop.Normalize.Cards;

/// <summary>
/// Looks through the escapes of a JSON text that is known to be well-formed. The parser accepts <c>\ud800</c> alone
/// and only fails later, when the text is read; here it is found once for the whole payload.
/// </summary>
internal static class EscapedText
{
    /// <summary>The rejection for half a surrogate pair, else null; tells whether U+0000 occurs.</summary>
    public static Rejection? Check(ReadOnlySpan<byte> json, out bool hasNul)
    {
        hasNul = false;
        var rest = json;
        for (int at; (at = rest.IndexOf((byte)'\\')) >= 0;)
        {
            rest = rest[at..];
            if (rest[1] != 'u')
            {
                rest = rest[2..];
                continue;
            }
            var unit = Unit(rest);
            hasNul |= unit == 0;
            rest = rest[6..];
            if (unit is < 0xD800 or > 0xDFFF)
                continue;
            if (unit >= 0xDC00 || rest is not [(byte)'\\', (byte)'u', ..] || Unit(rest) is < 0xDC00 or > 0xDFFF)
                return new(RejectReasons.InvalidText, $"The escape \\u{unit:x4} is half of a surrogate pair; text must be valid Unicode.");
            rest = rest[6..];
        }
        return null;
    }

    private static int Unit(ReadOnlySpan<byte> escape)
        => Utf8Parser.TryParse(escape.Slice(2, 4), out int unit, out _, 'x') ? unit : 0;
}
