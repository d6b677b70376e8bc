using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PokedexTop.Configuration;
using PokedexTop.FakeApi;
using PokedexTop.Testing;

namespace PokedexTop.Tests.EndToEnd;

/// <summary>A deployment that is run through its admin API, from elsewhere.</summary>
public sealed class AdminApiTests
{
    private const string Key = "a-key-of-this-test-and-nobody-else-0123456789";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [EveryDatabase(OnServers = true)]
    public async Task A_resync_posted_to_the_web_stage_goes_through_the_broker_to_silver_and_ends_at_a_hundred_per_cent(DatabaseProvider provider)
    {
        using var folder = new FolderOfSets("base1", "pop1", "det1");
        await using var deployment = await Deployment.CreateAsync(folder.Source, provider);
        deployment.Environment["Schedule__Enabled"] = "true";
        await deployment.RunAsync(0, "migrate");
        foreach (var stage in new[] { "normalize", "ingest" })
            await (await deployment.StartAsync(stage)).ReadyAsync();
        var scheduler = await (await deployment.StartAsync("schedule", [])).ReadyAsync();
        var web = await (await deployment.StartAsync("web", [])).ReadyAsync();

        using var http = new HttpClient { BaseAddress = new Uri(web.Address, "/api/admin/") };
        using var posted = await http.PostAsJsonAsync("syncs", new { }, Stop);
        Assert.Equal(HttpStatusCode.Accepted, posted.StatusCode);
        var percents = new List<int>();
        JsonElement report = default;
        await EventuallyAsync(async () =>
        {
            report = await http.GetFromJsonAsync<JsonElement>(posted.Headers.Location, Stop);
            percents.Add(report.GetProperty("percent").GetInt32());
            return report.GetProperty("done").GetBoolean();
        }, "the sync is done");
        Assert.Equal(percents.Order(), percents);
        Assert.Equal((100, "completed"), (percents[^1], report.GetProperty("sync").GetProperty("status").GetString()));
        Assert.Equal((folder.CardCount, folder.CardCount), (report.GetProperty("cards").GetProperty("new").GetInt32(), report.GetProperty("cards").GetProperty("normalized").GetInt32()));
        Assert.Equal(folder.CardCount, await deployment.CountAsync("SELECT COUNT(*) FROM silver_tcg_cards"));

        // The command line does the same from elsewhere: its database is another, and stays as it is.
        using var elsewhere = new EmbeddedCopy();
        var server = $"--server={web.Address}";
        var synced = await elsewhere.JsonAsync(0, "sync", "--set", "pop1", server);
        Assert.Equal(["syncId", "status", "source", "sets", "cards", "durationSeconds"], synced.EnumerateObject().Select(p => p.Name));
        Assert.Equal(("completed", "folder", folder.Cards("pop1").Count), (synced.GetProperty("status").GetString(), synced.GetProperty("source").GetString(), synced.GetProperty("cards").GetProperty("unchanged").GetInt32()));
        Assert.Contains("This deployment's workers read 'folder', not 'pokemontcg'.", (await elsewhere.RunAsync(2, "sync", "--source", "pokemontcg", server)).StandardError, StringComparison.Ordinal);
        Assert.Contains("The source has no set 'nope'", (await elsewhere.RunAsync(2, "sync", "--set", "nope", server)).StandardError, StringComparison.Ordinal);
        Assert.Equal(folder.CardCount, (await elsewhere.JsonAsync(0, "status", server)).GetProperty("silver").GetProperty("cards").GetInt32());
        Assert.Contains("all 3 are complete", (await elsewhere.RunAsync(0, "status", server)).StandardOutput, StringComparison.Ordinal);
        Assert.Equal(folder.Cards("pop1").Count, (await elsewhere.JsonAsync(0, "replay", "--set", "pop1", server)).GetProperty("cards").GetInt32());
        Assert.Equal(0, (await elsewhere.JsonAsync(0, "rejects", "list", server)).GetProperty("rejects").GetArrayLength());
        Assert.Equal(0, (await elsewhere.JsonAsync(0, "rejects", "retry", server)).GetProperty("cards").GetInt32());
        await elsewhere.JsonAsync(0, "quality", server);
        Assert.Contains("There is no rule 'nope'", (await elsewhere.RunAsync(2, "quality", "--rule", "nope", server)).StandardError, StringComparison.Ordinal);

        // Schedules live in the job store: the web process changes them for the process that runs them.
        Assert.Equal("paused", (await elsewhere.JsonAsync(0, "schedules", "pause", "full-sync", server)).GetProperty("state").GetString());
        var listed = (await deployment.RunAsync(0, "schedules", "list", "--json")).StandardOutput;
        Assert.Equal("paused", JsonDocument.Parse(listed).RootElement.GetProperty("schedules").EnumerateArray().Single(s => s.GetProperty("name").GetString() == "full-sync").GetProperty("state").GetString());
        await EventuallyAsync(async () => (await elsewhere.JsonAsync(0, "schedules", "list", server)).GetProperty("schedulers").GetInt32() == 1, "the scheduler has checked in");
        await elsewhere.RunAsync(0, "schedules", "run", "new-set-check", server);
        await scheduler.Program.WaitForOutputAsync("Schedule new-set-check fired", TimeSpan.FromSeconds(60), Stop);
        await deployment.RunAsync(0, "schedules", "resume", "full-sync");
        Assert.Equal(["full-sync|WAITING"], await deployment.RowsAsync("SELECT trigger_name, trigger_state FROM schedule_triggers WHERE trigger_name = 'full-sync'"));
        Assert.False(File.Exists(Path.Combine(elsewhere.FolderPath, "data", "pokedextop.db")));
        await web.StopAsync();
        await scheduler.StopAsync();
    }

    [Theory]
    [EveryDatabase(OnServers = true)]
    public async Task A_running_sync_that_is_cancelled_stops_leaves_sound_rows_and_the_next_one_goes_on(DatabaseProvider provider)
    {
        using var folder = new FolderOfSets("base1", "base2", "det1", "pop1", "tk1a", "cel25");
        await using var api = await FakeTcgApi.StartAsync(new FakeTcgApiOptions { DataFolder = folder.FolderPath }, Stop);
        var (held, hold) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), true);
        // After a few sets the source becomes slow, so that the sync is under way when it is cancelled.
        api.Faults.SlowPause = TimeSpan.FromMilliseconds(200);
        api.Faults.Choose = request => Volatile.Read(ref hold) && request.QueryString.Contains("page=1", StringComparison.Ordinal) && api.Requests.Count > 3 ? Slow() : FakeFault.None;
        await using var deployment = await Deployment.CreateAsync("pokemontcg", provider);
        deployment.Environment["Source__PokemonTcg__BaseUrl"] = api.BaseUrl;
        deployment.Environment["Source__PokemonTcg__KeylessPerMinute"] = "0";
        deployment.Environment["Source__PokeApi__BaseUrl"] = api.PokeApiUrl;
        deployment.Environment["Ingest__LeaseSeconds"] = "3";
        await deployment.RunAsync(0, "migrate");
        foreach (var stage in new[] { "normalize", "ingest" })
            await (await deployment.StartAsync(stage)).ReadyAsync();
        var web = await (await deployment.StartAsync("web", [])).ReadyAsync();
        using var http = new HttpClient { BaseAddress = new Uri(web.Address, "/api/admin/") };
        using var posted = await http.PostAsJsonAsync("syncs", new { }, Stop);
        await held.Task.WaitAsync(TimeSpan.FromSeconds(60), Stop);

        using var cancelled = await http.PostAsJsonAsync($"{posted.Headers.Location}/cancel", new { }, Stop);
        Assert.Equal(HttpStatusCode.OK, cancelled.StatusCode);
        var report = await cancelled.Content.ReadFromJsonAsync<JsonElement>(Stop);
        Assert.Equal("cancelled", report.GetProperty("sync").GetProperty("status").GetString());
        Assert.InRange(report.GetProperty("percent").GetInt32(), 0, 99);
        var syncId = report.GetProperty("sync").GetProperty("syncId").GetString();
        await EventuallyAsync(() => Task.FromResult(deployment.Errors.Contains("is no longer this process's", StringComparison.Ordinal)), "the worker has noticed");

        // Nothing was written after the cancel, and everything before it is whole.
        var finished = await deployment.RowsAsync($"SELECT finished_at FROM bronze_sync_runs WHERE sync_id = '{syncId}'");
        Assert.Equal(0, await deployment.CountAsync($"SELECT COUNT(*) FROM bronze_set_fetches f JOIN bronze_sync_runs r ON r.sync_id = f.sync_id WHERE f.finished_at > r.finished_at"));
        Assert.Equal(0, await deployment.CountAsync("SELECT COUNT(*) FROM bronze_tcg_cards c JOIN bronze_sync_runs r ON r.sync_id = c.sync_id WHERE c.fetched_at > r.finished_at"));
        Assert.True(await deployment.CountAsync("SELECT COUNT(*) FROM bronze_set_fetches WHERE status = 'pending'") > 0);
        Assert.Single(finished);

        Volatile.Write(ref hold, false);
        var next = JsonDocument.Parse((await deployment.RunAsync(0, "sync", "--json")).StandardOutput).RootElement;
        Assert.NotEqual(syncId, next.GetProperty("syncId").GetString());
        Assert.Equal(folder.CardCount, await deployment.CountAsync("SELECT COUNT(*) FROM bronze_tcg_cards"));
        // Cards of the cancelled sync are no part of the next one's backlog, but of Normalize's.
        await EventuallyAsync(async () => await deployment.CountAsync("SELECT COUNT(*) FROM silver_tcg_cards WHERE retired_at IS NULL") == folder.CardCount, "silver has every card");

        FakeFault Slow()
        {
            held.TrySetResult();
            return FakeFault.SlowDrip;
        }
    }

    [Fact]
    public async Task A_server_others_can_reach_wants_its_key_and_what_is_no_server_is_told_apart()
    {
        using var copy = new EmbeddedCopy();
        copy.Environment["Schedule__NewSetCheck__Enabled"] = "true";
        await using var host = await StageProcess.StartAsync(["--source", "starter", "--urls", "http://127.0.0.1:0", $"--Admin:ApiKey={Key}", "--Admin:Loopback=false"], copy.Environment, copy.FolderPath);
        await host.Program.WaitForOutputAsync("Sync completed", TimeSpan.FromSeconds(60), Stop);
        using var elsewhere = new EmbeddedCopy();
        var server = $"--server={host.Address}";
        var without = await elsewhere.RunAsync(2, "sync", server);
        Assert.Contains("Give the key as Admin__ApiKey", without.StandardError, StringComparison.Ordinal);
        var wrong = Key.Replace('a', 'b');
        Assert.Contains("is not this server's Admin:ApiKey", (await elsewhere.RunAsync(2, "status", server, $"--Admin:ApiKey={wrong}")).StandardError, StringComparison.Ordinal);
        elsewhere.Environment["Admin__ApiKey"] = Key;
        var synced = await elsewhere.JsonAsync(0, "sync", "--generation", "1", server);
        Assert.Equal("completed", synced.GetProperty("status").GetString());
        // Embedded schedules live in that process, and are changed in it.
        Assert.Equal("paused", (await elsewhere.JsonAsync(0, "schedules", "pause", "new-set-check", server)).GetProperty("state").GetString());
        Assert.Contains("new-set-check", (await elsewhere.RunAsync(0, "schedules", "list", server)).StandardOutput, StringComparison.Ordinal);

        await using var nobody = new LatePort();
        var unreachable = await elsewhere.RunAsync(1, "sync", $"--server=http://127.0.0.1:{nobody.Port}");
        Assert.Contains("cannot be reached", unreachable.StandardError, StringComparison.Ordinal);
        await using var other = await FakeTcgApi.StartAsync(new FakeTcgApiOptions(), Stop);
        var noServer = await elsewhere.RunAsync(2, "status", $"--server={new Uri(other.BaseUrl).GetLeftPart(UriPartial.Authority)}");
        Assert.Contains("not as the admin API of a PokedexTop server", noServer.StandardError, StringComparison.Ordinal);
        Assert.All(new[] { without, unreachable, noServer }, result => Assert.DoesNotContain("   at ", result.StandardError, StringComparison.Ordinal));
        var said = host.Program.StandardOutput + host.Program.StandardError;
        Assert.DoesNotContain(Key, said, StringComparison.Ordinal);
        Assert.DoesNotContain(wrong, said, StringComparison.Ordinal);
        await host.StopAsync();
    }

    private static Task EventuallyAsync(Func<Task<bool>> condition, string because) => Eventually.ThatAsync(_ => condition(), TimeSpan.FromSeconds(90), because, Stop);
}
