using System.Diagnostics;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Testing;

namespace PokedexTop.Normalize.Tests.Pipeline;

/// <summary>Syncs that bring nothing.</summary>
public sealed class UnansweredSyncTests
{
    [Fact]
    public async Task A_sync_of_what_the_source_does_not_have_is_a_wrong_order_and_names_what_is_near()
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 2);
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path);
        await pipeline.SyncAsync();

        await AssertAsync(new SyncScope { Cards = ["nosuch-1"] }, "The source has no card 'nosuch-1'.");
        await AssertAsync(new SyncScope { Cards = ["s1-11"] }, "The source has no card 's1-11'. Did you mean 's1-1'");
        await AssertAsync(new SyncScope { Pokemon = "Nosuchmon" }, "The source has no card called 'Nosuchmon', and no species is.");
        await AssertAsync(new SyncScope { Pokemon = "Pikachuu" }, "The source has no card called 'Pikachuu', and no species is. Did you mean 'Pikachu'");
        await AssertAsync(new SyncScope { Pokemon = "Mew" }, "The source has no card of Mew.");
        await AssertAsync(new SyncScope { Generations = [9] }, "The source has no card of the species 906 to 1025.");

        // What is there comes all the same, and the sync says what is not.
        var partly = await pipeline.SyncAsync(new SyncScope { Cards = ["s1-1", "s1-7", "s1-8"] });
        Assert.Equal((SyncStatus.Partial, SyncReason.UnknownScope), (partly.Status, partly.Reason));
        Assert.StartsWith("The source has none of the cards 's1-7', 's1-8'.", partly.Error, StringComparison.Ordinal);
        Assert.Equal(SyncStatus.Completed, (await pipeline.SyncAsync(new SyncScope { Cards = ["s1-1"] })).Status);

        async Task AssertAsync(SyncScope scope, string error)
        {
            var run = await pipeline.SyncAsync(scope);
            Assert.Equal((SyncStatus.Failed, SyncReason.UnknownScope), (run.Status, run.Reason));
            Assert.StartsWith(error, run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_sync_in_which_every_set_fails_does_not_wait_for_the_next_look_at_the_tables()
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 2).WithSet("s2", 1);
        catalogue.WriteFile("s1", "[").WriteFile("s2", "[");
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path);
        var began = Stopwatch.GetTimestamp();
        var run = await pipeline.SyncAsync();
        Assert.Equal((SyncStatus.Failed, SyncReason.EverySetFailed), (run.Status, run.Reason));
        // The pipeline's reconciler looks every 17 s at the earliest, and the sets' own rows are drained.
        Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(12), $"took {Stopwatch.GetElapsedTime(began)}");
        Assert.Equal(["s1", "s2"], await pipeline.RowsAsync("SELECT set_id FROM silver_tcg_sets ORDER BY set_id"));
    }
}
