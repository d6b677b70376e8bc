using PokedexTop.Catalogue;
using PokedexTop.Collections.Cards;
using PokedexTop.Collections.Gold;

namespace PokedexTop.Collections.Values;

/// <summary>What one market pays for a copy of a lot, or why that cannot be told; pure.</summary>
/// <param name="Copies">Of the lot.</param>
/// <param name="Block">What the market says of its finish; null where that is nothing.</param>
/// <param name="Reason">Why there is no price.</param>
internal sealed record LotPrice(int Copies, KnownPrice? Block, string? Reason)
{
    private const string Normal = "normal";
    private const string Reverse = "reverseHolofoil";

    /// <summary>Null where there is none.</summary>
    public KnownPrice? Price => Block is { Amount: not null } ? Block : null;

    /// <param name="lot">The lot.</param>
    /// <param name="card">The card it is of now; null where the catalogue has none.</param>
    /// <param name="market">The market.</param>
    /// <param name="newest">Its newest prices of that card, one a finish.</param>
    public static LotPrice Of(Lot lot, KnownCard? card, string market, IReadOnlyList<KnownPrice> newest)
    {
        LotPrice None(string reason) => new(lot.Quantity, null, reason);
        // Markets' blocks are of raw cards: a slab sells for something else.
        if (IsGraded(lot))
            return None("graded");
        // The feeds' prices are those of the English print.
        if (lot.Language is not (null or "en"))
            return None("language");
        if (card is null)
            return None("unknown-card");
        if (newest.Count == 0)
            return None("no-price");
        if (FinishOf(lot, card, newest) is not { } finish)
            return None("finish-unknown");
        if (market == Markets.Cardmarket && !IsToldApart(finish, card))
            return None("finishes-not-told-apart");
        var block = market == Markets.Cardmarket && finish != Reverse ? Normal : finish;
        return newest.FirstOrDefault(price => FinishWords.Of(price.Finish) == block) switch
        {
            null => None("no-price-of-finish"),
            { Amount: null } empty => new LotPrice(lot.Quantity, empty, "no-amount"),
            var price => new LotPrice(lot.Quantity, price, null),
        };
    }

    /// <summary>For copies of a card in whatever finish.</summary>
    public static LotPrice OfAny(int copies, KnownPrice? price) => new(copies, price, price is null ? "no-price" : null);

    public static bool IsGraded(Lot lot) => (lot.GradeCompany ?? lot.Grade ?? lot.Certificate) is not null;

    /// <summary>A lot that does not say its finish is of the only one there is; of cards whose finishes nobody lists, of the only one with a price.</summary>
    private static string? FinishOf(Lot lot, KnownCard card, IReadOnlyList<KnownPrice> newest) =>
        lot.Finish ?? (card.Finishes, newest) switch
        {
            ([var only], _) => only,
            ([], [var only]) => FinishWords.Of(only.Finish),
            _ => null,
        };

    /// <summary>
    /// Cardmarket's block says "normal" of whatever is not a reverse holo. So that is the price of a holofoil whose card has no other
    /// such finish; where it has, as first editions have, nobody can say whose price it is.
    /// </summary>
    private static bool IsToldApart(string finish, KnownCard card)
    {
        if (finish == Reverse)
            return true;
        var known = card.Finishes.Union(card.Priced, StringComparer.Ordinal).Where(other => other != Reverse).ToList();
        return known.Count == 0 ? finish == Normal : known.TrueForAll(other => other == finish);
    }
}
