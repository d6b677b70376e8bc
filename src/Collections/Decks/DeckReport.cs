using PokedexTop.Collections.Cards;
using PokedexTop.Collections.Values;

namespace PokedexTop.Collections.Decks;

/// <summary>A card, for people.</summary>
public sealed record DeckCard(string CardId, string Name, string? Number, string SetId, string SetName)
{
    internal static DeckCard Of(KnownCard card) => new(card.Id, card.Name, card.Number, card.Set.Id, card.Set.Name);
}

/// <summary>What one market asks for the missing copies of a card, in the finish that is cheapest there.</summary>
/// <param name="Market">The source of the figure.</param>
/// <param name="Currency">Three letters.</param>
/// <param name="Each">One copy.</param>
/// <param name="Amount">All that are missing.</param>
/// <param name="Finish">The cheapest finish, in the market's words.</param>
/// <param name="Field">Which amount of the price block it is.</param>
/// <param name="ObservedOn">The day of the price.</param>
public sealed record DeckCost(string Market, string Currency, decimal Each, decimal Amount, string Finish, string Field, DateOnly ObservedOn);

/// <summary>A line of a deck list against what somebody owns.</summary>
/// <param name="Line">Its number, from 1.</param>
/// <param name="Text">As it was pasted.</param>
/// <param name="Outcome">found, ambiguous, unknown or unread.</param>
/// <param name="Reason">Why it was not found, or what was overlooked to find it.</param>
/// <param name="Card">The card it means.</param>
/// <param name="Candidates">Cards it may mean; of an unknown one those with its name.</param>
/// <param name="Needed">Copies.</param>
/// <param name="Owned">Of those, in whatever finish; a graded copy is none to play with.</param>
/// <param name="Missing">The others.</param>
/// <param name="Costs">What those cost.</param>
public sealed record DeckRow(int Line, string Text, string Outcome, string? Reason, DeckCard? Card, IReadOnlyList<DeckCard> Candidates, int Needed, int Owned, int Missing, IReadOnlyList<DeckCost> Costs);

/// <summary>A deck list against what somebody owns.</summary>
/// <param name="Lines">That name a card, or cannot be read.</param>
/// <param name="Needed">Copies.</param>
/// <param name="Owned">Of those.</param>
/// <param name="Missing">The others, also those of lines that mean no known card.</param>
/// <param name="Costs">What is missing in all, for each market and currency.</param>
public sealed record DeckReport(IReadOnlyList<DeckRow> Lines, int Needed, int Owned, int Missing, IReadOnlyList<MarketValue> Costs)
{
    /// <param name="lines">Each with the card it was found to be.</param>
    /// <param name="owned">Copies to play with, by card.</param>
    /// <param name="newest">The newest prices of the cards.</param>
    internal static DeckReport Of(IEnumerable<(DeckLine Line, CardMatch Match)> lines, IReadOnlyDictionary<string, int> owned, IReadOnlyCollection<KnownPrice> newest)
    {
        var ofCard = newest.Where(price => price.Amount is not null).ToLookup(price => price.CardId, StringComparer.Ordinal);
        // Two lines with one card share its copies.
        var left = owned.ToDictionary(StringComparer.Ordinal);
        var rows = new List<DeckRow>();
        var cheapest = new List<(int Copies, IReadOnlyList<KnownPrice> Prices)>();
        foreach (var (line, match) in lines)
        {
            var have = match.Card is { } card ? Math.Min(line.Copies, left.GetValueOrDefault(card.Id)) : 0;
            if (have > 0)
                left[match.Card!.Id] -= have;
            var missing = line.Copies - have;
            IReadOnlyList<KnownPrice> prices = match.Card is null || missing == 0 ? [] : [.. ofCard[match.Card.Id].GroupBy(price => (price.Market, price.Currency)).OrderBy(g => g.Key).Select(g => g.MinBy(price => price.Amount)!)];
            rows.Add(new DeckRow(line.Number, line.Text, line.Copies == 0 ? "unread" : match.Card is not null ? "found" : match.IsUnknown ? "unknown" : "ambiguous", match.Reason,
                match.Card is null ? null : DeckCard.Of(match.Card), [.. match.Candidates.Select(DeckCard.Of)], line.Copies, have, missing,
                [.. prices.Select(price => new DeckCost(price.Market, price.Currency, price.Amount!.Value, price.Amount.Value * missing, price.Finish, price.Field!, price.ObservedOn))]));
            if (missing > 0)
                cheapest.Add((missing, prices));
        }
        return new DeckReport(rows, rows.Sum(row => row.Needed), rows.Sum(row => row.Owned), rows.Sum(row => row.Missing),
            [.. cheapest.SelectMany(line => line.Prices).Select(price => (price.Market, price.Currency)).Distinct().Order()
                .Select(figure => MarketValue.Of(figure.Market, figure.Currency, cheapest.ConvertAll(line => LotPrice.OfAny(line.Copies, line.Prices.FirstOrDefault(price => (price.Market, price.Currency) == figure)))))]);
    }
}
