using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Configuration;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Sources;
using PokedexTop.Testing;

namespace PokedexTop.Normalize.Tests.Pipeline;

public sealed class UnchangedSetsTests
{
    [Theory]
    [EveryDatabase]
    public async Task A_set_whose_file_is_the_same_is_not_read_and_its_fetch_says_the_same(DatabaseProvider provider)
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 3).WithSet("s2", 2);
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path, provider);
        var first = await pipeline.SyncAsync();
        var second = await pipeline.SyncAsync();
        Assert.Equal(await FetchesAsync(pipeline, first), await FetchesAsync(pipeline, second));
        Assert.Equal(SyncStatus.Completed, second.Status);

        // If the changed file were the one that was read before, nobody would look into it; --force does.
        catalogue.Replace("s1", "s1-2", card => card["hp"] = "90");
        var changed = await pipeline.Services.GetRequiredService<ICardSource>().FetchSetAsync(Guid.Empty, "s1", TestContext.Current.CancellationToken);
        await pipeline.ExecuteAsync($"UPDATE bronze_set_fetches SET content_hash = '{changed.ContentHash}' WHERE set_id = 's1'");
        await pipeline.SyncAsync();
        Assert.Equal(1, await pipeline.CountAsync("SELECT MAX(version) FROM bronze_tcg_cards"));
        await pipeline.SyncAsync(force: true);
        Assert.Equal(["s1-2|90"], await pipeline.RowsAsync("SELECT card_id, hp FROM silver_tcg_cards WHERE hp <> 60"));
    }

    [Fact]
    public async Task A_card_that_a_query_changed_meanwhile_goes_back_with_its_set()
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 3);
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path);
        await pipeline.SyncAsync();
        catalogue.Replace("s1", "s1-2", card => card["hp"] = "90");
        await pipeline.SyncAsync(new() { Cards = ["s1-2"] });
        catalogue.Replace("s1", "s1-2", card => card["hp"] = "60");

        await pipeline.SyncAsync();
        Assert.Equal(["s1-1|1", "s1-2|3", "s1-3|1"], await pipeline.RowsAsync("SELECT card_id, MAX(version) FROM bronze_tcg_cards GROUP BY card_id ORDER BY card_id"));
        Assert.Equal(60, await pipeline.CountAsync("SELECT hp FROM silver_tcg_cards WHERE card_id = 's1-2'"));
    }

    [Fact]
    public async Task A_set_is_read_where_an_earlier_one_brings_a_card_of_it_now()
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 2).WithSet("s2", 2);
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path);
        await pipeline.SyncAsync();
        catalogue.Cards("s1").Add(catalogue.Cards("s2")[0].Replace("60", "90", StringComparison.Ordinal));
        catalogue.Save();

        var contested = await pipeline.SyncAsync();
        Assert.Equal(["s1|3|0", "s2|1|1"], await pipeline.RowsAsync($"SELECT set_id, received, rejected FROM bronze_set_fetches WHERE sync_id = '{contested.SyncId}' ORDER BY position"));
        Assert.Equal(["cards/en/s2.json|0"], await pipeline.RowsAsync("SELECT c.endpoint, r.position FROM bronze_rejects r JOIN bronze_api_calls c ON c.id = r.api_call_id"));
        // What was refused then is refused again, though neither file changed.
        var again = await pipeline.SyncAsync();
        Assert.Equal(await FetchesAsync(pipeline, contested), await FetchesAsync(pipeline, again));

        catalogue.Cards("s1").RemoveAt(2);
        catalogue.Save();
        var settled = await pipeline.SyncAsync();
        Assert.Equal(["s1|2|0", "s2|2|0"], await pipeline.RowsAsync($"SELECT set_id, received, rejected FROM bronze_set_fetches WHERE sync_id = '{settled.SyncId}' ORDER BY position"));
    }

    private static Task<List<string>> FetchesAsync(TestPipeline pipeline, SyncRun run) => pipeline.RowsAsync(
        $"""
        SELECT f.set_id, f.status, f.complete, f.received, f.rejected, f.members, f.members_hash, f.error, c.outcome, c.bytes, c.item_count, c.items
        FROM bronze_set_fetches f JOIN bronze_api_calls c ON c.fetch_id = f.id WHERE f.sync_id = '{run.SyncId}' ORDER BY f.position
        """);
}
