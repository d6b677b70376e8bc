namespace PokedexTop.Collections.Trackers;

/// <summary>A tracker of TCG Pocket, which is played on telephones: its cards are no copies that somebody can have on paper.</summary>
internal sealed class PocketTracker() : TrackerFormat("tcg-pocket")
{
    public override bool IsHeader(TrackerHeads heads) => heads.Have("Id", "CardName", "NumberOwned");

    public override TrackerRow Read(TrackerCells cells) => new()
    {
        Refusal = "is of TCG Pocket, a digital game, and collections here have cards on paper",
        Clues = new() { Name = cells["CardName"] },
        Quantity = cells["NumberOwned"],
    };
}
