using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Hosting;

namespace PokedexTop.Hosting.Tests;

public sealed class StageFailuresTests
{
    private readonly Clock _clock = new();
    private readonly StageFailures _failures;

    public StageFailuresTests() => _failures = new StageFailures(SqlDatabase.Create(DatabaseProvider.Sqlite, "Data Source=none.db"), _clock);

    [Fact]
    public void A_reason_that_stays_is_for_the_log_once_in_a_while_and_for_readiness_always()
    {
        Assert.Equal("away", _failures.Failed("ingest", new TimeoutException("away")));
        Assert.Null(_failures.Failed("ingest", new TimeoutException("away")));
        Assert.Equal(["ingest could not work off its backlog: away"], _failures.Reasons);
        Assert.Equal("refused", _failures.Failed("ingest", new TimeoutException("refused")));
        _clock.Now += TimeSpan.FromMinutes(6);
        Assert.Equal("away", _failures.Failed("ingest", new TimeoutException("away")));
        _failures.Worked("ingest");
        Assert.Empty(_failures.Reasons);
    }

    [Fact]
    public void A_full_disk_is_told_by_one_stage_for_all()
    {
        var full = new IOException("No space left on device", 28);
        Assert.Contains("is full: nothing more is stored until there is room", _failures.Failed("ingest", full), StringComparison.Ordinal);
        Assert.Null(_failures.Failed("images", full));
        Assert.True(_failures.DiskIsFull);
        _failures.Worked("ingest");
        Assert.True(_failures.DiskIsFull);
        _failures.Worked("images");
        Assert.False(_failures.DiskIsFull);
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 28, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
