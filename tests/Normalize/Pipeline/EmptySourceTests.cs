using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Testing;

namespace PokedexTop.Normalize.Tests.Pipeline;

public sealed class EmptySourceTests
{
    [Fact]
    public async Task A_source_that_lists_no_sets_fails_and_says_so()
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 2);
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path);
        await pipeline.SyncAsync();

        // Card files without a list are no catalogue either.
        foreach (var content in new[] { "[]", """[{"name":"no id"}]""" })
        {
            await File.WriteAllTextAsync(Path.Combine(catalogue.Path, "sets", "en.json"), content, TestContext.Current.CancellationToken);
            var run = await pipeline.SyncAsync();
            Assert.Equal(SyncStatus.Failed, run.Status);
            Assert.StartsWith("The list of sets could not be read: sets/en.json lists no sets.", run.Error, StringComparison.Ordinal);
            Assert.Equal(SyncReason.SetListUnreadable, run.Reason);
        }
        Assert.Equal(2, await pipeline.CountAsync("SELECT COUNT(*) FROM silver_tcg_cards WHERE retired_at IS NULL"));
    }
}
