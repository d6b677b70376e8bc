using PokedexTop.Data;

namespace PokedexTop.Ingest.Bronze;

/// <summary>A run this process fetches, and the fencing token that says so. Every write of the run checks it.</summary>
/// <param name="Duration">How long the process keeps the run when it goes silent.</param>
internal sealed record RunLease(Guid SyncId, string Feed, string Source, bool Force, long Token, TimeSpan Duration)
{
    /// <summary>Whether cards were asked for by their ids: then the traces of all it brings are kept.</summary>
    public bool ByCard { get; init; }

    /// <summary>Renews the lease inside a write transaction, or ends the transaction's work.</summary>
    /// <exception cref="LeaseLostException">Another process holds the run, or it was cancelled.</exception>
    public async Task FenceAsync(WriteTransaction write, TimeProvider time, CancellationToken cancellationToken)
    {
        var renewed = await write.ExecuteAsync(
            "UPDATE bronze_sync_runs SET lease_until = @until WHERE sync_id = @sync AND lease_token = @token AND status = 'running'",
            [("@until", time.UtcNow() + Duration), ("@sync", SyncId.ToString()), ("@token", Token)], cancellationToken);
        if (renewed == 0)
            throw new LeaseLostException(SyncId);
    }
}

/// <summary>The run was taken by another process or cancelled: whoever had its lease stops, and nothing of the write remains.</summary>
internal sealed class LeaseLostException(Guid syncId) : Exception($"Sync {syncId} is no longer this process's: it was cancelled or taken over.");
