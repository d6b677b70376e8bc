using PokedexTop.Data;

namespace PokedexTop.Ingest.Retention;

/// <summary>Removes rows of bronze by the ids this program gave them.</summary>
internal static class BronzeRemoval
{
    /// <summary>Rows of one transaction: the lock is everybody's.</summary>
    private const int Batch = 500;

    /// <summary>Removes them but for the table's newest: ids are counted on from it, and none is given out twice.</summary>
    public static async Task<long> RemoveAsync(SqlDatabase database, string table, IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        var removed = 0L;
        foreach (var batch in ids.Chunk(Batch))
        {
            await using var write = await database.BeginWriteAsync("bronze", cancellationToken);
            removed += await write.ExecuteAsync($"DELETE FROM {table} WHERE id IN ({string.Join(',', batch)}) AND id < (SELECT MAX(id) FROM {table})", [], cancellationToken);
            await write.CommitAsync(cancellationToken);
        }
        return removed;
    }
}
