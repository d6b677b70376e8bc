using PokedexTop.Configuration;
using PokedexTop.Testing;

namespace PokedexTop.Normalize.Tests.Pipeline;

/// <summary>Cards that their own feed gives other ids, as when a vault is split off from a set.</summary>
public sealed class MovedIdTests
{
    private const string Merged = "SELECT card_id, merged_into FROM silver_tcg_cards WHERE merged_into IS NOT NULL ORDER BY card_id";
    private const string Changes = "SELECT card_id, kind FROM silver_changes WHERE kind NOT IN ('appeared', 'changed') ORDER BY id";

    [Theory]
    [EveryDatabase]
    public async Task A_card_split_off_with_a_new_id_is_the_same_card(DatabaseProvider provider)
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 4).WithSet("s2", 2);
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path, provider);
        await pipeline.SyncAsync();

        // One with its picture, one with its text in a picture of the new set; one goes, and one comes that was there before under that name.
        catalogue.Keep("s1", 4).Replace("s1", "s1-3", card => card["flavorText"] = "It sparks.");
        await pipeline.SyncAsync();
        var gone = catalogue.Cards("s1").ToList();
        catalogue.Keep("s1", 1).WithSet("s1v", 0);
        catalogue.Cards("s1v").AddRange([gone[1].Replace("\"id\":\"s1-2\"", "\"id\":\"s1v-2\"", StringComparison.Ordinal), gone[2].Replace("s1-3", "s1v-3", StringComparison.Ordinal)]);
        catalogue.Save();
        await pipeline.SyncAsync();
        await pipeline.DrainAsync();

        Assert.Equal(["s1-2|s1v-2", "s1-3|s1v-3"], await pipeline.RowsAsync(Merged));
        Assert.Equal(["s1-4|retired", "s1-2|merged", "s1-3|merged"], await pipeline.RowsAsync(Changes));
        await pipeline.ReplayAsync();
        Assert.Equal(["s1-2|s1v-2", "s1-3|s1v-3"], await pipeline.RowsAsync(Merged));

        // What comes back is itself again.
        catalogue.Cards("s1").Add(gone[1]);
        catalogue.Save();
        await pipeline.SyncAsync();
        Assert.Equal(["s1-3|s1v-3"], await pipeline.RowsAsync(Merged));
        Assert.Equal("s1-2|returned", (await pipeline.RowsAsync(Changes))[^1]);
    }

    [Fact]
    public async Task A_list_that_is_not_applied_yet_parts_nothing()
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 3);
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path);
        await pipeline.SyncAsync();
        var gone = catalogue.Cards("s1")[1];
        catalogue.Cards("s1").RemoveAt(1);
        catalogue.WithSet("s1v", 0).Cards("s1v").Add(gone.Replace("\"id\":\"s1-2\"", "\"id\":\"s1v-2\"", StringComparison.Ordinal));
        catalogue.Save();
        await pipeline.SyncAsync();
        Assert.Equal(["s1-2|s1v-2"], await pipeline.RowsAsync(Merged));

        // A sync that still fetches another set has brought a list with the merged card and without a third.
        await pipeline.ExecuteAsync("INSERT INTO bronze_sync_runs (sync_id, scope, force, status, requested_by, requested_at, lease_token) VALUES ('01a216ae-a493-7320-9e95-80f36f7365a6', '{}', 0, 'requested', 'test', '2026-01-01 00:00:00.000000', 0)");
        const string columns = "INSERT INTO bronze_set_fetches (id, sync_id, feed, source, set_id, position, status, complete, members, members_hash, attempts, started_at) SELECT";
        await pipeline.ExecuteAsync($"{columns} 1001, '01a216ae-a493-7320-9e95-80f36f7365a6', feed, source, 's1', 0, 'complete', 1, members, 'another', 1, '2036-01-01 00:00:00.000000' FROM bronze_set_fetches WHERE set_id = 's1' AND id = (SELECT MIN(id) FROM bronze_set_fetches)");
        await pipeline.ExecuteAsync("UPDATE bronze_set_fetches SET members = REPLACE(members, '[\"s1-3\",3]', '[\"s1-1\",1]') WHERE id = 1001");
        await pipeline.ExecuteAsync($"{columns} 1002, '01a216ae-a493-7320-9e95-80f36f7365a6', feed, source, 's1v', 1, 'pending', 0, NULL, NULL, 0, NULL FROM bronze_set_fetches WHERE id = 1001");
        await pipeline.DrainAsync();
        Assert.Equal(["s1-2|s1v-2"], await pipeline.RowsAsync(Merged));

        await pipeline.ExecuteAsync("UPDATE bronze_set_fetches SET status = 'failed' WHERE id = 1002");
        await pipeline.DrainAsync();
        Assert.Empty(await pipeline.RowsAsync(Merged));
        Assert.Equal(["s1-2|merged", "s1-3|retired", "s1-2|returned"], await pipeline.RowsAsync(Changes));
    }

    [Fact]
    public async Task Where_two_could_be_meant_none_is()
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 3);
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path);
        await pipeline.SyncAsync();

        var gone = catalogue.Cards("s1")[2];
        catalogue.Keep("s1", 2).WithSet("v1", 0).WithSet("v2", 0);
        catalogue.Cards("v1").Add(gone.Replace("\"id\":\"s1-3\"", "\"id\":\"v1-3\"", StringComparison.Ordinal));
        catalogue.Cards("v2").Add(gone.Replace("\"id\":\"s1-3\"", "\"id\":\"v2-3\"", StringComparison.Ordinal));
        catalogue.Save();
        await pipeline.SyncAsync();
        await pipeline.DrainAsync();

        Assert.Empty(await pipeline.RowsAsync(Merged));
        Assert.Equal(["s1-3|retired"], await pipeline.RowsAsync(Changes));
    }

    [Fact]
    public async Task A_reprint_that_was_there_before_is_no_successor()
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 3).WithSet("s2", 3);
        foreach (var set in new[] { "s1", "s2" })
            catalogue.Replace(set, set + "-3", card => (card["flavorText"], card["images"]) = ("It sparks.", null));
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path);
        await pipeline.SyncAsync();

        catalogue.Keep("s1", 2);
        await pipeline.SyncAsync();

        Assert.Empty(await pipeline.RowsAsync(Merged));
        Assert.Equal(["s1-3|retired"], await pipeline.RowsAsync(Changes));
    }
}
