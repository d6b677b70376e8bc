using PokedexTop.Collections.Cards;
using PokedexTop.Collections.Gold;
using PokedexTop.Collections.Lots;
using PokedexTop.Data;

namespace PokedexTop.Collections.Completion;

/// <summary>What wishing for all that is missing of a set came to.</summary>
/// <param name="Added">The new lots of the wishlist.</param>
/// <param name="Wished">Missing cards or finishes that were wished for already.</param>
/// <param name="Left">Those that the same request adds next.</param>
public sealed record FilledWishlist(IReadOnlyList<Lot> Added, int Wished, int Left);

/// <summary>Wishes for what is missing of a set. A repeat adds nothing.</summary>
public sealed class WishlistFilling(SqlDatabase database, CollectedCatalogue catalogue, TimeProvider time)
{
    /// <summary>Lots that are made at once.</summary>
    public const int Most = 1_000;

    /// <summary>Null where there is no such set.</summary>
    /// <param name="userId">Who wishes.</param>
    /// <param name="setId">The set.</param>
    /// <param name="scope">printed, all or master: that one wishes for each missing finish.</param>
    /// <param name="cancellationToken">Nothing is added then.</param>
    public async Task<FilledWishlist?> FillAsync(string userId, string setId, string scope, CancellationToken cancellationToken)
    {
        var known = await catalogue.ReadAsync(cancellationToken);
        // Decided under the lock: two requests at once wish for a card once.
        await using var write = await database.BeginWriteAsync(GoldTables.Layer, cancellationToken);
        var held = (await UserLots.AllAsync(write, userId, cancellationToken)).ToLookup(lot => lot.List, lot => new Copies(lot.CardId, lot.Finish, lot.Quantity), StringComparer.Ordinal);
        if (new CompletionReport(known, held[LotWords.Owned]).Missing(setId, scope, []) is not { } missing)
            return null;
        var wishes = held[LotWords.Wishlist].ToLookup(copies => known.Current(copies.CardId)?.Id ?? copies.CardId, copies => copies.Finish, StringComparer.Ordinal);
        var wanted = missing.SelectMany(card => scope == "master" ? ByFinish(card) : [(Card: card, Finish: null)]).ToList();
        bool IsWished((MissingCard Card, string? Finish) wish) => scope == "master"
            ? wishes[wish.Card.CardId].Any(finish => finish == wish.Finish || (finish is null && known.Find(wish.Card.CardId)!.Finishes.Count == 1))
            : wishes.Contains(wish.Card.CardId);
        var open = wanted.FindAll(wish => !IsWished(wish));
        var now = time.UtcNow();
        var added = open.Take(Most).Select((wish, place) =>
        {
            var lot = UserLots.New(userId, now, place);
            (lot.CardId, lot.Finish, lot.List, lot.Source) = (wish.Card.CardId, wish.Finish, LotWords.Wishlist, $"missing of {setId}");
            return lot;
        }).ToList();
        await database.UpsertAsync(write, GoldTables.Lots, added, cancellationToken);
        await write.CommitAsync(cancellationToken);
        return new FilledWishlist(added, wanted.Count - open.Count, open.Count - added.Count);
    }

    /// <summary>A card of which no finish is known is wished for as it is.</summary>
    private static IEnumerable<(MissingCard Card, string? Finish)> ByFinish(MissingCard card) =>
        card.Finishes.Count == 0 ? [(card, null)] : card.Finishes.Select(finish => (card, (string?)finish));
}
