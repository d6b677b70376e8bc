using PokedexTop.Data;

namespace PokedexTop.Ingest.Bronze;

/// <summary>
/// Notices sets that had cards and of which a source now gives none. Sources have answered "nothing" for weeks for sets that exist,
/// so such an answer says nothing about the cards until a person accepts it.
/// </summary>
internal sealed class EmptiedSets(SqlDatabase database)
{
    /// <summary>How many cards the set had by the last fetch that tells; 0 where it had none, or where a person accepted that it has none.</summary>
    /// <param name="write">The transaction that stores the answer.</param>
    /// <param name="fetch">The fetch whose answer holds no card.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<int> CardsBeforeAsync(WriteTransaction write, SetFetch fetch, CancellationToken cancellationToken)
    {
        await using var last = write.Command(
            database.First("SELECT received FROM bronze_set_fetches WHERE feed = @feed AND set_id = @set AND id <> @id AND (complete = @yes OR received > 0) ORDER BY id DESC", 1),
            ("@feed", fetch.Feed), ("@set", fetch.SetId), ("@id", fetch.Id), ("@yes", true));
        if ((await last.ReadAsync(r => r.IntOrNull(0), cancellationToken)) is [var received])
            return received ?? 0;
        // Its cards may have been asked for one by one. Reached only for a set that was never fetched with cards.
        await using var cards = write.Command("SELECT COUNT(*) FROM bronze_tcg_cards WHERE feed = @feed AND set_id = @set AND version = 1", ("@feed", fetch.Feed), ("@set", fetch.SetId));
        return (int)await cards.CountAsync(cancellationToken);
    }

    /// <summary>What the fetch's row says of it, for a person.</summary>
    public static string Describe(string setId, int before) =>
        $"the source gives no card of it, where it had {before}; nothing is retired. If they are really gone: 'pokedextop sync --set {setId} --force'";
}
