using System.Diagnostics;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Testing;

namespace PokedexTop.Normalize.Tests.Pipeline;

public sealed class WholeCatalogueSyncTests(ITestOutputHelper output)
{
    [Theory]
    [EveryDatabase]
    public async Task Every_set_and_card_reaches_silver_and_a_second_sync_writes_nothing(DatabaseProvider provider)
    {
        using var folder = new TemporaryFolder();
        var source = TestData.CardFolder;
        await using var pipeline = await TestPipeline.StartAsync(folder, source, provider);

        var watch = Stopwatch.StartNew();
        var first = await pipeline.SyncAsync();
        output.WriteLine($"cold {watch.Elapsed}");
        Assert.Equal(SyncStatus.Completed, first.Status);
        Assert.Equal(170, await pipeline.CountAsync("SELECT COUNT(*) FROM silver_tcg_sets"));
        Assert.Equal(19_783, await pipeline.CountAsync("SELECT COUNT(*) FROM silver_tcg_cards WHERE retired_at IS NULL"));
        Assert.Equal(["source|16829", "species-from-name|23"], await pipeline.RowsAsync("SELECT matched_by, COUNT(*) FROM silver_tcg_card_pokemon GROUP BY matched_by ORDER BY matched_by"));
        Assert.Equal(
            ["look-alike-kept|26", "pokemon-without-species|1", "set-total-differs|6", "species-from-name|23"],
            await pipeline.RowsAsync("SELECT \"rule\", COUNT(*) FROM silver_quality_issues GROUP BY \"rule\" ORDER BY \"rule\""));
        Assert.Equal(0, await pipeline.CountAsync("SELECT COUNT(*) FROM silver_rejects"));
        Assert.Equal(19_783, await pipeline.CountAsync("SELECT COUNT(*) FROM silver_changes WHERE kind = 'appeared'"));

        string[] tables = ["bronze_tcg_cards", "bronze_tcg_sets", "silver_tcg_cards", "silver_tcg_sets", "silver_changes", "silver_card_identities", "silver_set_identities", "silver_quality_issues", "silver_schema_drift", "silver_rejects"];
        var before = new List<string>();
        foreach (var table in tables)
            before.AddRange(await pipeline.RowsAsync($"SELECT * FROM {table}"));
        watch.Restart();
        var second = await pipeline.SyncAsync();
        output.WriteLine($"unchanged {watch.Elapsed}");
        Assert.NotEqual(first.SyncId, second.SyncId);
        var after = new List<string>();
        foreach (var table in tables)
            after.AddRange(await pipeline.RowsAsync($"SELECT * FROM {table}"));
        Assert.Equal(before, after);
    }
}
