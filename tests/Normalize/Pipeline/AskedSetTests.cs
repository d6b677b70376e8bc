using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Normalize.Rejects;
using PokedexTop.Normalize.Status;
using PokedexTop.Testing;

namespace PokedexTop.Normalize.Tests.Pipeline;

/// <summary>Which set a card is of, and that whatever is refused is counted alike wherever somebody looks.</summary>
public sealed class AskedSetTests
{
    [Fact]
    public async Task A_card_of_the_api_that_names_no_set_is_of_the_set_that_was_asked_for()
    {
        await using var api = (await ApiSource.StartAsync()).WithSet("base1", 5).WithSet("base2", 1);
        var cards = api.Cards["base1"];
        cards[0] = WithSet(cards[0], "null");
        cards[1] = WithSet(cards[1], "\"base1\"");
        cards[2] = WithSet(cards[2], "{}");
        cards[3] = WithSet(cards[3], """{"id":"base2"}""");
        await using var pipeline = await api.PipelineAsync();
        Assert.Equal(SyncStatus.Completed, (await pipeline.SyncAsync()).Status);
        // Where the card names a set and another one was asked for, the card's word counts.
        Assert.Equal(["base1-1|base1", "base1-2|base1", "base1-3|base1", "base1-4|base2", "base1-5|base1", "base2-1|base2"],
            await pipeline.RowsAsync("SELECT feed_card_id, b.set_id FROM silver_card_identities i JOIN bronze_tcg_cards b ON b.id = i.bronze_id WHERE outcome = 'normalized' ORDER BY feed_card_id"));
    }

    [Fact]
    public async Task Every_count_of_what_was_refused_is_the_same()
    {
        await using var api = (await ApiSource.StartAsync()).WithSet("base1", 6).WithSet("base2", 2);
        var cards = api.Cards["base1"];
        // Two that become versions and cannot be normalised, one of them in a set nobody lists; and one that becomes none.
        cards[0] = cards[0].Replace("Pokémon", "Spell", StringComparison.Ordinal);
        cards[1] = WithSet(cards[1], """{"id":"nowhere"}""");
        cards[2] = """{"name":"without an id"}""";
        await using var pipeline = await api.PipelineAsync();
        for (var i = 0; i < 2; i++)
        {
            var run = await pipeline.SyncAsync();
            Assert.Equal(SyncStatus.Partial, run.Status);
            var view = await pipeline.Services.GetRequiredService<SyncViews>().OfAsync(run, TestContext.Current.CancellationToken);
            Assert.Equal((8, 1, 3), (view.Counts.Seen, view.Counts.Unstored, view.Outcome.Rejected));
            var status = await pipeline.Services.GetRequiredService<CatalogueStatus>().ReadAsync(TestContext.Current.CancellationToken);
            var listed = await pipeline.Services.GetRequiredService<Quarantine>().ListAsync(TestContext.Current.CancellationToken);
            Assert.Equal((2, 1), (status.Silver.Rejects, status.Bronze.Rejects));
            Assert.Equal((2, 1), (listed.Count(item => item.Layer == "card"), listed.Count(item => item.Layer == "bronze")));
        }
    }

    [Fact]
    public async Task An_item_that_came_again_in_smaller_pages_counts_once_and_leaves_when_the_source_is_mended()
    {
        await using var api = (await ApiSource.StartAsync()).WithSet("big", 251).WithSet("other", 1);
        api.Cards["big"].Insert(10, """{"name":"without an id"}""");
        // The second page of 250 fails, so the list is read again in pages of 100.
        api.Instead = (request, _) => request.Query["page"] == "2" && request.Query["pageSize"] == "250" ? "" : null;
        await using var pipeline = await api.PipelineAsync();
        var run = await pipeline.SyncAsync();
        var counts = await pipeline.Services.GetRequiredService<SyncCounts>().OfAsync(run.SyncId, TestContext.Current.CancellationToken);
        Assert.Equal((253, 1), (counts.Seen, counts.Unstored));
        var item = Assert.Single(await pipeline.Services.GetRequiredService<Quarantine>().ListAsync(TestContext.Current.CancellationToken));
        Assert.Equal("bronze", item.Layer);

        // Mended, all of it comes in pages of 250 again: the pages of 100 are never asked for again.
        api.Instead = null;
        api.Cards["big"].RemoveAt(10);
        Assert.Equal(SyncStatus.Completed, (await pipeline.SyncAsync()).Status);
        Assert.Empty(await pipeline.Services.GetRequiredService<Quarantine>().ListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_a_set_held_that_is_listed_no_more_leaves_with_the_next_sync_of_everything()
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 2).WithSet("s2", 1);
        catalogue.Cards("s2").Add("42");
        catalogue.Save();
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path);
        await pipeline.SyncAsync();
        var quarantine = pipeline.Services.GetRequiredService<Quarantine>();
        Assert.Single(await quarantine.ListAsync(TestContext.Current.CancellationToken));
        await pipeline.SyncAsync(new SyncScope { Sets = ["s1"] });
        Assert.Single(await quarantine.ListAsync(TestContext.Current.CancellationToken));

        catalogue.RemoveFromList("s2");
        catalogue.Save();
        await pipeline.SyncAsync();
        Assert.Empty(await quarantine.ListAsync(TestContext.Current.CancellationToken));
    }

    private static string WithSet(string card, string set) => card.Insert(1, $"\"set\":{set},");
}
