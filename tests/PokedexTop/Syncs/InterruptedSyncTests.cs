using System.Text.Json;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Tests.EndToEnd;

namespace PokedexTop.Tests.Syncs;

/// <summary>A sync that was stopped: what is told of it, what it holds up, and how it ends.</summary>
public sealed class InterruptedSyncTests
{
    [Fact]
    public async Task A_stopped_sync_is_told_as_interrupted_holds_up_no_other_and_can_be_cancelled()
    {
        using var copy = new EmbeddedCopy();
        await copy.RunAsync(0, "sync", "--source", "starter", "--set", "starter-base1");
        Stop(copy);

        var status = await copy.JsonAsync(0, "status");
        Assert.Equal("interrupted", OfEverything(status));
        Assert.Equal((0, 1), (status.GetProperty("backlog").GetProperty("ingest").GetProperty("runningRuns").GetInt32(), status.GetProperty("backlog").GetProperty("ingest").GetProperty("interruptedRuns").GetInt32()));
        Assert.Contains("Nobody works on it. The same 'pokedextop sync', or a host, goes on with it; 'pokedextop sync --cancel' ends it.", (await copy.RunAsync(0, "status")).StandardOutput, StringComparison.Ordinal);

        var other = await copy.RunAsync(0, "sync", "--source", "starter", "--card", "starter-base1-4");
        Assert.Contains("Queries: 1 fetched.", other.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("An earlier sync of everything is unfinished, and waits", other.StandardError, StringComparison.Ordinal);
        Assert.Equal(["requested|0"], copy.Rows("SELECT r.status, (SELECT COUNT(*) FROM bronze_set_fetches f WHERE f.sync_id = r.sync_id) FROM bronze_sync_runs r WHERE requested_by = 'test'"));
        Assert.Equal("interrupted", OfEverything(await copy.JsonAsync(0, "status")));

        await copy.RunAsync(2, "sync", "--cancel", "--dry-run");
        Assert.Contains("There is no unfinished sync of set starter-base1.", (await copy.RunAsync(0, "sync", "--cancel", "--set", "starter-base1")).StandardOutput, StringComparison.Ordinal);
        Assert.Contains("Cancelled: 1 sync of everything. What was fetched stays.", (await copy.RunAsync(0, "sync", "--cancel")).StandardOutput, StringComparison.Ordinal);
        Assert.Equal("cancelled", OfEverything(await copy.JsonAsync(0, "status")));
        Assert.Contains("There is no unfinished sync.", (await copy.RunAsync(0, "sync", "--cancel")).StandardOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_sync_goes_on_with_a_stopped_one()
    {
        using var copy = new EmbeddedCopy();
        await copy.RunAsync(0, "sync", "--source", "starter", "--set", "starter-base1");
        Stop(copy);
        await copy.RunAsync(0, "sync", "--source", "starter");
        Assert.Equal(["completed"], copy.Rows("SELECT status FROM bronze_sync_runs WHERE requested_by = 'test'"));
        Assert.Equal(2, copy.Count("SELECT COUNT(*) FROM bronze_sync_runs"));
    }

    [Fact]
    public async Task A_server_is_asked_to_cancel_what_stands_unfinished_there()
    {
        using var copy = new EmbeddedCopy();
        await copy.RunAsync(0, "sync", "--source", "starter");
        await using var host = await StageProcess.StartAsync(["--source", "starter", "--urls", "http://127.0.0.1:0"], copy.Environment, copy.FolderPath);
        await host.ReadyAsync();
        // Of a feed that this host does not read: nobody ends it by itself.
        Insert(copy, "requested", feed: "other");
        var cancelled = await copy.JsonAsync(0, "sync", "--cancel", "--server", host.Address.ToString());
        Assert.Equal("everything", cancelled.GetProperty("cancelled")[0].GetProperty("scope").GetString());
        Assert.Equal(["cancelled"], copy.Rows("SELECT status FROM bronze_sync_runs WHERE requested_by = 'test'"));
        await host.StopAsync();
    }

    private static string? OfEverything(JsonElement status) =>
        status.GetProperty("syncs").EnumerateArray().Single(sync => sync.GetProperty("scope").GetString() == "everything").GetProperty("status").GetString();

    private static void Stop(EmbeddedCopy copy) => Insert(copy, "running", feed: "starter");

    private static void Insert(EmbeddedCopy copy, string status, string feed) => Assert.Equal(1, copy.Execute($"""
        INSERT INTO bronze_sync_runs (sync_id, scope, feed, source, force, status, requested_by, requested_at, started_at, lease_token)
        SELECT '{Guid.CreateVersion7()}', '{new SyncScope().ToJson()}', '{feed}', 'starter', 0, '{status}', 'test', MAX(requested_at), MAX(requested_at), 1 FROM bronze_sync_runs
        """));
}
