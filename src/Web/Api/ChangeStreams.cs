using System.Data.Common;
using PokedexTop.Normalize.History;

namespace PokedexTop.Web.Api;

/// <summary>Lets many clients wait for the next change with one look a second at its table.</summary>
internal sealed class ChangeStreams(ChangeFeed feed, TimeProvider time) : IDisposable
{
    public const int Most = 200;

    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_idle = TimeSpan.FromSeconds(15);

    private readonly SemaphoreSlim _one = new(1);
    private long _newest = -1;
    private long _lookedAt;
    private int _clients;

    public bool TryEnter()
    {
        if (Interlocked.Increment(ref _clients) <= Most)
            return true;
        Leave();
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref _clients);

    /// <summary>The changes after one; none, and idle, where nothing happened for a while, none where it is to stop.</summary>
    public async Task<(List<CatalogueChange> Changes, bool IsIdle)> WaitAsync(long after, CancellationToken stop)
    {
        var began = time.GetTimestamp();
        try
        {
            while (time.GetElapsedTime(began) < s_idle)
            {
                if (await NewestAsync(stop) > after && await ReadAsync(after, stop) is { Count: > 0 } changes)
                    return (changes, false);
                await Task.Delay(s_look, time, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return ([], false);
        }
        return ([], true);
    }

    public void Dispose() => _one.Dispose();

    private async Task<long> NewestAsync(CancellationToken stop)
    {
        await _one.WaitAsync(stop);
        try
        {
            if (_newest < 0 || time.GetElapsedTime(_lookedAt) >= s_look)
                (_newest, _lookedAt) = (await feed.NewestAsync(stop), time.GetTimestamp());
        }
        // Whoever follows waits for the database too.
        catch (DbException)
        {
            _lookedAt = time.GetTimestamp();
        }
        finally
        {
            _one.Release();
        }
        return _newest;
    }

    private async Task<List<CatalogueChange>> ReadAsync(long after, CancellationToken stop)
    {
        try
        {
            return (await feed.ReadAsync(after, PageRequest.MostPerPage, stop)).Changes;
        }
        catch (DbException)
        {
            return [];
        }
    }
}
