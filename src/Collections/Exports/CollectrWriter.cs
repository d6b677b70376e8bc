using PokedexTop.Collections.Cards;
using PokedexTop.Collections.Gold;
using PokedexTop.Collections.Lots;
using PokedexTop.Collections.Trackers;

namespace PokedexTop.Collections.Exports;

/// <summary>As Collectr takes it in: portfolios are places, its watchlist is what is wished for.</summary>
internal sealed class CollectrWriter() : TrackerWriter("Collectr")
{
    protected override IReadOnlyList<string> Heads(DateOnly today) =>
    [
        "Portfolio Name", "Category", "Set", "Product Name", "Card Number", "Rarity", "Variance", "Grade", "Card Condition", "Average Cost Paid", "Quantity", $"Market Price (As of {Text(today)})", "Price Override", "Watchlist",
        "Date Added", "Notes",
    ];

    protected override IReadOnlyList<string> Lists { get; } = [LotWords.Owned, LotWords.Wishlist];

    protected override IReadOnlyList<string?> Cells(Lot lot, KnownCard card, ExportLosses losses)
    {
        losses.LostIf(lot.Language is not null and not "en", "the language");
        losses.LostIf(lot.Certificate is not null, "the certificate");
        losses.LostIf(lot.Currency is not null, "the currency of its price");
        return
        [
            lot.Location ?? Collectr.MainPortfolio, "Pokemon", card.Set.Name, card.Name, Number(card), card.Rarity, Printing(lot.Finish), lot.Grade is { } grade ? $"{lot.GradeCompany} {grade}" : "Ungraded", Words(lot.Condition),
            Text(lot.PricePaid), Text(lot.Quantity), null, null, lot.List == LotWords.Wishlist ? "true" : "false", Text(lot.AcquiredOn), lot.Notes,
        ];
    }
}
