using PokedexTop.Configuration;
using PokedexTop.Testing;

namespace PokedexTop.Tests.EndToEnd;

/// <summary>Several processes of <c>run schedule</c> over one job store.</summary>
public sealed class SchedulersTests
{
    // It comes by itself on no day a test runs on.
    private const string FarAway = "--Schedule:FullSync:Cron=0 0 3 1 1 ? 2090";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [EveryDatabase(OnServers = true)]
    public async Task Three_schedulers_with_one_due_trigger_start_one_sync(DatabaseProvider server)
    {
        using var folder = new FolderOfSets("pop1", "det1");
        await using var deployment = await Deployment.CreateAsync(folder.Source, server);
        deployment.Environment["Schedule__FullSync__Enabled"] = "true";
        await deployment.RunAsync(0, "migrate");
        await (await deployment.StartAsync("ingest")).ReadyAsync();
        var schedulers = new List<StageProcess>();
        for (var i = 0; i < 3; i++)
            schedulers.Add(await (await deployment.StartAsync("schedule", FarAway)).ReadyAsync());
        await EventuallyAsync(async () => (await deployment.RowsAsync("SELECT instance_name FROM schedule_scheduler_state")).Count == 3, "all three have checked in");
        Assert.Equal(["full-sync|WAITING"], await deployment.RowsAsync("SELECT trigger_name, trigger_state FROM schedule_triggers WHERE trigger_name = 'full-sync'"));
        Assert.Equal(0, await deployment.CountAsync("SELECT COUNT(*) FROM bronze_sync_runs"));

        for (var time = 1; time <= 3; time++)
        {
            // All three find the same trigger due.
            Assert.Equal(1, await deployment.ExecuteAsync($"UPDATE schedule_triggers SET next_fire_time = {DateTimeOffset.UtcNow.UtcTicks} WHERE trigger_name = 'full-sync'"));
            // Each sync is over before the next: a second one of the same time could not join it and would show as one more.
            await EventuallyAsync(async () => await deployment.CountAsync("SELECT COUNT(*) FROM bronze_sync_runs WHERE status = 'completed'") >= time
                && await deployment.CountAsync("SELECT COUNT(*) FROM schedule_fired_triggers") == 0
                && await deployment.CountAsync($"SELECT COUNT(*) FROM schedule_triggers WHERE trigger_name = 'full-sync' AND trigger_state = 'WAITING' AND next_fire_time > {DateTimeOffset.UtcNow.UtcTicks}") == 1, "the trigger has fired, and its sync is done");
        }
        Assert.Equal(["schedule", "schedule", "schedule"], await deployment.RowsAsync("SELECT requested_by FROM bronze_sync_runs"));
        foreach (var scheduler in schedulers)
            await scheduler.StopAsync();
        Assert.Equal(3, schedulers.Sum(s => s.Program.StandardError.Split("Schedule full-sync fired").Length - 1));
        Assert.Equal("", deployment.Errors);
    }

    private static Task EventuallyAsync(Func<Task<bool>> condition, string because) => Eventually.ThatAsync(_ => condition(), TimeSpan.FromSeconds(60), because, Stop);
}
