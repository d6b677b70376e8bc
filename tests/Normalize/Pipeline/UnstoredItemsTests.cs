using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Normalize.Rejects;
using PokedexTop.Testing;

namespace PokedexTop.Normalize.Tests.Pipeline;

public sealed class UnstoredItemsTests
{
    [Theory]
    [EveryDatabase]
    public async Task What_never_becomes_a_card_is_kept_once_and_counted_at_every_sync(DatabaseProvider provider)
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 2).WithSet("s2", 0);
        catalogue.Cards("s1").AddRange(["""{"name":"without an id"}""", "42", SampleCatalogue.Card("s1-1", "1", "Impostor"), SampleCatalogue.Card("s1-spell", "9").Replace("Pokémon", "Spell", StringComparison.Ordinal)]);
        catalogue.Cards("s2").AddRange(["1", "2"]);
        catalogue.Save();
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path, provider);
        List<string>? listed = null;
        for (var i = 0; i < 3; i++)
        {
            var run = await pipeline.SyncAsync();
            var counts = await pipeline.Services.GetRequiredService<SyncCounts>().OfAsync(run.SyncId, TestContext.Current.CancellationToken);
            Assert.Equal((8, i == 0 ? 3 : 0, 0, i == 0 ? 0 : 3), (counts.Seen, counts.New, counts.Changed, counts.Unchanged));
            Assert.Equal(6, await RejectedAsync(pipeline, run));
            Assert.Equal(5, await pipeline.CountAsync("SELECT COUNT(*) FROM bronze_rejects"));
            var now = await BronzeAsync(pipeline);
            Assert.Equal(["cards/en/s1.json item 3", "cards/en/s1.json item 4", "cards/en/s1.json item 5", "cards/en/s2.json item 1", "cards/en/s2.json item 2"], now.Select(i => i.Key));
            Assert.Equal(listed ??= now.ConvertAll(i => i.Id), now.Select(i => i.Id));
        }

        catalogue.Cards("s1")[3] = "43";
        catalogue.Cards("s2").Clear();
        catalogue.Save();
        Assert.Equal(4, await RejectedAsync(pipeline, await pipeline.SyncAsync()));
        Assert.Equal(6, await pipeline.CountAsync("SELECT COUNT(*) FROM bronze_rejects"));
        Assert.Equal(3, (await BronzeAsync(pipeline)).Count);

        // A sync of one card says nothing about the others of its file.
        await pipeline.SyncAsync(new SyncScope { Cards = ["s1-1"] });
        Assert.Equal(3, (await BronzeAsync(pipeline)).Count);

        catalogue.Keep("s1", 2);
        Assert.Equal(0, await RejectedAsync(pipeline, await pipeline.SyncAsync()));
        Assert.Empty(await BronzeAsync(pipeline));
    }

    [Fact]
    public async Task An_item_of_the_set_list_that_could_not_be_taken_makes_the_sync_partial()
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 2);
        var list = Path.Combine(catalogue.Path, "sets", "en.json");
        await File.WriteAllTextAsync(list, (await File.ReadAllTextAsync(list, TestContext.Current.CancellationToken)).Replace("}]", "},{\"name\":\"nameless\"}]", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path);
        for (var i = 0; i < 2; i++)
        {
            var run = await pipeline.SyncAsync();
            Assert.Equal((SyncStatus.Partial, "1 item of the list of sets could not be taken; 'pokedextop rejects list' says why"), (run.Status, run.Error));
            Assert.Equal(0, await RejectedAsync(pipeline, run));
        }
        Assert.Equal("sets/en.json item 2", Assert.Single(await BronzeAsync(pipeline)).Key);
    }

    [Theory]
    [EveryDatabase]
    public async Task What_a_set_holds_that_is_listed_no_more_is_told_no_more(DatabaseProvider provider)
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 2).WithSet("s2", 2);
        catalogue.Cards("s1").Add("1");
        catalogue.Cards("s2").Add("2");
        catalogue.Save();
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path, provider);
        await pipeline.SyncAsync();
        Assert.Equal(2, (await BronzeAsync(pipeline)).Count);

        catalogue.RemoveFromList("s2");
        await pipeline.SyncAsync(new SyncScope { Sets = ["s1"] });
        Assert.Equal(2, (await BronzeAsync(pipeline)).Count);
        await pipeline.SyncAsync();
        Assert.Equal("cards/en/s1.json item 3", Assert.Single(await BronzeAsync(pipeline)).Key);
    }

    private static async Task<int> RejectedAsync(TestPipeline pipeline, SyncRun run) =>
        (await pipeline.Services.GetRequiredService<SyncOutcomes>().OfAsync(run.SyncId, 0, TestContext.Current.CancellationToken)).Rejected;

    private static async Task<List<QuarantinedItem>> BronzeAsync(TestPipeline pipeline) =>
        (await pipeline.Services.GetRequiredService<Quarantine>().ListAsync(TestContext.Current.CancellationToken)).FindAll(i => i.Layer == "bronze");
}
