using PokedexTop.Collections.Cards;
using PokedexTop.Collections.Gold;

namespace PokedexTop.Collections.Values;

/// <summary>What lots are worth by the newest prices of each market; pure.</summary>
public sealed class Valuation
{
    private readonly List<ValuedLot> _lots;
    private readonly List<(string Market, string Currency)> _figures;

    /// <param name="catalogue">The cards there are.</param>
    /// <param name="lots">The lots, in their order.</param>
    /// <param name="newest">The newest prices of their cards as <see cref="CardIds"/> has them, one a market and finish.</param>
    internal Valuation(KnownCatalogue catalogue, IEnumerable<Lot> lots, IReadOnlyCollection<KnownPrice> newest)
    {
        _figures = [.. newest.Select(price => (price.Market, price.Currency)).Distinct().Order()];
        var markets = _figures.Select(figure => figure.Market).Distinct(StringComparer.Ordinal).ToList();
        var ofCard = newest.ToLookup(price => (price.CardId, price.Market));
        _lots = [.. lots.Select(lot =>
        {
            var card = catalogue.Current(lot.CardId);
            return new ValuedLot(lot, card, markets.ToDictionary(market => market, market => LotPrice.Of(lot, card, market, [.. ofCard[(card?.Id ?? lot.CardId, market)]]), StringComparer.Ordinal));
        })];
    }

    /// <summary>What can be asked for.</summary>
    public static IReadOnlyList<string> Groupings { get; } = ["all", "set", "lot"];

    /// <summary>How many copies each finish's price counts for, also where it has no amount now.</summary>
    internal IEnumerable<(KnownPrice Price, int Copies)> Counted => _lots.SelectMany(lot => lot.Prices.Values).Where(lot => lot.Block is not null).Select(lot => (lot.Block!, lot.Copies));

    internal int Copies => _lots.Sum(valued => valued.Lot.Quantity);

    /// <summary>The cards that lots are of now, whatever they were recorded as.</summary>
    internal static IReadOnlyCollection<string> CardIds(KnownCatalogue catalogue, IEnumerable<Lot> lots) =>
        [.. lots.Select(lot => catalogue.Current(lot.CardId)?.Id).OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <summary>One row of all, or one a set or lot.</summary>
    public IReadOnlyList<ValueRow> By(string grouping) => grouping switch
    {
        "lot" => [.. _lots.Select(valued => Row(valued.Lot.Id.ToString(), valued.Card?.Name ?? valued.Lot.CardId, [valued]) with
        {
            CardId = valued.Card?.Id ?? valued.Lot.CardId,
            Finish = valued.Lot.Finish,
            Condition = valued.Lot.Condition,
            Language = valued.Lot.Language,
            Location = valued.Lot.Location,
        })],
        "set" => [.. _lots.GroupBy(valued => valued.Card?.Set).OrderBy(set => set.Key?.ReleaseDate ?? DateOnly.MaxValue).ThenBy(set => set.Key?.Id ?? "~", StringComparer.Ordinal)
            .Select(set => Row(set.Key?.Id ?? "none", set.Key?.Name ?? "Cards that the catalogue does not have", [.. set]))],
        _ => [Row("all", "Everything owned", _lots)],
    };

    private ValueRow Row(string id, string name, List<ValuedLot> lots) => new(id, name, lots.Count, lots.Sum(valued => valued.Lot.Quantity),
        [.. _figures.Select(figure => MarketValue.Of(figure.Market, figure.Currency, lots.ConvertAll(valued => valued.Prices[figure.Market])))], Paid(lots.ConvertAll(valued => valued.Lot)));

    private static IReadOnlyList<PaidSum> Paid(List<Lot> lots) =>
        [.. lots.Where(lot => lot.PricePaid is not null).GroupBy(lot => lot.Currency!, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new PaidSum(g.Key, g.Sum(lot => lot.PricePaid!.Value * lot.Quantity), g.Sum(lot => lot.Quantity), lots.Sum(lot => lot.Quantity)))];

    private sealed record ValuedLot(Lot Lot, KnownCard? Card, IReadOnlyDictionary<string, LotPrice> Prices);
}
