namespace PokedexTop.Ingest.Json;

/// <summary>Something odd about a received document that was read all the same: an entry of <c>bronze_api_calls.findings</c>.</summary>
/// <param name="Rule">The rule's name in docs/quality-rules.md.</param>
/// <param name="Id">The item it is about; null where it is about the document.</param>
/// <param name="Detail">What was found and what was made of it, for a person.</param>
/// <param name="Value">The value as received, as JSON; null where there is none to show.</param>
public sealed record SourceFinding(string Rule, string? Id, string Detail, string? Value);
