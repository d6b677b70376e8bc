using System.Text.Json;

namespace PokedexTop.Ingest.Json;

/// <summary>A received document and what it was expected to be, for messages that say both.</summary>
internal sealed class SourceDocument
{
    private readonly string _expected;

    public SourceDocument(ReadOnlyMemory<byte> utf8, string expected)
    {
        _expected = expected;
        Utf8 = utf8.Span.StartsWith(ByteOrderMark) ? utf8[ByteOrderMark.Length..] : utf8;
    }

    public delegate T Body<out T>(ref Utf8JsonReader reader);

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Without byte order mark.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; }

    /// <summary>Reads the whole document: what follows its one value is an error.</summary>
    public T Parse<T>(Body<T> body)
    {
        var start = Utf8.Span.TrimStart(" \t\r\n"u8);
        if (start.IsEmpty)
            throw new SourceFormatException($"Expected {_expected}, but the document is empty", 1, 1);
        if (start[0] == '<')
            throw At(Utf8.Length - start.Length, "received HTML or XML instead of JSON");

        var ended = false;
        try
        {
            var reader = new Utf8JsonReader(Utf8.Span, CanonicalJson.AnyDepth);
            reader.Read();
            var result = body(ref reader);
            ended = true;
            reader.Read(); // throws if anything but white space follows
            return result;
        }
        catch (JsonException e)
        {
            var line = (e.LineNumber ?? 0) + 1;
            var bytePosition = (e.BytePositionInLine ?? 0) + 1;
            throw new SourceFormatException($"Expected {_expected}, but {(ended ? "after its end comes more, so that it is no JSON" : SyntaxFault.At(Utf8.Span, line, bytePosition))}", line, bytePosition, e);
        }
    }

    public void Require(ref Utf8JsonReader reader, JsonTokenType type)
    {
        if (reader.TokenType != type)
            throw Unexpected(ref reader, $"found {JsonStrings.Kind(reader.TokenType)}");
    }

    public SourceFormatException Unexpected(ref Utf8JsonReader reader, string found) => At((int)reader.TokenStartIndex, found);

    private SourceFormatException At(int offset, string found)
    {
        var before = Utf8.Span[..offset];
        return new SourceFormatException($"Expected {_expected}, but {found}", before.Count((byte)'\n') + 1, offset - before.LastIndexOf((byte)'\n'));
    }
}
