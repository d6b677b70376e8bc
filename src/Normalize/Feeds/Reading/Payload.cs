using System.Text.Json;
using System.Text.Unicode;
using PokedexTop.Ingest.Json;

namespace PokedexTop.Normalize.Feeds.Reading;

/// <summary>A payload in which <see cref="PayloadFault"/> finds nothing: an object of valid text, every key once, nesting bounded.</summary>
internal sealed class Payload : IDisposable
{
    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = PayloadFault.MaxDepth };
    private static readonly JsonDocumentOptions s_strict = s_options with { AllowDuplicateProperties = false };

    private readonly JsonDocument? _document;

    private Payload(JsonDocument? document, PayloadFault? fault) => (_document, Fault) = (document, fault);

    /// <summary>Why the payload cannot be read; <see cref="Root"/> is usable only where this is null.</summary>
    public PayloadFault? Fault { get; }

    public JsonElement Root => _document!.RootElement;

    /// <summary>Whether an escaped U+0000 may stand anywhere, which values that are kept as they are must lose.</summary>
    public bool HasNul { get; private init; }

    public static Payload Parse(ReadOnlyMemory<byte> utf8) =>
        ParsePlain(utf8) is { } plain ? new(plain, null)
        : PayloadFault.Of(utf8.Span) is { } fault ? new(null, fault)
        : new(JsonDocument.Parse(utf8, s_options), null) { HasNul = utf8.Span.IndexOf("\\u0000"u8) >= 0 };

    /// <summary>
    /// A payload that the parser itself finds nothing wrong with, told as strictly as it can be: judging those too took a tenth of a replay.
    /// Null where there may be a fault, which is then judged; an escape by number is one, as it may be half of a pair.
    /// </summary>
    private static JsonDocument? ParsePlain(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Length > PayloadFault.MaxBytes || utf8.Span.IndexOf("\\u"u8) >= 0 || !Utf8.IsValid(utf8.Span))
            return null;
        try
        {
            var document = JsonDocument.Parse(utf8, s_strict);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return document;
            document.Dispose();
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public void Dispose() => _document?.Dispose();
}
