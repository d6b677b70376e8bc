namespace PokedexTop.Collections.Trackers;

/// <summary>TCG Collector; its prices are the market's, and its Japanese sets are others than ours, whatever they are called.</summary>
internal sealed class TcgCollector() : TrackerFormat("tcg-collector")
{
    public override bool IsHeader(TrackerHeads heads) => heads.Have("TCG region", "Card name", "Card number", "Expansion");

    public override TrackerRow Read(TrackerCells cells) => new()
    {
        Elsewhere = cells["TCG region"] is { } region && Cards.CardNames.Fold(region) is not ("international" or "english" or "western" or "int" or "en") ? $"is of the region '{region}', whose sets are not in this catalogue" : null,
        Clues = new() { SetName = cells["Expansion"], Name = cells["Card name"], Number = cells["Card number"] },
        Quantity = cells["Quantity"],
        Finish = cells["Card variant"],
        Language = cells["Card language"],
        Condition = cells["Card condition"],
        Notes = cells["Note"],
    };
}
