using System.Collections.Concurrent;

namespace PokedexTop.Images.Fetch;

/// <summary>Keeps requests to one host apart from each other, and leaves a host alone that asked for it.</summary>
/// <param name="parallelism">Requests under way at once.</param>
/// <param name="interval">Between the beginnings of two.</param>
/// <param name="time">The clock.</param>
internal sealed class HostPace(int parallelism, TimeSpan interval, TimeProvider time)
{
    // As many as there are allowed origins.
    private readonly ConcurrentDictionary<string, Host> _hosts = new(StringComparer.Ordinal);

    /// <summary>Waits for the host's next turn; disposing what is returned ends it.</summary>
    public async Task<IDisposable> EnterAsync(string host, CancellationToken cancellationToken)
    {
        var state = _hosts.GetOrAdd(host, _ => new Host(parallelism));
        await state.Places.WaitAsync(cancellationToken);
        try
        {
            var wait = state.NextTurn(time.GetUtcNow(), interval);
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, time, cancellationToken);
            return new Turn(state.Places);
        }
        catch
        {
            state.Places.Release();
            throw;
        }
    }

    /// <summary>Nothing is asked of the host for so long.</summary>
    public void Pause(string host, TimeSpan pause) => _hosts.GetOrAdd(host, _ => new Host(parallelism)).PausedUntil = time.GetUtcNow() + pause;

    /// <summary>How long the host is still to be left alone; null where it is not.</summary>
    public TimeSpan? PauseOf(string host) =>
        _hosts.TryGetValue(host, out var state) && state.PausedUntil - time.GetUtcNow() is { } left && left > TimeSpan.Zero ? left : null;

    private sealed class Host(int parallelism)
    {
        private readonly Lock _gate = new();
        private DateTimeOffset _next;
        private DateTimeOffset _pausedUntil;

        public SemaphoreSlim Places { get; } = new(parallelism);

        public DateTimeOffset PausedUntil
        {
            get { lock (_gate) return _pausedUntil; }
            set { lock (_gate) _pausedUntil = value; }
        }

        public TimeSpan NextTurn(DateTimeOffset now, TimeSpan interval)
        {
            lock (_gate)
            {
                var turn = now > _next ? now : _next;
                _next = turn + interval;
                return turn - now;
            }
        }
    }

    private sealed class Turn(SemaphoreSlim places) : IDisposable
    {
        public void Dispose() => places.Release();
    }
}
