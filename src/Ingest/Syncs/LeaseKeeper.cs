using PokedexTop.Ingest.Bronze;

namespace PokedexTop.Ingest.Syncs;

/// <summary>Renews a lease while calls that may take long are under way, and stops them when it is lost.</summary>
internal sealed class LeaseKeeper : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop;
    private readonly Task _renewing;

    public LeaseKeeper(SyncRuns runs, RunLease lease, TimeProvider time, CancellationToken cancellationToken)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _renewing = RenewAsync(runs, lease, time);
    }

    /// <summary>Cancelled with the caller's token, when the lease is lost, and at disposal.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>Why the work was stopped: the lease is another process's, or cannot be proved without a database. Null while it holds.</summary>
    public Exception? Failure { get; private set; }

    public Task StopAsync() => _stop.CancelAsync();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _renewing;
        _stop.Dispose();
    }

    private async Task RenewAsync(SyncRuns runs, RunLease lease, TimeProvider time)
    {
        try
        {
            using var timer = new PeriodicTimer(lease.Duration / 3, time);
            // A timer that ends is no error; a wait for it that is cancelled is one, at the end of every batch of sets.
            await using var end = _stop.Token.Register(timer.Dispose);
            while (await timer.WaitForNextTickAsync())
                await runs.RenewAsync(lease, _stop.Token);
        }
        catch (OperationCanceledException)
        {
        }
        catch (Exception error) when (error is LeaseLostException or System.Data.Common.DbException or IOException or TimeoutException)
        {
            // Without a database the lease cannot be proved; what was fetched meanwhile could not be written either.
            Failure = error;
            await _stop.CancelAsync();
        }
    }
}
