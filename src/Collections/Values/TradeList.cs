using PokedexTop.Collections.Cards;
using PokedexTop.Collections.Gold;
using PokedexTop.Collections.Lots;

namespace PokedexTop.Collections.Values;

/// <summary>The copies that somebody can give away; pure.</summary>
internal static class TradeList
{
    /// <summary>What is owned beyond some copies of each card and finish, by lot, in the order of sets and numbers. The best are kept; graded copies are out of it.</summary>
    public static IReadOnlyList<Lot> Of(KnownCatalogue catalogue, IEnumerable<Lot> owned, int keep) =>
        [.. owned.Where(lot => !LotPrice.IsGraded(lot)).GroupBy(lot => (Card: catalogue.Current(lot.CardId)?.Id ?? lot.CardId, lot.Finish)).SelectMany(copies => Spare(copies, keep))
            .Select(lot => (Lot: lot, Card: catalogue.Current(lot.CardId))).OrderBy(l => l.Card?.Set.ReleaseDate ?? DateOnly.MaxValue).ThenBy(l => l.Card?.Set.Id, StringComparer.Ordinal)
            .ThenBy(l => l.Card?.NumberSort, StringComparer.Ordinal).ThenBy(l => l.Lot.CardId, StringComparer.Ordinal).ThenBy(l => l.Lot.Finish, StringComparer.Ordinal).Select(l => l.Lot)];

    private static IEnumerable<Lot> Spare(IEnumerable<Lot> copies, int keep)
    {
        foreach (var lot in copies.OrderBy(Rank).ThenBy(lot => lot.Id))
        {
            var kept = Math.Min(keep, lot.Quantity);
            keep -= kept;
            if (lot.Quantity == kept)
                continue;
            var spare = lot.Copy();
            spare.Quantity -= kept;
            yield return spare;
        }
    }

    /// <summary>Best first; of what nobody said nothing is known.</summary>
    private static int Rank(Lot lot) => lot.Condition is null ? LotWords.Conditions.Count : LotWords.Conditions.ToList().IndexOf(lot.Condition);
}
