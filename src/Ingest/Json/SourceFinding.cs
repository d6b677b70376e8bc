using System.Text.Json.Serialization;

namespace PokedexTop.Ingest.Json;

/// <summary>Something odd about a received document that was read all the same: an entry of <c>bronze_api_calls.findings</c>.</summary>
/// <param name="Rule">One of <see cref="SourceRules"/>.</param>
/// <param name="Id">The item it is about; null where it is about the document.</param>
/// <param name="Position">The item's place in the document, from 0.</param>
/// <param name="Detail">What was found and what was made of it, for a person.</param>
/// <param name="Value">What was received, as its JSON text.</param>
public sealed record SourceFinding(string Rule, string? Id, int? Position, string Detail, string Value);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(List<SourceFinding>))]
internal sealed partial class SourceFindingJson : JsonSerializerContext;
