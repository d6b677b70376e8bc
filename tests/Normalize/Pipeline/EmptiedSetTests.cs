using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Testing;

namespace PokedexTop.Normalize.Tests.Pipeline;

public sealed class EmptiedSetTests
{
    private const string Retired = "SELECT COUNT(*) FROM silver_tcg_cards WHERE retired_at IS NOT NULL";

    [Theory]
    [EveryDatabase]
    public async Task A_set_that_had_cards_and_has_none_retires_nothing_however_often_it_is_fetched(DatabaseProvider provider)
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 3).WithSet("s2", 12).WithSet("s3", 0);
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path, provider);
        Assert.Equal(SyncStatus.Completed, (await pipeline.SyncAsync()).Status);

        catalogue.Keep("s1", 0).Keep("s2", 0);
        for (var i = 0; i < 3; i++)
        {
            var run = await pipeline.SyncAsync();
            Assert.Equal((SyncStatus.Partial, SyncReason.EmptiedSets), (run.Status, run.Reason));
            Assert.Contains("s1: the source gives no card of it, where it had 3; nothing is retired. If they are really gone: 'pokedextop sync --set s1 --force'", run.Error, StringComparison.Ordinal);
            Assert.Equal(["s1|0", "s2|0", "s3|1"], await pipeline.RowsAsync($"SELECT set_id, complete FROM bronze_set_fetches WHERE sync_id = '{run.SyncId}' ORDER BY set_id"));
        }
        Assert.Equal(0, await pipeline.CountAsync(Retired));

        // A person accepts one of them; from then on it is a set without cards.
        Assert.Equal(SyncStatus.Completed, (await pipeline.SyncAsync(new SyncScope { Sets = ["s1"] }, force: true)).Status);
        Assert.Equal(3, await pipeline.CountAsync(Retired));
        Assert.DoesNotContain("s1:", (await pipeline.SyncAsync()).Error, StringComparison.Ordinal);

        catalogue.WithSet("s2", 12);
        Assert.Equal(SyncStatus.Completed, (await pipeline.SyncAsync()).Status);
        Assert.Equal(3, await pipeline.CountAsync(Retired));
    }

    [Fact]
    public async Task An_api_that_answers_nothing_for_a_set_with_cards_is_no_news_about_them()
    {
        await using var api = (await ApiSource.StartAsync()).WithSet("base2", 64).WithSet("base3", 2);
        await using var pipeline = await api.PipelineAsync();
        await pipeline.SyncAsync();

        api.Cards["base2"].Clear();
        for (var i = 0; i < 2; i++)
            Assert.Equal((SyncStatus.Partial, SyncReason.EmptiedSets), ((await pipeline.SyncAsync()) is var run ? (run.Status, run.Reason) : default));
        Assert.Equal(0, await pipeline.CountAsync(Retired));
        Assert.Equal(66, await pipeline.CountAsync("SELECT COUNT(*) FROM silver_tcg_cards"));
    }

    [Fact]
    public async Task A_set_whose_cards_were_asked_for_one_by_one_had_cards()
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 3).WithSet("s2", 1);
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path);
        await pipeline.SyncAsync(new SyncScope { Cards = ["s1-2"] });

        catalogue.Keep("s1", 0);
        Assert.Equal(SyncReason.EmptiedSets, (await pipeline.SyncAsync()).Reason);
    }

    [Fact]
    public async Task A_list_that_lost_more_than_a_tenth_of_its_sets_is_told_until_it_is_accepted_or_whole_again()
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue();
        for (var i = 10; i < 30; i++)
            catalogue.WithSet($"s{i}", 1);
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path);
        await pipeline.SyncAsync();

        foreach (var gone in new[] { "s10", "s11" })
            catalogue.RemoveFromList(gone);
        catalogue.Save();
        Assert.Equal(SyncStatus.Completed, (await pipeline.SyncAsync()).Status);

        foreach (var gone in new[] { "s12", "s13" })
            catalogue.RemoveFromList(gone);
        catalogue.Save();
        for (var i = 0; i < 2; i++)
        {
            var run = await pipeline.SyncAsync();
            Assert.Equal((SyncStatus.Partial, SyncReason.LostSets), (run.Status, run.Reason));
            Assert.Equal("The list of sets lacks 2 of the 18 sets it had, such as s12, s13. Nothing of them is retired. If they are really gone, 'pokedextop sync --force' accepts the shorter list; their cards stay", run.Error);
        }
        // A sync of one set says nothing about the list.
        Assert.Equal(SyncStatus.Completed, (await pipeline.SyncAsync(new SyncScope { Sets = ["s20"] })).Status);

        Assert.Equal(SyncStatus.Completed, (await pipeline.SyncAsync(force: true)).Status);
        Assert.Equal(SyncStatus.Completed, (await pipeline.SyncAsync()).Status);
        Assert.Equal(0, await pipeline.CountAsync(Retired));
    }

    [Fact]
    public async Task A_shorter_list_is_not_accepted_by_cancelling_the_sync_that_met_it()
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 1).WithSet("s2", 1);
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path);
        await pipeline.SyncAsync();
        catalogue.RemoveFromList("s1").Save();
        var met = await pipeline.SyncAsync();
        await pipeline.ExecuteAsync($"UPDATE bronze_sync_runs SET status = 'cancelled', reason = 'cancelled' WHERE sync_id = '{met.SyncId}'");

        Assert.Equal(SyncReason.LostSets, (await pipeline.SyncAsync()).Reason);
    }
}
