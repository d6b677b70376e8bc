using System.Text;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Testing;

namespace PokedexTop.Normalize.Tests.Pipeline;

public sealed class UnidentifiedItemsTests
{
    private const string Retired = "SELECT card_id FROM silver_tcg_cards WHERE retired_at IS NOT NULL";

    [Theory]
    [InlineData("42", "not-an-object")]
    [InlineData("""{"name":"without an id"}""", "no-id")]
    [InlineData("""{"id":7}""", "id-not-text")]
    [InlineData("""{"id":"s1-\ud800"}""", "bad-id")]
    [InlineData("""{"i\ud800":"s1-2"}""", "no-id")]
    public async Task A_card_that_became_unreadable_is_never_retired(string damaged, string reason)
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 4).WithSet("s2", 1);
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path);
        await pipeline.SyncAsync();
        var whole = catalogue.Cards("s1")[1];

        catalogue.Cards("s1")[1] = damaged;
        catalogue.Cards("s1").Add(SampleCatalogue.Card("s1-5", "5"));
        catalogue.Save();
        for (var i = 0; i < 3; i++)
        {
            var run = await pipeline.SyncAsync(force: i == 2);
            Assert.Equal(SyncStatus.Partial, run.Status);
            Assert.StartsWith($"Fetched, but not complete: s1: 1 of 5 cards cannot be identified (the first is item 2: {reason}", run.Error, StringComparison.Ordinal);
            Assert.Equal(["s1|fetched|0|4", "s2|fetched|1|1"], await FetchesAsync(pipeline, run));
            Assert.Empty(await pipeline.RowsAsync(Retired));
        }
        Assert.Equal(1, await pipeline.CountAsync("SELECT COUNT(*) FROM silver_tcg_cards WHERE card_id = 's1-5'"));

        // Mended, the set is complete again, and what is gone now is gone.
        catalogue.Cards("s1")[1] = whole;
        catalogue.Keep("s1", 3);
        var mended = await pipeline.SyncAsync();
        Assert.Equal((SyncStatus.Completed, null), (mended.Status, mended.Error));
        Assert.Equal(["s1-4", "s1-5"], (await pipeline.RowsAsync(Retired)).Order());
    }

    [Theory]
    [EveryDatabase]
    public async Task A_file_that_is_not_utf8_has_not_parsed(DatabaseProvider provider)
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 3).WithSet("s2", 1);
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path, provider);
        await pipeline.SyncAsync();

        await File.WriteAllTextAsync(Path.Combine(catalogue.Path, "cards", "en", "s1.json"), "[" + string.Join(",", catalogue.Cards("s1")) + "]", Encoding.Latin1, TestContext.Current.CancellationToken);
        for (var i = 0; i < 2; i++)
        {
            var run = await pipeline.SyncAsync();
            Assert.Equal((SyncStatus.Partial, "1 of 2 sets failed; the first: s1: cards/en/s1.json: the file is not UTF-8; save it as UTF-8."), (run.Status, run.Error));
            Assert.Equal(["s1|failed|0|0", "s2|fetched|1|1"], await FetchesAsync(pipeline, run));
        }
        Assert.Empty(await pipeline.RowsAsync(Retired));
        Assert.Equal(0, await pipeline.CountAsync("SELECT COUNT(*) FROM bronze_rejects"));
    }

    [Fact]
    public async Task A_second_different_card_with_an_id_leaves_its_set_complete()
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 3);
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path);
        await pipeline.SyncAsync();

        catalogue.Cards("s1")[2] = SampleCatalogue.Card("s1-1", "1", "Impostor");
        catalogue.Save();
        var run = await pipeline.SyncAsync();
        Assert.Equal(SyncStatus.Completed, run.Status);
        Assert.Equal(["s1|fetched|1|2"], await FetchesAsync(pipeline, run));
        Assert.Equal(["s1-3"], await pipeline.RowsAsync(Retired));
    }

    private static Task<List<string>> FetchesAsync(TestPipeline pipeline, SyncRun run) =>
        pipeline.RowsAsync($"SELECT set_id, status, complete, received FROM bronze_set_fetches WHERE sync_id = '{run.SyncId}' ORDER BY set_id");
}
