using PokedexTop.Configuration;
using PokedexTop.Data;

namespace PokedexTop.Data.Tests;

public sealed class ServerClockTests
{
    private static readonly DateTime s_start = new(2027, 2, 28, 12, 0, 0, DateTimeKind.Utc);

    private readonly Ticks _ticks = new();
    private readonly ServerClock _server;
    private readonly TimeProvider _time;

    public ServerClockTests()
    {
        _server = new ServerClock(_ticks);
        _time = _server.Over(new WrongClock());
    }

    [Fact]
    public void Until_the_server_told_its_time_the_process_goes_by_its_own()
    {
        Assert.Equal(WrongClock.Year, _time.GetUtcNow().Year);
        _server.Sees(s_start);
        Assert.Equal(s_start, _time.GetUtcNow());
    }

    [Fact]
    public void Between_two_answers_time_goes_on_and_a_late_answer_does_not_set_it_back()
    {
        _server.Sees(s_start);
        _ticks.Pass(TimeSpan.FromSeconds(10));
        Assert.Equal(s_start.AddSeconds(10), _time.GetUtcNow());
        // The server said it a second before it was read.
        _server.Sees(s_start.AddSeconds(9));
        Assert.Equal(s_start.AddSeconds(10), _time.GetUtcNow());
        _server.Sees(s_start.AddSeconds(10.5));
        Assert.Equal(s_start.AddSeconds(10.5), _time.GetUtcNow());
    }

    [Fact]
    public void A_server_that_was_set_back_is_followed()
    {
        _server.Sees(s_start);
        _server.Sees(s_start.AddHours(-1));
        Assert.Equal(s_start.AddHours(-1), _time.GetUtcNow());
    }

    [Fact]
    public async Task A_file_has_no_clock_of_its_own()
    {
        await using var file = SqlDatabase.Create(DatabaseProvider.Sqlite, "Data Source=none.db");
        Assert.Same(TimeProvider.System, file.ClockOver(TimeProvider.System));
    }

    private sealed class Ticks : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public void Pass(TimeSpan time) => _now += time.Ticks;
    }

    private sealed class WrongClock : TimeProvider
    {
        public const int Year = 1999;

        public override DateTimeOffset GetUtcNow() => new(Year, 1, 1, 0, 0, 0, TimeSpan.Zero);
    }
}
