namespace PokedexTop.Collections.Trackers;

/// <summary>Cardmarket's list of a shipment: what was bought, by product numbers alone.</summary>
internal sealed class CardmarketShipment() : TrackerFormat("cardmarket-shipment")
{
    public override bool IsHeader(TrackerHeads heads) => heads.Have("idProduct", "groupCount", "idLanguage", "isReverseHolo");

    public override TrackerRow Read(TrackerCells cells) => new()
    {
        Clues = new() { CardmarketProduct = cells.Whole("idProduct") },
        Quantity = cells["groupCount"],
        Price = cells["price"],
        Language = Words.CardmarketLanguage(cells["idLanguage"]),
        Condition = Words.CardmarketCondition(cells["condition"]),
        Finish = cells.Is("isReverseHolo") ? "reverseHolofoil" : cells.Is("isFirstEd") ? "1stEdition" : cells.Is("isFoil") ? "holofoil" : null,
        Remarks = cells.Said(("isSigned", "signed"), ("isAltered", "altered"), ("isPlayset", "playset"), ("isFullArt", "full art"), ("isUberRare", "uber rare"), ("isWithDie", "with die")),
    };
}

/// <summary>Cardmarket's stock of a seller; its price is what is asked for.</summary>
internal sealed class CardmarketStock() : TrackerFormat("cardmarket-stock")
{
    public override bool IsHeader(TrackerHeads heads) => heads.Have("idArticle", "idProduct", "English Name", "Amount");

    public override TrackerRow Read(TrackerCells cells) => new()
    {
        Clues = new() { CardmarketProduct = cells.Whole("idProduct"), Name = cells["English Name"], SetName = cells["Exp. Name"] },
        Quantity = cells["Amount"],
        Language = Words.CardmarketLanguage(cells["Language"]),
        Condition = Words.CardmarketCondition(cells["Condition"]),
        Finish = cells.Is("isFoil") || cells.Is("Foil?") ? "holofoil" : null,
        Notes = cells["Comments"],
        Remarks = cells.Said(("isSigned", "signed"), ("isAltered", "altered"), ("isPlayset", "playset")),
    };
}
