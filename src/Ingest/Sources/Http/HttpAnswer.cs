namespace PokedexTop.Ingest.Sources.Http;

/// <summary>What came of one GET.</summary>
/// <param name="Body">The body, decompressed; empty unless <paramref name="Failure"/> is none.</param>
/// <param name="Bytes">Body bytes read, decompressed, also of a failed call.</param>
/// <param name="Error">One plain sentence, null when the call succeeded.</param>
/// <param name="RetryAt">The answer's Retry-After as a time.</param>
internal sealed record HttpAnswer(
    CallFailure Failure, int? StatusCode, ReadOnlyMemory<byte> Body, long Bytes, double DurationMs, string? Error, DateTime? RetryAt);
