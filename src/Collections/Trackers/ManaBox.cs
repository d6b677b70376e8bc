namespace PokedexTop.Collections.Trackers;

/// <summary>ManaBox, of a whole collection or one binder. Its column for foil knows no reverse holo.</summary>
internal sealed class ManaBox() : TrackerFormat("manabox")
{
    public override bool IsHeader(TrackerHeads heads) => heads.HaveOne("ManaBox ID", "Scryfall ID") && heads.Have("Name", "Set code", "Collector number", "Quantity");

    public override TrackerRow Read(TrackerCells cells) => new()
    {
        Clues = new() { SetName = cells["Set name"], SetCode = cells["Set code"], Name = cells["Name"], Number = cells["Collector number"] },
        Quantity = cells["Quantity"],
        Finish = cells["Foil"],
        Condition = cells["Condition"],
        Language = cells["Language"],
        Price = cells["Purchase price"],
        Currency = cells["Purchase price currency"],
        AcquiredOn = cells["Added"],
        Location = cells["Binder Name"],
        List = cells["Binder Type"] is { } type && type.Contains("wish", StringComparison.OrdinalIgnoreCase) ? Lots.LotWords.Wishlist : null,
        Remarks = cells.Said(("Misprint", "misprint"), ("Altered", "altered"), ("Signed", "signed"), ("Proxy", "proxy")),
    };
}
