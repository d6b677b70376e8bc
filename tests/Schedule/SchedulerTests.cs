using System.Globalization;
using PokedexTop.Configuration;
using PokedexTop.Testing;

namespace PokedexTop.Schedule.Tests;

/// <summary>The scheduler over the job store of a server, and in memory.</summary>
public sealed class SchedulerTests
{
    // Every day, so that no test meets its time by chance; the tests make it due.
    private static readonly (string, string)[] s_daily = [.. new[] { "FullSync", "LakeWrite", "Housekeeping", "PriceRefresh", "NewSetCheck", "SpeciesRefresh", "MissingImageRetry" }.Select(key => ($"Schedule:{key}:Cron", FarAway()))];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [EveryDatabase(OnServers = true)]
    public async Task A_bulk_sync_that_was_missed_is_left_out_and_a_cheap_command_is_made_up_for_once(DatabaseProvider provider)
    {
        using var folder = new TemporaryFolder();
        var database = await TestDatabase.CreateAsync(provider, folder);
        await using (var before = await ScheduleHost.StartAsync(folder, database, settings: s_daily))
            Assert.NotNull((await before.ShowAsync("full-sync")).NextAt);
        // Days go by without a scheduler.
        await using var host = await ScheduleHost.StartAsync(folder, database, runs: false);
        var missed = DateTimeOffset.UtcNow.AddDays(-3).UtcTicks;
        await host.ExecuteAsync($"UPDATE schedule_triggers SET next_fire_time = {missed}");

        await using var after = await ScheduleHost.StartAsync(folder, database, settings: s_daily);
        await Eventually.ThatAsync(() => after.Heard.Images == 1, TimeSpan.FromSeconds(60), "the retry of images is made up for", Stop);
        await Eventually.ThatAsync(async _ => (await after.ShowAsync("full-sync")).NextAt > DateTime.UtcNow, TimeSpan.FromSeconds(60), "the full sync waits for its next time", Stop);
        Assert.Empty(await after.RunsAsync());
        var images = await after.ShowAsync("missing-image-retry");
        Assert.True(images.NextAt > DateTime.UtcNow, $"{images}");
        Assert.Equal(1, after.Heard.Images);
    }

    [Theory]
    [EveryDatabase(OnServers = true)]
    public async Task A_schedule_stays_paused_through_restarts_and_changes_and_runs_by_hand_all_the_same(DatabaseProvider provider)
    {
        using var folder = new TemporaryFolder();
        var database = await TestDatabase.CreateAsync(provider, folder);
        await using var other = await ScheduleHost.StartAsync(folder, database, runs: false);
        Assert.Equal("missing", (await other.ShowAsync("full-sync")).State);
        Assert.Equal("missing", (await other.Schedules.PauseAsync("full-sync", Stop))!.State);
        Assert.Equal(0, await other.Schedules.RunningSchedulersAsync(Stop));
        await using (var first = await ScheduleHost.StartAsync(folder, database, settings: s_daily))
        {
            Assert.Equal(("active", FarAway(), "UTC"), await first.ShowAsync("full-sync") is var s ? (s.State, s.Cron, s.TimeZone) : default);
            // A process without a running scheduler changes it, as the web stage does.
            Assert.Equal("paused", (await other.Schedules.PauseAsync("full-sync", Stop))!.State);
            Assert.Equal(("paused", (DateTime?)null), await first.ShowAsync("full-sync") is var p ? (p.State, p.NextAt) : default);
            await Eventually.ThatAsync(async stop => await other.Schedules.RunningSchedulersAsync(stop) == 1, TimeSpan.FromSeconds(60), "the scheduler has checked in", Stop);
            Assert.Empty(await first.RunsAsync());
            await other.Schedules.RunAsync("full-sync", Stop);
            await Eventually.ThatAsync(async _ => (await first.RunsAsync()).Count == 1, TimeSpan.FromSeconds(60), "the running scheduler fires it", Stop);
        }
        await using (var second = await ScheduleHost.StartAsync(folder, database, settings: [.. s_daily.Skip(1), ("Schedule:FullSync:Cron", "0 0 4 1 1 ?"), ("Schedule:FullSync:TimeZone", "Asia/Tokyo"), ("Schedule:NewSetCheck:Enabled", "false")]))
        {
            Assert.Equal(("paused", "0 0 4 1 1 ?", "Asia/Tokyo"), await second.ShowAsync("full-sync") is var s ? (s.State, s.Cron, s.TimeZone) : default);
            Assert.Equal("off", (await second.ShowAsync("new-set-check")).State);
            Assert.Equal("active", (await other.Schedules.ResumeAsync("full-sync", Stop))!.State);
            Assert.NotNull((await second.ShowAsync("full-sync")).NextAt);
        }
        await using var third = await ScheduleHost.StartAsync(folder, database, settings: s_daily);
        Assert.Equal("active", (await third.ShowAsync("new-set-check")).State);
        Assert.Null(await third.Schedules.PauseAsync("nope", Stop));
    }

    [Fact]
    public async Task In_memory_a_schedule_fires_at_its_time_and_can_be_paused()
    {
        using var folder = new TemporaryFolder();
        await using var host = await ScheduleHost.StartAsync(folder, settings: [.. s_daily.SkipLast(1), ("Schedule:MissingImageRetry:Cron", "* * * * * ?")]);
        await Eventually.ThatAsync(() => host.Heard.Images > 1, TimeSpan.FromSeconds(30), "it fires every second", Stop);
        Assert.Equal("paused", (await host.Schedules.PauseAsync("missing-image-retry", Stop))!.State);
        await host.Schedules.RunAsync("full-sync", Stop);
        await Eventually.ThatAsync(async _ => (await host.RunsAsync()).Count == 1, TimeSpan.FromSeconds(30), "another one fires by hand", Stop);
        Assert.Equal("active", (await host.Schedules.ResumeAsync("missing-image-retry", Stop))!.State);
        var heard = host.Heard.Images;
        await Eventually.ThatAsync(() => host.Heard.Images > heard, TimeSpan.FromSeconds(30), "it fires again", Stop);
    }

    private static string FarAway()
    {
        var day = DateTime.UtcNow.AddMonths(-2);
        return string.Create(CultureInfo.InvariantCulture, $"0 0 3 {Math.Min(28, day.Day)} {day.Month} ?");
    }
}
