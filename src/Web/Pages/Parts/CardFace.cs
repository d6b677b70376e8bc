using System.Text.Json;

namespace PokedexTop.Web.Pages.Parts;

/// <summary>What a tile shows of a card.</summary>
/// <param name="Id">Its silver id.</param>
/// <param name="Name">As printed.</param>
/// <param name="Number">The collector number; empty where the card has none.</param>
/// <param name="SetId">Of its set.</param>
/// <param name="SetName">For people.</param>
/// <param name="PrintedTotal">The number after the slash; null where the set has none.</param>
/// <param name="Kind">Its first energy type in lower case, else trainer or energy: what colours a drawn card.</param>
/// <param name="Rarity">As the feed says it.</param>
public sealed record CardFace(string Id, string Name, string Number, string SetId, string SetName, int? PrintedTotal, string Kind, string? Rarity)
{
    /// <summary>The number as it stands on the card.</summary>
    public string Printed => PrintedTotal is { } total && Number.Length > 0 && Number.All(char.IsAsciiDigit) ? $"{Number}/{total}" : Number;

    /// <summary>The card's page.</summary>
    public string Path => PathOf(Id);

    /// <summary>The page of the card with an id.</summary>
    public static string PathOf(string cardId) => "/cards/" + Uri.EscapeDataString(cardId);

    /// <param name="id">The card's silver id.</param>
    /// <param name="json">A card in the first feed's shape.</param>
    internal static CardFace Read(string id, ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        var (name, number, supertype, type, rarity, setId, setName, total) = ("", "", "", (string?)null, (string?)null, "", "", (int?)null);
        var isInSet = false;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == 1)
                isInSet = false;
            if (reader.TokenType != JsonTokenType.PropertyName)
                continue;
            if (isInSet)
            {
                if (reader.ValueTextEquals("id"u8))
                    setId = Text(ref reader);
                else if (reader.ValueTextEquals("name"u8))
                    setName = Text(ref reader);
                else if (reader.ValueTextEquals("printedTotal"u8))
                    total = reader.Read() && reader.TokenType == JsonTokenType.Number ? reader.GetInt32() : null;
                else
                    reader.Skip();
            }
            else if (reader.ValueTextEquals("name"u8))
                name = Text(ref reader);
            else if (reader.ValueTextEquals("number"u8))
                number = Text(ref reader);
            else if (reader.ValueTextEquals("supertype"u8))
                supertype = Text(ref reader);
            else if (reader.ValueTextEquals("rarity"u8))
                rarity = Text(ref reader);
            else if (reader.ValueTextEquals("types"u8))
                type = First(ref reader);
            else if (reader.ValueTextEquals("set"u8))
                isInSet = reader.Read() && reader.TokenType == JsonTokenType.StartObject;
            else
                reader.Skip();
        }
        return new CardFace(id, name, number, setId, setName, total, KindOf(type, supertype), rarity);
    }

    /// <summary>What colours a drawn card.</summary>
    public static string KindOf(string? type, string? supertype) => type?.ToLowerInvariant() ?? (supertype switch { "Trainer" => "trainer", "Energy" => "energy", _ => "plain" });

    private static string Text(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.String ? reader.GetString()! : "";

    private static string? First(ref Utf8JsonReader reader)
    {
        string? first = null;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
            return null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            first ??= reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return first;
    }
}
