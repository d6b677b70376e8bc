using System.Globalization;
using System.Text;

namespace PokedexTop.Ingest.Json;

/// <summary>Turns an escaped JSON string into the one with the fewest escapes, as JCS writes it.</summary>
internal static class CanonicalString
{
    /// <param name="escaped">A JSON string's inside, of valid syntax and valid UTF-8.</param>
    /// <param name="output">Gets the inside in canonical form.</param>
    /// <returns>False where an escape is half of a surrogate pair.</returns>
    public static bool Write(ReadOnlySpan<byte> escaped, CanonicalBuffer output)
    {
        while (true)
        {
            var backslash = escaped.IndexOf((byte)'\\');
            if (backslash < 0)
            {
                output.Append(escaped);
                return true;
            }

            output.Append(escaped[..backslash]);
            var kind = escaped[backslash + 1];
            escaped = escaped[(backslash + 2)..];
            switch (kind)
            {
                case (byte)'u':
                    if (!WriteCodePoint(ref escaped, output))
                        return false;
                    break;
                case (byte)'/':
                    output.Append(kind);
                    break;
                default: // \" \\ \b \f \n \r \t are canonical as they stand
                    output.Append((byte)'\\');
                    output.Append(kind);
                    break;
            }
        }
    }

    private static bool WriteCodePoint(ref ReadOnlySpan<byte> rest, CanonicalBuffer output)
    {
        var unit = ReadUnit(ref rest);
        if (char.IsHighSurrogate(unit) && rest.StartsWith("\\u"u8))
        {
            rest = rest[2..];
            return Rune.TryCreate(unit, ReadUnit(ref rest), out var pair) && WriteRune(pair, output);
        }

        return Rune.TryCreate(unit, out var rune) && WriteRune(rune, output);
    }

    private static char ReadUnit(ref ReadOnlySpan<byte> rest)
    {
        var unit = (char)ushort.Parse(rest[..4], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        rest = rest[4..];
        return unit;
    }

    private static bool WriteRune(Rune rune, CanonicalBuffer output)
    {
        switch (rune.Value)
        {
            case '"': output.Append("\\\""u8); break;
            case '\\': output.Append("\\\\"u8); break;
            case '\b': output.Append("\\b"u8); break;
            case '\f': output.Append("\\f"u8); break;
            case '\n': output.Append("\\n"u8); break;
            case '\r': output.Append("\\r"u8); break;
            case '\t': output.Append("\\t"u8); break;
            case < 0x20:
                output.Append("\\u00"u8);
                output.Append((byte)('0' + (rune.Value >> 4)));
                output.Append("0123456789abcdef"u8[rune.Value & 0xF]);
                break;
            default:
                Span<byte> utf8 = stackalloc byte[4];
                output.Append(utf8[..rune.EncodeToUtf8(utf8)]);
                break;
        }

        return true;
    }
}
