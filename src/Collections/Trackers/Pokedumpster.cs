namespace PokedexTop.Collections.Trackers;

/// <summary>pokedumpster, and the user script for pkmn.gg.</summary>
internal sealed class Pokedumpster() : TrackerFormat("pokedumpster")
{
    public override bool IsHeader(TrackerHeads heads) => heads.Have("set_code", "ptcgo_code", "number", "variant", "quantity");

    public override TrackerRow Read(TrackerCells cells) => new()
    {
        Clues = new() { SetCode = cells["set_code"], PtcgoCode = cells["ptcgo_code"], Number = cells["number"] },
        Finish = cells["variant"],
        Condition = cells["condition"],
        Language = cells["language"],
        Quantity = cells["quantity"],
        Price = cells["purchase_price"],
        Currency = cells["currency"],
        Notes = cells["notes"],
        Remarks = cells["source"] is { } source ? [$"from {source}"] : [],
    };
}
