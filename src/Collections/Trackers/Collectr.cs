namespace PokedexTop.Collections.Trackers;

/// <summary>Collectr: several games and sealed products in one file, and a market price whose column carries the day.</summary>
internal sealed class Collectr() : TrackerFormat(FormatName)
{
    public const string FormatName = "collectr";

    /// <summary>The portfolio that everybody has, which says nothing of a place.</summary>
    public const string MainPortfolio = "Main";

    public override bool IsHeader(TrackerHeads heads) => heads.Have("Portfolio Name", "Category", "Set", "Product Name", "Card Number");

    public override TrackerRow Read(TrackerCells cells) => new()
    {
        Refusal = OtherGame(cells["Category"]) ?? Sealed(cells["Card Number"]),
        Clues = new() { SetName = cells["Set"], Name = cells["Product Name"], Number = cells["Card Number"] },
        List = cells.Is("Watchlist") ? Lots.LotWords.Wishlist : null,
        Finish = cells["Variance"],
        Grade = cells["Grade"],
        Condition = cells["Card Condition"],
        Price = cells["Average Cost Paid"],
        Quantity = cells["Quantity"],
        AcquiredOn = cells["Date Added"],
        Location = cells["Portfolio Name"] is var portfolio && portfolio == MainPortfolio ? null : portfolio,
        Notes = cells["Notes"],
    };
}
