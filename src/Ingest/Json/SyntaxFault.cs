using System.Globalization;

namespace PokedexTop.Ingest.Json;

/// <summary>Says in a reader's words what is wrong at the place where a document stops being JSON. The JSON library's own messages speak to its caller.</summary>
internal static class SyntaxFault
{
    private static ReadOnlySpan<byte> Space => " \t\r\n"u8;

    /// <param name="document">The document.</param>
    /// <param name="line">Where the JSON reader objects, counted from 1.</param>
    /// <param name="bytePosition">In that line, counted from 1.</param>
    public static string At(ReadOnlySpan<byte> document, long line, long bytePosition)
    {
        var offset = Math.Min(OffsetOf(document, line, bytePosition), document.Length);
        var rest = document[offset..].TrimStart(Space);
        if (rest.IsEmpty)
            return "the document is broken off";
        var found = rest[0];
        var before = document[..offset].TrimEnd(Space);
        var last = before.IsEmpty ? (byte)0 : before[^1];
        if (found is (byte)']' or (byte)'}' && last == (byte)',')
            return $"it is no JSON: a comma stands before the closing '{(char)found}'; remove it";
        if (found == (byte)',' && last == (byte)',')
            return "it is no JSON: two commas follow each other; remove one";
        if (found is (byte)'{' or (byte)'[' or (byte)'"' && last is (byte)'}' or (byte)']' or (byte)'"')
            return $"it is no JSON: a comma is missing before '{(char)found}'";
        return found is > 0x20 and < 0x7F
            ? $"it is no JSON from the sign '{(char)found}' on"
            : string.Create(CultureInfo.InvariantCulture, $"it is no JSON from the byte 0x{found:X2} on");
    }

    private static int OffsetOf(ReadOnlySpan<byte> document, long line, long bytePosition)
    {
        var start = 0;
        for (var i = 1; i < line; i++)
        {
            var end = document[start..].IndexOf((byte)'\n');
            if (end < 0)
                break;
            start += end + 1;
        }
        return start + (int)(bytePosition - 1);
    }
}
