using PokedexTop.Collections.Gold;
using PokedexTop.Collections.Telemetry;
using PokedexTop.Data;

namespace PokedexTop.Collections;

/// <summary>
/// Collections' work: lots follow their card to the one it became. The backlog is found from silver's side, since cards that became
/// others are few, and users may have millions of lots.
/// </summary>
internal sealed class CollectionsWork(SqlDatabase database, TimeProvider time)
{
    private const int Page = 500;

    /// <summary>Works off the whole backlog.</summary>
    /// <returns>Lots that followed.</returns>
    public async Task<int> DrainAsync(CancellationToken cancellationToken)
    {
        var became = await BecameAsync(cancellationToken);
        var moved = 0;
        foreach (var page in became.Keys.Chunk(Page))
        {
            if (await CountAsync(page, cancellationToken) > 0)
                moved += await FollowAsync(page, became, cancellationToken);
        }
        CollectionsTelemetry.Moved.Add(moved);
        return moved;
    }

    /// <summary>Lots whose card became another and that have not followed it yet.</summary>
    public async Task<long> CountAsync(CancellationToken cancellationToken)
    {
        var count = 0L;
        foreach (var page in (await BecameAsync(cancellationToken)).Keys.Chunk(Page))
            count += await CountAsync(page, cancellationToken);
        return count;
    }

    private async Task<Dictionary<string, string>> BecameAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command("SELECT card_id, merged_into FROM silver_tcg_cards WHERE merged_into IS NOT NULL");
        return (await select.ReadAsync(r => (Id: r.GetString(0), Into: r.GetString(1)), cancellationToken)).ToDictionary(c => c.Id, c => c.Into, StringComparer.Ordinal);
    }

    private async Task<long> CountAsync(string[] cardIds, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command($"SELECT COUNT(*) FROM gold_user_collections WHERE {database.IsOneOf("card_id", "@ids")}", ("@ids", database.TextList(cardIds)));
        return await select.CountAsync(cancellationToken);
    }

    private async Task<int> FollowAsync(string[] cardIds, Dictionary<string, string> became, CancellationToken cancellationToken)
    {
        await using var write = await database.BeginWriteAsync(GoldTables.Layer, cancellationToken);
        await using var select = write.Command($"{GoldTables.Lots.Select} WHERE {database.IsOneOf("card_id", "@ids")}", ("@ids", database.TextList(cardIds)));
        var lots = await select.ReadAsync(GoldTables.Lots.Read, cancellationToken);
        var now = time.UtcNow();
        foreach (var lot in lots)
        {
            // The card that its owner named stays known, over however many steps.
            (lot.MovedFrom, lot.MovedAt) = (lot.MovedFrom ?? lot.CardId, now);
            (lot.CardId, lot.Version, lot.UpdatedAt) = (LastOf(lot.CardId, became), lot.Version + 1, now);
        }
        await database.UpsertAsync(write, GoldTables.Lots, lots, cancellationToken);
        await write.CommitAsync(cancellationToken);
        return lots.Count;
    }

    private static string LastOf(string cardId, Dictionary<string, string> became)
    {
        var last = cardId;
        // Silver points past those in between; the bound is for rows that somebody wrote by hand.
        for (var steps = 0; steps < 16 && became.TryGetValue(last, out var next); steps++)
            last = next;
        return last;
    }
}
