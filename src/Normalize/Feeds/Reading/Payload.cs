using System.Text.Json;
using PokedexTop.Ingest.Json;

namespace PokedexTop.Normalize.Feeds.Reading;

/// <summary>A payload in which <see cref="PayloadFault"/> finds nothing: an object of valid text, every key once, nesting bounded.</summary>
internal sealed class Payload : IDisposable
{
    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = PayloadFault.MaxDepth };

    private readonly JsonDocument? _document;

    private Payload(JsonDocument? document, PayloadFault? fault) => (_document, Fault) = (document, fault);

    /// <summary>Why the payload cannot be read; <see cref="Root"/> is usable only where this is null.</summary>
    public PayloadFault? Fault { get; }

    public JsonElement Root => _document!.RootElement;

    /// <summary>Whether an escaped U+0000 may stand anywhere, which values that are kept as they are must lose.</summary>
    public bool HasNul { get; private init; }

    public static Payload Parse(ReadOnlyMemory<byte> utf8) => PayloadFault.Of(utf8.Span) is { } fault
        ? new(null, fault)
        : new(JsonDocument.Parse(utf8, s_options), null) { HasNul = utf8.Span.IndexOf("\\u0000"u8) >= 0 };

    public void Dispose() => _document?.Dispose();
}
