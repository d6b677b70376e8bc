using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;

namespace PokedexTop.Normalize.Feeds.Reading;

/// <summary>
/// A payload parsed strictly: every key once, nesting at most 64, all text valid Unicode. Dispose returns its buffer.
/// </summary>
internal sealed class Payload : IDisposable
{
    /// <summary>Deepest nesting of objects and lists.</summary>
    public const int MaxDepth = 64;

    private const int MaxLength = 32 * 1024 * 1024;
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = MaxDepth };

    private readonly byte[] _buffer;
    private readonly JsonDocument? _document;

    private Payload(byte[] buffer, JsonDocument? document, Rejection? rejection)
        => (_buffer, _document, Rejection) = (buffer, document, rejection);

    /// <summary>Why the payload cannot be read; <see cref="Root"/> is usable only where this is null.</summary>
    public Rejection? Rejection { get; }

    public JsonElement Root => _document!.RootElement;

    /// <summary>Whether an escaped U+0000 stands anywhere, which values that are kept as they are must lose.</summary>
    public bool HasNul { get; private init; }

    public static Payload Parse(string text)
    {
        if (text.Length > MaxLength)
            return new([], null, new(RejectReasons.PayloadTooLarge, $"The payload has {text.Length} characters; at most {MaxLength} are read."));
        var buffer = ArrayPool<byte>.Shared.Rent(text.Length * 3);
        if (Utf8.FromUtf16(text, buffer, out _, out var length, replaceInvalidSequences: false) != OperationStatus.Done)
            return new(buffer, null, new(RejectReasons.InvalidText, "The payload has half of a surrogate pair; text must be valid Unicode."));
        var utf8 = buffer.AsMemory(0, length);
        // Before parsing: the parser throws another exception for half a pair in a key, and none for one in a value.
        if (EscapedText.Check(utf8.Span, out var hasNul) is { } invalid)
            return new(buffer, null, invalid);
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(utf8, Strict);
        }
        catch (JsonException)
        {
            return new(buffer, null, PayloadDiagnosis.Of(utf8.Span));
        }
        var rejection = document.RootElement.ValueKind == JsonValueKind.Object
            ? null
            : new Rejection(RejectReasons.NotAnObject, $"The payload is {JsonWords.Kind(document.RootElement)}; an object is expected.");
        return new(buffer, document, rejection) { HasNul = hasNul };
    }

    public void Dispose()
    {
        _document?.Dispose();
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
    }
}
