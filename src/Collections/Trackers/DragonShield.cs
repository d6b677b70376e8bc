namespace PokedexTop.Collections.Trackers;

/// <summary>Dragon Shield's card manager; conditions run together (<c>NearMint</c>).</summary>
internal sealed class DragonShield() : TrackerFormat("dragon-shield")
{
    public override bool IsHeader(TrackerHeads heads) => heads.Have("Folder Name", "Quantity", "Card Name", "Set Code", "Set Name", "Card Number");

    public override TrackerRow Read(TrackerCells cells) => new()
    {
        Clues = new() { SetName = cells["Set Name"], SetCode = cells["Set Code"], Name = cells["Card Name"], Number = cells["Card Number"] },
        Quantity = cells["Quantity"],
        Condition = cells["Condition"],
        Finish = cells["Printing"],
        Language = cells["Language"],
        Price = cells["Price Bought"],
        AcquiredOn = cells["Date Bought"],
        Location = cells["Folder Name"],
    };
}
