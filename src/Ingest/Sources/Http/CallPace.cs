namespace PokedexTop.Ingest.Sources.Http;

/// <summary>
/// Spreads calls evenly: a quota alone lets a whole minute's calls go in its first seconds. It paces this process; the quota's rows
/// hold across processes.
/// </summary>
/// <param name="perMinute">Calls a minute; null for as fast as it goes.</param>
/// <param name="time">The clock.</param>
internal sealed class CallPace(int? perMinute, TimeProvider time)
{
    private readonly Lock _lock = new();
    private DateTimeOffset _next = DateTimeOffset.MinValue;

    public async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        if (perMinute is not { } calls)
            return;
        TimeSpan wait;
        lock (_lock)
        {
            var now = time.GetUtcNow();
            var at = _next > now ? _next : now;
            _next = at + TimeSpan.FromMinutes(1) / calls;
            wait = at - now;
        }
        if (wait > TimeSpan.Zero)
            await Task.Delay(wait, time, cancellationToken);
    }
}
