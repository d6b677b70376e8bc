using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Testing;

namespace PokedexTop.Normalize.Tests.Pipeline;

/// <summary>A sync of new and changed sets plans those alone, and a set that failed is still one of them.</summary>
public sealed class NewSetsTests
{
    private static readonly SyncScope s_newSets = new() { NewSets = true };

    [Theory]
    [EveryDatabase]
    public async Task Only_sets_that_came_changed_or_failed_are_fetched(DatabaseProvider provider)
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 4).WithSet("s2", 4);
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path, provider);
        await pipeline.SyncAsync();
        Assert.Empty(await PlannedAsync(pipeline));

        catalogue.WithSet("s3", 2);
        Assert.Equal(["s3"], await PlannedAsync(pipeline));
        Assert.Empty(await PlannedAsync(pipeline));

        // Its entry in the list changes: the date of an edit, a total.
        catalogue.ReplaceInList("\"name\":\"Set s2\"", "\"name\":\"Set s2, corrected\"");
        Assert.Equal(["s2"], await PlannedAsync(pipeline));
        Assert.Empty(await PlannedAsync(pipeline));

        // The list tells of it once; that it could not be read must not make it up to date.
        catalogue.WithSet("s4", 3).ReplaceInList("\"name\":\"Set s2\"", "\"name\":\"Set s2, corrected\"").WriteFile("s4", "[{");
        Assert.Equal(["s4"], await PlannedAsync(pipeline, SyncStatus.Failed));
        Assert.Equal(["s4"], await PlannedAsync(pipeline, SyncStatus.Failed));
        catalogue.WithSet("s4", 3).ReplaceInList("\"name\":\"Set s2\"", "\"name\":\"Set s2, corrected\"");
        Assert.Equal(["s4"], await PlannedAsync(pipeline));
        Assert.Equal(13, await pipeline.CountAsync("SELECT COUNT(*) FROM silver_tcg_cards WHERE retired_at IS NULL"));
    }

    private static async Task<List<string>> PlannedAsync(TestPipeline pipeline, string status = SyncStatus.Completed)
    {
        var run = await pipeline.SyncAsync(s_newSets);
        Assert.Equal(status, run.Status);
        return await pipeline.RowsAsync($"SELECT set_id FROM bronze_set_fetches WHERE sync_id = '{run.SyncId}' ORDER BY position");
    }
}
