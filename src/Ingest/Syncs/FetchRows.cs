using PokedexTop.Data;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Sources;
using PokedexTop.Language;

namespace PokedexTop.Ingest.Syncs;

/// <summary>How far a run's fetches are.</summary>
/// <param name="Attempted">Of all, those that were tried at least once.</param>
public readonly record struct FetchProgress(int Planned, int Fetched, int Failed, int Attempted = 0)
{
    public int Pending => Planned - Fetched - Failed;
}

/// <summary>Reads the rows of <c>bronze_set_fetches</c>: the plan and its backlog.</summary>
public sealed class FetchRows(SqlDatabase database)
{
    /// <summary>Longer than any pause between tries: a time further ahead comes from a clock that was wrong.</summary>
    private static readonly TimeSpan s_longestPause = TimeSpan.FromHours(25);

    public async Task<FetchProgress> ProgressAsync(Guid syncId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command(
            "SELECT COUNT(*), SUM(CASE WHEN status = 'fetched' THEN 1 ELSE 0 END), SUM(CASE WHEN status = 'failed' THEN 1 ELSE 0 END), SUM(CASE WHEN attempts > 0 THEN 1 ELSE 0 END) FROM bronze_set_fetches WHERE sync_id = @sync",
            ("@sync", syncId.ToString()));
        return (await select.ReadAsync(r => new FetchProgress((int)r.Count(0), (int)r.Count(1), (int)r.Count(2), (int)r.Count(3)), cancellationToken))[0];
    }

    /// <summary>Pending fetches whose time has come, in list order.</summary>
    public async Task<List<SetFetch>> DueAsync(Guid syncId, DateTime now, int count, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command(
            database.First($"{BronzeTables.SetFetches.Select} WHERE sync_id = @sync AND status = 'pending' AND (next_attempt_at <= @now OR next_attempt_at > @never) ORDER BY position", count),
            ("@sync", syncId.ToString()), ("@now", now), ("@never", now + s_longestPause));
        return await select.ReadAsync(BronzeTables.SetFetches.Read, cancellationToken);
    }

    /// <summary>Every fetch of a run, without its members.</summary>
    public async Task<List<SetFetch>> AllAsync(Guid syncId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command($"{BronzeTables.SetFetches.Select} WHERE sync_id = @sync ORDER BY position", ("@sync", syncId.ToString()));
        return await select.ReadAsync(BronzeTables.SetFetches.Read, cancellationToken);
    }

    internal async Task<List<(long FetchId, List<(string Id, long BronzeId)> Members)>> MembersAsync(Guid syncId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command("SELECT id, members FROM bronze_set_fetches WHERE sync_id = @sync AND members IS NOT NULL ORDER BY position", ("@sync", syncId.ToString()));
        return await select.ReadAsync(r => (r.GetInt64(0), SyncMembers.Read(r.GetString(1))), cancellationToken);
    }

    /// <summary>What the last complete fetches of the sets a run has still to fetch gave, as far as the same bytes would give it again.</summary>
    internal async Task<Dictionary<string, KnownSet>> KnownAsync(RunLease lease, CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, KnownSet>(StringComparer.Ordinal);
        if (lease.Force)
            return known;
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command(
            """
            SELECT p.set_id, f.content_hash, f.members FROM bronze_set_fetches p
            JOIN bronze_set_fetches f ON f.id = (SELECT MAX(c.id) FROM bronze_set_fetches c WHERE c.feed = p.feed AND c.set_id = p.set_id AND c.complete = @yes)
            WHERE p.sync_id = @sync AND p.status = 'pending' AND f.content_hash IS NOT NULL
            """, ("@sync", lease.SyncId.ToString()), ("@yes", true));
        foreach (var (setId, hash, members) in await select.ReadAsync(r => (r.GetString(0), r.GetString(1), SyncMembers.Read(r.GetString(2))), cancellationToken))
            known[setId] = new KnownSet(hash, members);
        if (known.Count == 0)
            return known;
        // A version that came since, by a query or in another set, would be followed by the one of these bytes again.
        await using var later = connection.Command("SELECT card_id, MAX(id) FROM bronze_tcg_cards WHERE feed = @feed AND version > 1 GROUP BY card_id", ("@feed", lease.Feed));
        var latest = (await later.ReadAsync(r => (Id: r.GetString(0), BronzeId: r.GetInt64(1)), cancellationToken)).ToDictionary(v => v.Id, v => v.BronzeId, StringComparer.Ordinal);
        foreach (var (setId, set) in known)
        {
            if (set.Members.Any(m => latest.GetValueOrDefault(m.Id, m.BronzeId) != m.BronzeId))
                known.Remove(setId);
        }
        return known;
    }
}
