using System.Text.Json;

namespace PokedexTop.Ingest.Json;

/// <summary>What Ingest looks at in an item, gathered in the one pass that finds the item's end. Of equal names the first counts.</summary>
internal struct TopLevelMembers
{
    private bool _hasId;

    public string? Id { get; private set; }

    /// <summary>Why the id cannot be used, or null.</summary>
    public string? IdFault { get; private set; }

    /// <summary>The embedded set's place in the document.</summary>
    public Range? Set { get; private set; }

    public Range? Tcgplayer { get; private set; }

    public Range? Cardmarket { get; private set; }

    /// <summary>What holds both markets' blocks in one member, as TCGdex sends them.</summary>
    public Range? Pricing { get; private set; }

    /// <summary>Reads from an object's start to its end.</summary>
    public static TopLevelMembers Read(ref Utf8JsonReader reader, ItemKind kind)
    {
        var members = new TopLevelMembers { IdFault = "no-id: the item has no \"id\"" };
        bool hasSet = false, hasTcgplayer = false, hasCardmarket = false, hasPricing = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!members._hasId && JsonStrings.IsNamed(ref reader, "id"u8))
                members.TakeId(ref reader);
            else if (kind == ItemKind.Card && !hasSet && JsonStrings.IsNamed(ref reader, "set"u8))
                (hasSet, members.Set) = (true, TakeObject(ref reader));
            else if (kind == ItemKind.Card && !hasTcgplayer && JsonStrings.IsNamed(ref reader, "tcgplayer"u8))
                (hasTcgplayer, members.Tcgplayer) = (true, TakeObject(ref reader));
            else if (kind == ItemKind.Card && !hasCardmarket && JsonStrings.IsNamed(ref reader, "cardmarket"u8))
                (hasCardmarket, members.Cardmarket) = (true, TakeObject(ref reader));
            else if (kind == ItemKind.Card && !hasPricing && JsonStrings.IsNamed(ref reader, "pricing"u8))
                (hasPricing, members.Pricing) = (true, TakeObject(ref reader));
            else
                reader.Skip(); // of a name, skips its value
        }

        return members;
    }

    /// <summary>
    /// Why this text cannot be an id, or null. Control characters would not survive every database, and SQL Server takes ids
    /// that differ in blanks at their ends for one.
    /// </summary>
    public static string? FaultOf(string? id)
    {
        if (id is null)
            return "bad-id: \"id\" is no valid text";
        if (string.IsNullOrWhiteSpace(id))
            return "blank-id: \"id\" is blank";
        if (id.Length > BronzeItemParser.MaxIdLength)
            return $"long-id: \"id\" has {id.Length} characters, at most {BronzeItemParser.MaxIdLength} are taken";
        if (id[^1] == ' ')
            return "bad-id: \"id\" ends in a blank";
        return id.Any(char.IsControl) ? "bad-id: \"id\" has control characters" : null;
    }

    private void TakeId(ref Utf8JsonReader reader)
    {
        _hasId = true;
        reader.Read();
        if (reader.TokenType != JsonTokenType.String)
        {
            IdFault = $"id-not-text: \"id\" is {(reader.TokenType == JsonTokenType.Number ? "a number" : "not a string")}";
            reader.Skip();
            return;
        }

        Id = JsonStrings.Read(ref reader);
        IdFault = FaultOf(Id);
    }

    private static Range? TakeObject(ref Utf8JsonReader reader)
    {
        reader.Read();
        var isObject = reader.TokenType == JsonTokenType.StartObject;
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return isObject ? start..(int)reader.BytesConsumed : null;
    }
}
