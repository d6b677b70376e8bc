using PokedexTop.Data;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Sources;

namespace PokedexTop.Ingest.Syncs;

/// <summary>What a caller asks for.</summary>
/// <param name="Feed">The feed of the source asked for; null for the workers' own.</param>
/// <param name="Source">The bare source name asked for; null for the workers' own.</param>
public sealed record SyncRequest(SyncScope Scope, string? Feed, string? Source, bool Force, string RequestedBy)
{
    /// <summary>The id of its row, where it joins no other.</summary>
    public Guid SyncId { get; } = Guid.CreateVersion7();

    /// <summary>From the source that is selected; from whichever serves, where several stand in for each other.</summary>
    public static SyncRequest Of(SyncScope scope, SourceSelection selection, bool force, string requestedBy) =>
        selection.Order.Count > 0 ? new(scope, null, null, force, requestedBy) : new(scope, selection.Feed, selection.Name, force, requestedBy);
}

/// <summary>Requests, lists and cancels syncs. The rows are the commands: any process may write one, Ingest carries it out.</summary>
public sealed class SyncRuns(SqlDatabase database, TimeProvider time)
{
    /// <summary>The condition that a run may be taken: nobody has, or whoever had it went silent.</summary>
    private const string IsFree = "(status = 'requested' OR (status = 'running' AND (lease_until IS NULL OR lease_until < @now)))";

    /// <summary>Joins an unfinished run of the same scope, source and force, else inserts a requested one.</summary>
    /// <returns>The run's id, and whether it was there already.</returns>
    public async Task<(Guid SyncId, bool Joined)> RequestAsync(SyncRequest request, CancellationToken cancellationToken)
    {
        await using var write = await database.BeginWriteAsync("bronze", cancellationToken);
        return await RequestAsync(write, request, cancellationToken);
    }

    /// <summary>The same, unless a sync of the feed ever came to its end: asked under one lock, since a resumed run may just be ending.</summary>
    /// <returns>The run's id; null where there is nothing to do.</returns>
    public async Task<Guid?> RequestFirstAsync(SyncRequest request, string feed, CancellationToken cancellationToken)
    {
        await using var write = await database.BeginWriteAsync("bronze", cancellationToken);
        await using var done = write.Command("SELECT COUNT(*) FROM bronze_sync_runs WHERE feed = @feed AND status IN ('completed', 'partial')", ("@feed", feed));
        return await done.CountAsync(cancellationToken) > 0 ? null : (await RequestAsync(write, request, cancellationToken)).SyncId;
    }

    private async Task<(Guid SyncId, bool Joined)> RequestAsync(WriteTransaction write, SyncRequest request, CancellationToken cancellationToken)
    {
        var scope = request.Scope.ToJson();
        await using var same = write.Command(
            $"""
            {BronzeTables.SyncRuns.Select} WHERE status IN ('requested', 'running') AND scope = @scope AND force = @force
            AND (source = @source OR source IS NULL OR @source IS NULL) ORDER BY requested_at
            """,
            ("@scope", scope), ("@force", request.Force), ("@source", request.Source ?? (object?)DBNull.Value));
        if ((await same.ReadAsync(BronzeTables.SyncRuns.Read, cancellationToken)).FirstOrDefault() is { } run)
            return (run.SyncId, true);
        var requested = new SyncRun
        {
            SyncId = request.SyncId,
            Scope = scope,
            Feed = request.Feed,
            Source = request.Source,
            Force = request.Force,
            Status = SyncStatus.Requested,
            RequestedBy = request.RequestedBy,
            RequestedAt = time.UtcNow(),
        };
        await database.InsertAsync(write, BronzeTables.SyncRuns, [requested], cancellationToken);
        await write.CommitAsync(cancellationToken);
        return (requested.SyncId, false);
    }

    public async Task<SyncRun?> FindAsync(Guid syncId, CancellationToken cancellationToken) =>
        (await SelectAsync("WHERE sync_id = @sync", [("@sync", syncId.ToString())], cancellationToken)).FirstOrDefault();

    /// <summary>The syncs that follow one by themselves, oldest first; all of them are there when it has ended.</summary>
    public Task<List<SyncRun>> FollowingAsync(Guid syncId, CancellationToken cancellationToken) =>
        SelectAsync("WHERE requested_by = @after ORDER BY requested_at", [("@after", SyncRun.After(syncId))], cancellationToken);

    /// <summary>Requested and running syncs, oldest first.</summary>
    public Task<List<SyncRun>> UnfinishedAsync(CancellationToken cancellationToken) =>
        SelectAsync("WHERE status IN ('requested', 'running') ORDER BY requested_at", [], cancellationToken);

    /// <summary>The newest syncs, newest first.</summary>
    public async Task<List<SyncRun>> LatestAsync(int count, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command(database.First($"{BronzeTables.SyncRuns.Select} ORDER BY requested_at DESC", count));
        return await select.ReadAsync(BronzeTables.SyncRuns.Read, cancellationToken);
    }

    /// <summary>Why the first failed call of a sync failed; null while none did.</summary>
    public async Task<string?> FirstFailedCallAsync(Guid syncId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command(
            database.First("SELECT error FROM bronze_api_calls WHERE sync_id = @sync AND outcome = 'failed' ORDER BY id", 1), ("@sync", syncId.ToString()));
        return (await select.ReadAsync(r => r.TextOrNull(0), cancellationToken)).FirstOrDefault();
    }

    /// <summary>Ends a sync that is not finished; its worker stops at its next write.</summary>
    /// <returns>Whether there was something to cancel.</returns>
    public async Task<bool> CancelAsync(Guid syncId, CancellationToken cancellationToken)
    {
        await using var write = await database.BeginWriteAsync("bronze", cancellationToken);
        var ended = await EndAsync(write, syncId, new SyncEnd(SyncStatus.Cancelled, SyncReason.Cancelled, "cancelled on request"), "status IN ('requested', 'running')", cancellationToken);
        await write.CommitAsync(cancellationToken);
        return ended;
    }

    /// <summary>Ends the run this process holds.</summary>
    /// <exception cref="LeaseLostException">It is no longer this process's to end.</exception>
    internal async Task EndAsync(RunLease lease, SyncEnd end, CancellationToken cancellationToken)
    {
        await using var write = await database.BeginWriteAsync("bronze", cancellationToken);
        await lease.FenceAsync(write, time, cancellationToken);
        await EndAsync(write, lease.SyncId, end, "status = 'running'", cancellationToken);
        await write.CommitAsync(cancellationToken);
    }

    /// <summary>Fails a run that nobody holds: one that nobody took, or whose worker is gone.</summary>
    /// <returns>Whether there was something to fail.</returns>
    internal async Task<bool> FailUnheldAsync(Guid syncId, string reason, string error, CancellationToken cancellationToken)
    {
        await using var write = await database.BeginWriteAsync("bronze", cancellationToken);
        var ended = await EndAsync(write, syncId, SyncEnd.Failed(reason, error), IsFree, cancellationToken);
        await write.CommitAsync(cancellationToken);
        return ended;
    }

    private async Task<bool> EndAsync(WriteTransaction write, Guid syncId, SyncEnd end, string condition, CancellationToken cancellationToken)
    {
        var now = time.UtcNow();
        return await write.ExecuteAsync(
            $"UPDATE bronze_sync_runs SET status = @status, reason = @reason, error = @error, finished_at = @now, lease_owner = NULL, lease_until = NULL WHERE sync_id = @sync AND {condition}",
            [("@status", end.Status), ("@reason", end.Reason), ("@error", end.Error), ("@now", now), ("@sync", syncId.ToString())], cancellationToken) > 0;
    }

    /// <summary>Takes a run for this process if its feed is free and nobody else holds it.</summary>
    internal async Task<RunLease?> TryTakeAsync(SyncRun run, string feed, string source, string owner, TimeSpan duration, CancellationToken cancellationToken)
    {
        var now = time.UtcNow();
        await using var write = await database.BeginWriteAsync("bronze", cancellationToken);
        // A run that nobody works on any more keeps its place in the queue, not its feed.
        await write.ExecuteAsync(
            $"UPDATE bronze_sync_runs SET status = 'requested', lease_owner = NULL, lease_until = NULL WHERE feed = @feed AND status = 'running' AND sync_id <> @sync AND {IsFree}",
            [("@feed", feed), ("@now", now), ("@sync", run.SyncId.ToString())], cancellationToken);
        // Under the layer's lock two processes cannot both see the feed free; the unique index would stop them even so.
        var taken = await write.ExecuteAsync(
            $"""
            UPDATE bronze_sync_runs SET status = 'running', feed = @feed, source = @source, lease_owner = @owner, lease_token = lease_token + 1,
                lease_until = @until, started_at = COALESCE(started_at, @now)
            WHERE sync_id = @sync AND {IsFree}
            AND NOT EXISTS (SELECT 1 FROM bronze_sync_runs other WHERE other.feed = @feed AND other.status = 'running' AND other.sync_id <> @sync)
            """,
            [("@feed", feed), ("@source", source), ("@owner", owner), ("@until", now + duration), ("@now", now), ("@sync", run.SyncId.ToString())], cancellationToken);
        if (taken == 0)
        {
            await write.CommitAsync(cancellationToken);
            return null;
        }
        await using var token = write.Command("SELECT lease_token FROM bronze_sync_runs WHERE sync_id = @sync", ("@sync", run.SyncId.ToString()));
        var lease = new RunLease(run.SyncId, feed, source, run.Force, await token.CountAsync(cancellationToken), duration)
        {
            ByCard = SyncScope.Parse(run.Scope).Cards.Count > 0,
        };
        await write.CommitAsync(cancellationToken);
        return lease;
    }

    /// <summary>Extends a lease while a long call is under way.</summary>
    internal async Task RenewAsync(RunLease lease, CancellationToken cancellationToken)
    {
        await using var write = await database.BeginWriteAsync("bronze", cancellationToken);
        await lease.FenceAsync(write, time, cancellationToken);
        await write.CommitAsync(cancellationToken);
    }

    /// <summary>Gives a run back unfinished, so that the next process need not wait for the lease to run out.</summary>
    internal async Task ReleaseAsync(RunLease lease, CancellationToken cancellationToken)
    {
        await using var write = await database.BeginWriteAsync("bronze", cancellationToken);
        await write.ExecuteAsync(
            "UPDATE bronze_sync_runs SET lease_owner = NULL, lease_until = NULL WHERE sync_id = @sync AND lease_token = @token AND status = 'running'",
            [("@sync", lease.SyncId.ToString()), ("@token", lease.Token)], cancellationToken);
        await write.CommitAsync(cancellationToken);
    }

    /// <summary>Ends leases a killed process left behind. Only for the holder of the data folder's lock.</summary>
    public async Task EndAbandonedLeasesAsync(CancellationToken cancellationToken)
    {
        await using var write = await database.BeginWriteAsync("bronze", cancellationToken);
        await write.ExecuteAsync("UPDATE bronze_sync_runs SET lease_owner = NULL, lease_until = NULL WHERE status = 'running'", [], cancellationToken);
        await write.CommitAsync(cancellationToken);
    }

    private async Task<List<SyncRun>> SelectAsync(string where, (string, object?)[] parameters, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command($"{BronzeTables.SyncRuns.Select} {where}", parameters);
        return await select.ReadAsync(BronzeTables.SyncRuns.Read, cancellationToken);
    }
}
