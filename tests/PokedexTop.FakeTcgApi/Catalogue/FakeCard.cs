using System.Text.Json;

namespace PokedexTop.FakeApi;

/// <summary>One item of a set's list: a card as its file has it, or whatever a test put there.</summary>
/// <param name="Json">The item.</param>
/// <param name="Set">The set whose list holds it.</param>
/// <param name="Verbatim">Sent with the escapes and number spellings it was given, not as the writer would spell them.</param>
internal sealed record FakeCard(JsonElement Json, FakeSet Set, bool Verbatim = false)
{
    /// <summary>Null where the item has no id.</summary>
    public string? Id { get; } =
        Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString() : null;
}
