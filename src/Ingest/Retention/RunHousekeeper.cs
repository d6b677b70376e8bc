using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Hosting;
using PokedexTop.Ingest.Bronze;

namespace PokedexTop.Ingest.Retention;

/// <summary>
/// Removes old finished runs with what they fetched, whole or not at all. A run stays that brought a version or a reject, that is among
/// the latest of its kind, or whose fetch of some set is among the latest: what is retired, and what moved, is found from those.
/// </summary>
internal sealed class RunHousekeeper(SqlDatabase database, RetentionOptions retention, TimeProvider time) : IHousekeeper
{
    /// <summary>Of each set, and of each kind of run. Normalize looks back as far where cards moved.</summary>
    private const int Latest = 20;

    public string What => "sync runs";

    public async Task<long> RemoveAsync(CancellationToken cancellationToken)
    {
        if (retention.Runs == 0)
            return 0;
        var old = await OldAsync(RetentionOptions.Before(time.UtcNow(), retention.Runs), cancellationToken);
        var removed = 0L;
        foreach (var run in old)
        {
            await using var write = await database.BeginWriteAsync("bronze", cancellationToken);
            await write.ExecuteAsync("DELETE FROM bronze_set_fetches WHERE sync_id = @sync", [("@sync", run)], cancellationToken);
            removed += await write.ExecuteAsync("DELETE FROM bronze_sync_runs WHERE sync_id = @sync", [("@sync", run)], cancellationToken);
            await write.CommitAsync(cancellationToken);
        }
        return removed;
    }

    private async Task<IReadOnlyCollection<string>> OldAsync(DateTime before, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command("SELECT sync_id, feed, source, scope, status, requested_at FROM bronze_sync_runs ORDER BY requested_at DESC");
        var runs = await select.ReadAsync(r => (Id: r.GetString(0), Kind: (r.TextOrNull(1), r.TextOrNull(2), r.GetString(3), r.GetString(4)), Status: r.GetString(4), At: r.GetDateTime(5)), cancellationToken);
        var old = runs.GroupBy(run => run.Kind).SelectMany(kind => kind.Skip(Latest)).Where(run => run.At < before && SyncStatus.IsFinished(run.Status)).Select(run => run.Id).ToHashSet(StringComparer.Ordinal);
        if (old.Count == 0)
            return [];
        foreach (var table in new[] { "bronze_tcg_cards", "bronze_tcg_sets", "bronze_rejects" })
        {
            await using var brought = connection.Command($"SELECT DISTINCT sync_id FROM {table} WHERE sync_id IS NOT NULL");
            old.ExceptWith(await brought.ReadAsync(r => r.GetString(0), cancellationToken));
        }
        await using var all = connection.Command("SELECT sync_id, feed, set_id, query, complete FROM bronze_set_fetches ORDER BY id DESC");
        var fetches = await all.ReadAsync(r => (SyncId: r.GetString(0), Of: (r.GetString(1), r.TextOrNull(2), r.TextOrNull(3)), Complete: r.GetBoolean(4)), cancellationToken);
        foreach (var of in fetches.GroupBy(fetch => fetch.Of))
        {
            old.ExceptWith(of.Take(Latest).Select(fetch => fetch.SyncId));
            old.ExceptWith(of.Where(fetch => fetch.Complete).Take(Latest).Select(fetch => fetch.SyncId));
        }
        return old;
    }
}
