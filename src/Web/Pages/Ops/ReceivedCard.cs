using System.Globalization;
using System.Text.Json;

namespace PokedexTop.Web.Pages.Ops;

/// <summary>What a feed said of a card, as far as people tell cards apart by it. The feeds name the same things differently.</summary>
/// <param name="Type">The first of its energy types.</param>
internal sealed record ReceivedCard(string? Name, string? Number, string? SetId, string? SetName, string? Hp, string? Artist, string? Rarity, string? Type)
{
    /// <summary>The fields in the order they are shown.</summary>
    public IReadOnlyList<(string Name, string? Value)> Fields =>
        [("Name", Name), ("Number", Number), ("Set", SetName is null || SetName == SetId ? SetId : $"{SetName} ({SetId})"), ("HP", Hp), ("Type", Type), ("Rarity", Rarity), ("Artist", Artist)];

    /// <summary>What can be read of a payload; nothing where it is none.</summary>
    public static ReceivedCard Read(string? payload)
    {
        if (payload is null)
            return new(null, null, null, null, null, null, null, null);
        using var document = JsonDocument.Parse(payload);
        var card = document.RootElement;
        var set = Member(card, "set");
        return new ReceivedCard(
            Text(card, "name"), Text(card, "number") ?? Text(card, "localId"), Text(set, "id"), Text(set, "name"), Text(card, "hp"), Text(card, "artist") ?? Text(card, "illustrator"), Text(card, "rarity"),
            Member(card, "types") is { ValueKind: JsonValueKind.Array } types && types.GetArrayLength() > 0 ? types[0].ToString() : null);
    }

    private static JsonElement Member(JsonElement of, string name) => of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value) ? value : default;

    private static string? Text(JsonElement of, string name) => Member(of, name) switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number } number => number.GetDecimal().ToString(CultureInfo.InvariantCulture),
        _ => null,
    };
}
