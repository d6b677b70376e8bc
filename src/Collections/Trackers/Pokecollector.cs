namespace PokedexTop.Collections.Trackers;

/// <summary>What pokecollector takes in. A price does not say its currency.</summary>
internal sealed class Pokecollector() : TrackerFormat(FormatName)
{
    public const string FormatName = "pokecollector";

    public override bool IsHeader(TrackerHeads heads) => heads.Have("set_code", "number", "quantity", "variant", "lang");

    public override TrackerRow Read(TrackerCells cells) => new()
    {
        Clues = new() { SetCode = cells["set_code"], Number = cells["number"] },
        Quantity = cells["quantity"],
        Condition = cells["condition"],
        Finish = cells["variant"],
        Language = cells["lang"],
        Price = cells["purchase_price"],
        Notes = cells["printing_details"],
    };
}

/// <summary>What pokecollector gives out: a currency stands inside the names of its columns.</summary>
internal sealed class PokecollectorExport() : TrackerFormat("pokecollector-export")
{
    public override bool IsHeader(TrackerHeads heads) => heads.Have("Card ID", "Name", "Set", "Number", "Quantity") && heads.Beginning("Purchase Price") is not null;

    public override TrackerRow Read(TrackerCells cells)
    {
        var (paid, head) = cells.Beginning("Purchase Price");
        return new()
        {
            Clues = new() { CardId = cells["Card ID"], SetName = cells["Set"], Name = cells["Name"], Number = cells["Number"] },
            Quantity = cells["Quantity"],
            Condition = cells["Condition"],
            Price = paid,
            Currency = CurrencyOf(head),
            AcquiredOn = cells["Added At"],
        };
    }
}

/// <summary>A binder of pokecollector: what it wants, of which some is in the collection already.</summary>
internal sealed class PokecollectorBinder() : TrackerFormat("pokecollector-binder")
{
    public override bool IsHeader(TrackerHeads heads) => heads.Have("set_code", "number", "required_quantity");

    public override TrackerRow Read(TrackerCells cells) => new()
    {
        Refusal = cells["collection_item_id"] is { } item ? $"is item {item} of the collection, whose own file has it" : null,
        Clues = new() { SetCode = cells["set_code"], Number = cells["number"] },
        List = Lots.LotWords.Wishlist,
        Quantity = cells["required_quantity"],
        Condition = cells["condition"],
        Finish = cells["variant"],
        Language = cells["lang"],
    };
}
