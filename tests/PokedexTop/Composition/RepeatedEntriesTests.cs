using PokedexTop.Composition;

namespace PokedexTop.Tests.Composition;

public sealed class RepeatedEntriesTests
{
    [Fact]
    public void The_same_wait_is_told_once_and_again_when_it_is_long_or_another()
    {
        var entries = new RepeatedEntries();
        var now = new DateTime(2026, 11, 28, 0, 0, 0, DateTimeKind.Utc);
        Assert.True(entries.IsNews("MassTransit", "connection refused", now));
        Assert.False(entries.IsNews("MassTransit", "connection refused", now.AddSeconds(2)));
        Assert.True(entries.IsNews("Ingest", "connection refused", now.AddSeconds(3)));
        Assert.False(entries.IsNews("MassTransit", "connection refused", now.AddMinutes(4)));
        Assert.True(entries.IsNews("MassTransit", "connection refused", now.AddMinutes(6)));
        Assert.True(entries.IsNews("MassTransit", "host not found", now.AddMinutes(6)));
    }
}
