using PokedexTop.Data;
using PokedexTop.Ingest.Bronze;

namespace PokedexTop.Ingest.Syncs;

/// <summary>What a run brought, as its rows tell it.</summary>
/// <param name="Seen">Cards received, and items received in their place that could not be stored as one.</param>
/// <param name="New">Cards of which this run stored the first version.</param>
/// <param name="Changed">Cards of which it stored a later one.</param>
/// <param name="Unstored">Items that could not be stored as a card.</param>
public readonly record struct CardCounts(int Seen, int New, int Changed, int Unstored)
{
    public int Unchanged => Math.Max(0, Seen - New - Changed - Unstored);
}

/// <summary>Counts a run's cards from the tables.</summary>
public sealed class SyncCounts(SqlDatabase database, UnstoredItems unstored)
{
    public async Task<CardCounts> OfAsync(Guid syncId, CancellationToken cancellationToken)
    {
        var (_, rejected) = await unstored.CountAsync(syncId, cancellationToken);
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command(
            """
            SELECT (SELECT COALESCE(SUM(received), 0) FROM bronze_set_fetches WHERE sync_id = @sync),
                (SELECT COUNT(DISTINCT card_id) FROM bronze_tcg_cards WHERE sync_id = @sync AND version = 1),
                (SELECT COUNT(DISTINCT card_id) FROM bronze_tcg_cards WHERE sync_id = @sync AND version > 1)
            """, ("@sync", syncId.ToString()));
        return (await select.ReadAsync(r => new CardCounts((int)r.Count(0) + rejected, (int)r.Count(1), (int)r.Count(2), rejected), cancellationToken))[0];
    }
}
