using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Testing;

namespace PokedexTop.Normalize.Tests.Pipeline;

public sealed class RetirementTests
{
    private const string Retired = "SELECT card_id FROM silver_tcg_cards WHERE retired_at IS NOT NULL ORDER BY number_sort";

    [Theory]
    [EveryDatabase]
    public async Task A_card_gone_from_a_complete_fetch_is_retired_and_comes_back_with_its_old_version(DatabaseProvider provider)
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 8);
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path, provider);
        await pipeline.SyncAsync();
        var all = catalogue.Cards("s1").ToList();

        catalogue.Keep("s1", 6);
        await pipeline.SyncAsync();
        Assert.Equal(["s1-7", "s1-8"], await pipeline.RowsAsync(Retired));

        catalogue.Cards("s1").Clear();
        catalogue.Cards("s1").AddRange(all);
        catalogue.Save();
        await pipeline.SyncAsync();
        Assert.Empty(await pipeline.RowsAsync(Retired));
        Assert.Equal(8, await pipeline.CountAsync("SELECT COUNT(*) FROM bronze_tcg_cards"));
        Assert.Equal(["s1-7|appeared", "s1-7|retired", "s1-7|returned"], await pipeline.RowsAsync("SELECT card_id, kind FROM silver_changes WHERE card_id = 's1-7' ORDER BY id"));
    }

    [Theory]
    [EveryDatabase]
    public async Task A_decimated_set_is_held_until_the_next_complete_fetch_agrees(DatabaseProvider provider)
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 20);
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path, provider);
        await pipeline.SyncAsync();

        catalogue.Keep("s1", 10);
        await pipeline.SyncAsync();
        Assert.Empty(await pipeline.RowsAsync(Retired));
        Assert.Equal(["s1|retirement-held"], await pipeline.RowsAsync("SELECT set_id, \"rule\" FROM silver_quality_issues WHERE \"rule\" <> 'set-total-differs'"));
        await pipeline.SyncAsync();
        Assert.Equal(10, (await pipeline.RowsAsync(Retired)).Count);
        Assert.Empty(await pipeline.RowsAsync("SELECT \"rule\" FROM silver_quality_issues WHERE \"rule\" <> 'set-total-differs'"));
    }

    [Theory]
    [EveryDatabase]
    public async Task An_emptied_set_is_held_and_force_settles_it(DatabaseProvider provider)
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 20);
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path, provider);
        await pipeline.SyncAsync();
        catalogue.Keep("s1", 0);
        await pipeline.SyncAsync();
        Assert.Empty(await pipeline.RowsAsync(Retired));
        await pipeline.SyncAsync(force: true);
        Assert.Equal(20, (await pipeline.RowsAsync(Retired)).Count);
    }

    [Theory]
    [EveryDatabase]
    public async Task Neither_a_truncated_file_nor_a_set_gone_from_the_list_retires_anything(DatabaseProvider provider)
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 3).WithSet("s2", 3);
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path, provider);
        await pipeline.SyncAsync();

        catalogue.WriteFile("s1", "[" + catalogue.Cards("s1")[0] + ", {\"id\": \"s1-2\", ");
        var partial = await pipeline.SyncAsync();
        Assert.Equal(SyncStatus.Partial, partial.Status);
        Assert.Contains("s1", partial.Error, StringComparison.Ordinal);
        Assert.Equal(["s1|failed|0", "s2|fetched|1"], await pipeline.RowsAsync($"SELECT set_id, status, complete FROM bronze_set_fetches WHERE sync_id = '{partial.SyncId}' ORDER BY set_id"));

        catalogue.RemoveFromList("s2");
        await pipeline.SyncAsync();
        Assert.Empty(await pipeline.RowsAsync(Retired));
    }
}
