namespace PokedexTop.Collections.Trackers;

/// <summary>Deckbox; <c>My Price</c> is what its owner asks for.</summary>
internal sealed class Deckbox() : TrackerFormat("deckbox")
{
    public override bool IsHeader(TrackerHeads heads) => heads.Have("Count", "Tradelist Count", "Name", "Edition", "Card Number");

    public override TrackerRow Read(TrackerCells cells) => new()
    {
        Clues = new() { SetName = cells["Edition"], SetCode = cells["Edition Code"], Name = cells["Name"], Number = cells["Card Number"] },
        Quantity = cells["Count"],
        Condition = cells["Condition"],
        Language = cells["Language"],
        Finish = cells["Foil"],
        Notes = cells["Printing Note"],
        Remarks = [.. cells.Said(("Signed", "signed"), ("Artist Proof", "artist proof"), ("Altered Art", "altered art"), ("Misprint", "misprint"), ("Promo", "promo"), ("Textless", "textless")), .. cells["Tags"] is { } tags ? new[] { $"tags: {tags}" } : []],
    };
}
