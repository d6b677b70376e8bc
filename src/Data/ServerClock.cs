namespace PokedexTop.Data;

/// <summary>
/// The database server's time, which every process on it shares, so that none takes another's lease for run out because its own clock
/// is wrong. The server tells it with each write transaction; between two of them this process's monotonic time goes on from there.
/// </summary>
internal sealed class ServerClock
{
    /// <summary>An answer that says less than was expected came late by no more than this; past it the server was set back.</summary>
    private static readonly TimeSpan s_late = TimeSpan.FromSeconds(2);

    private readonly TimeProvider _ticks;
    private Seen? _seen;

    /// <param name="ticks">Its timestamps alone are used.</param>
    public ServerClock(TimeProvider? ticks = null) => _ticks = ticks ?? TimeProvider.System;

    /// <summary>Null until the server told it.</summary>
    public DateTimeOffset? Now => _seen is { } seen ? seen.At + _ticks.GetElapsedTime(seen.Timestamp) : null;

    /// <param name="utc">What the server has just said.</param>
    public void Sees(DateTime utc)
    {
        var at = new DateTimeOffset(utc, TimeSpan.Zero);
        // An answer is the older the later it is read: the one that came soonest holds, and time never runs backwards for a moment.
        if (Now is not { } expected || at > expected || expected - at > s_late)
            _seen = new Seen(at, _ticks.GetTimestamp());
    }

    /// <summary>The same as a clock; until the server told its time, the process's own.</summary>
    public TimeProvider Over(TimeProvider local) => new Clock(this, local);

    private sealed record Seen(DateTimeOffset At, long Timestamp);

    private sealed class Clock(ServerClock server, TimeProvider local) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => server.Now ?? local.GetUtcNow();

        public override TimeZoneInfo LocalTimeZone => local.LocalTimeZone;

        public override long TimestampFrequency => local.TimestampFrequency;

        public override long GetTimestamp() => local.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => local.CreateTimer(callback, state, dueTime, period);
    }
}
