using System.Data.Common;
using PokedexTop.Hosting.Data;
using PokedexTop.Hosting.Language;
using PokedexTop.Ingest.Bronze;

namespace PokedexTop.Ingest.Syncs;

/// <summary>How far a run's fetches are.</summary>
public readonly record struct FetchProgress(int Planned, int Fetched, int Failed)
{
    public int Pending => Planned - Fetched - Failed;
}

/// <summary>Reads the rows of <c>bronze_set_fetches</c>: the plan and its backlog.</summary>
public sealed class FetchRows(SqlDatabase database, UnstoredItems unstored)
{
    private const int Named = 5;

    /// <summary>Longer than any pause between tries: a time further ahead comes from a clock that was wrong.</summary>
    private static readonly TimeSpan s_longestPause = TimeSpan.FromHours(25);

    private const string Columns =
        "id, sync_id, feed, source, set_id, query, position, status, complete, expected, received, attempts, next_attempt_at, started_at, finished_at, error";

    public async Task<FetchProgress> ProgressAsync(Guid syncId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command(
            "SELECT COUNT(*), SUM(CASE WHEN status = 'fetched' THEN 1 ELSE 0 END), SUM(CASE WHEN status = 'failed' THEN 1 ELSE 0 END) FROM bronze_set_fetches WHERE sync_id = @sync",
            ("@sync", syncId.ToString()));
        return (await select.ReadAsync(r => new FetchProgress(Number(r, 0), Number(r, 1), Number(r, 2)), cancellationToken))[0];
    }

    /// <summary>Pending fetches whose time has come, in list order.</summary>
    public async Task<List<SetFetch>> DueAsync(Guid syncId, DateTime now, int count, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command(
            database.First($"SELECT {Columns} FROM bronze_set_fetches WHERE sync_id = @sync AND status = 'pending' AND (next_attempt_at <= @now OR next_attempt_at > @never) ORDER BY position", count),
            ("@sync", syncId.ToString()), ("@now", now), ("@never", now + s_longestPause));
        return await select.ReadAsync(Read, cancellationToken);
    }

    /// <summary>Every fetch of a run, without its members.</summary>
    public async Task<List<SetFetch>> AllAsync(Guid syncId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command($"SELECT {Columns} FROM bronze_set_fetches WHERE sync_id = @sync ORDER BY position", ("@sync", syncId.ToString()));
        return await select.ReadAsync(Read, cancellationToken);
    }

    /// <summary>How a run ends of which nothing is pending: what kept it from being completed, worst first.</summary>
    internal async Task<SyncEnd> EndOfAsync(Guid syncId, CancellationToken cancellationToken)
    {
        var fetches = await AllAsync(syncId, cancellationToken);
        var failed = fetches.FindAll(f => f.Status == FetchStatus.Failed);
        var doubtful = fetches.FindAll(f => f.Status == FetchStatus.Fetched && f.Error is not null);
        List<(string Reason, string Text)> problems = [];
        if ((await unstored.CountAsync(syncId, cancellationToken)).Sets is > 0 and var items)
            problems.Add((SyncReason.UnidentifiedItems, $"{English.Count(items, "item")} of the list of sets could not be taken; 'pokedextop rejects list' says why"));
        if (failed.Count > 0)
            problems.Add((failed.Count == fetches.Count ? SyncReason.EverySetFailed : SyncReason.SetsFailed, $"{failed.Count} of {English.Count(fetches.Count, "set")} failed; the first: {failed[0].SetId ?? "the query"}: {failed[0].Error}"));
        if (doubtful.Count > 0)
            problems.Add((SyncReason.UnidentifiedItems, $"Fetched, but not complete: {string.Join("; ", doubtful.Take(Named).Select(f => $"{f.SetId ?? "the query"}: {f.Error}"))}{(doubtful.Count > Named ? $"; and {doubtful.Count - Named} more" : "")}"));
        return problems.Count == 0 ? SyncEnd.Completed : new SyncEnd(
            fetches.Exists(f => f.Status == FetchStatus.Fetched) ? SyncStatus.Partial : SyncStatus.Failed,
            problems[0].Reason, string.Join(". ", problems.Select(p => p.Text)));
    }

    internal async Task<List<(long FetchId, List<(string Id, long BronzeId)> Members)>> MembersAsync(Guid syncId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command("SELECT id, members FROM bronze_set_fetches WHERE sync_id = @sync AND members IS NOT NULL ORDER BY position", ("@sync", syncId.ToString()));
        return await select.ReadAsync(r => (r.GetInt64(0), SyncMembers.Read(r.GetString(1))), cancellationToken);
    }

    private static int Number(DbDataReader row, int column) =>
        row.IsDBNull(column) ? 0 : Convert.ToInt32(row.GetValue(column), System.Globalization.CultureInfo.InvariantCulture);

    private static SetFetch Read(DbDataReader row) => new()
    {
        Id = row.GetInt64(0),
        SyncId = Guid.Parse(row.GetString(1)),
        Feed = row.GetString(2),
        Source = row.GetString(3),
        SetId = row.TextOrNull(4),
        Query = row.TextOrNull(5),
        Position = row.GetInt32(6),
        Status = row.GetString(7),
        Complete = row.GetBoolean(8),
        Expected = row.IntOrNull(9),
        Received = row.IntOrNull(10),
        Attempts = row.GetInt32(11),
        NextAttemptAt = row.UtcOrNull(12),
        StartedAt = row.UtcOrNull(13),
        FinishedAt = row.UtcOrNull(14),
        Error = row.TextOrNull(15),
    };
}
