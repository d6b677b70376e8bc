namespace PokedexTop.Collections.Trackers;

/// <summary>TCGplayer's app, with or without ids and prices; the prices are the market's.</summary>
internal sealed class TcgplayerApp() : TrackerFormat(FormatName)
{
    public const string FormatName = "tcgplayer";

    public override bool IsHeader(TrackerHeads heads) => heads.Have("Quantity", "Name", "Set", "Card Number", "Set Code", "Printing", "Condition");

    public override TrackerRow Read(TrackerCells cells) => new()
    {
        Refusal = Sealed(cells["Card Number"]),
        Clues = new() { TcgplayerProduct = cells.Whole("Product ID"), SetName = cells["Set"], SetCode = cells["Set Code"], Name = cells["Simple Name"] ?? cells["Name"], Number = cells["Card Number"] },
        Quantity = cells["Quantity"],
        Finish = cells["Printing"],
        Condition = cells["Condition"],
        Language = cells["Language"],
    };
}

/// <summary>
/// TCGplayer's sellers: their prices are what they ask for, and <c>TCGplayer Id</c> is a condition's and printing's, not the card's.
/// Every card on sale may be listed, those that the seller has none of too.
/// </summary>
internal sealed class TcgplayerSeller() : TrackerFormat("tcgplayer-seller")
{
    public override bool IsHeader(TrackerHeads heads) => heads.Have("TCGplayer Id", "Product Line", "Set Name", "Product Name", "Condition");

    public override TrackerRow Read(TrackerCells cells)
    {
        var (condition, printing) = Words.Parted(cells["Condition"]);
        return new()
        {
            Refusal = OtherGame(cells["Product Line"]) ?? Sealed(cells["Number"]),
            Clues = new() { TcgplayerProduct = cells.Whole("Product ID"), SetName = cells["Set Name"], Name = cells["Product Name"], Number = cells["Number"] },
            Quantity = cells["Total Quantity"] ?? "0",
            Finish = cells["Printing"] ?? printing,
            Condition = condition,
            Notes = cells["Title"],
        };
    }
}
