using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Normalize.Silver;
using PokedexTop.Normalize.Status;
using PokedexTop.Testing;

namespace PokedexTop.Normalize.Tests.Pipeline;

public sealed class BadDataTests
{
    [Fact]
    public async Task Bad_cards_are_kept_with_their_reason_and_never_stop_their_neighbours()
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 2);
        var deep = string.Concat(Enumerable.Repeat("[", 1_000)) + string.Concat(Enumerable.Repeat("]", 1_000));
        catalogue.Cards("s1").AddRange(
        [
            """{"name":"without an id"}""",
            "42",
            SampleCatalogue.Card("s1-1", "1", "Another"),
            SampleCatalogue.Card("s1-2", "2"),
            """{"id":"s1-twice","name":"A","name":"B","supertype":"Trainer","number":"9"}""",
            $$"""{"id":"s1-deep","name":"A","supertype":"Trainer","number":"10","deep":{{deep}}}""",
            $$"""{"id":"s1-long","name":"A","supertype":"Trainer","number":"11","flavorText":"{{new string('x', 10 << 20)}}"}""",
            """{"id":"s1-surrogate","name":"A\ud800","supertype":"Trainer","number":"12"}""",
            """{"id":"s1-nul","name":"A\u0000B","supertype":"Trainer","number":"13"}""",
            SampleCatalogue.Card("s1-last", "99"),
        ]);
        catalogue.Save();
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path);
        var run = await pipeline.SyncAsync();

        Assert.Equal(SyncStatus.Partial, run.Status);
        Assert.Contains("s1: 2 of 12 cards cannot be identified", run.Error, StringComparison.Ordinal);
        Assert.Equal(["s1-1", "s1-2", "s1-last", "s1-nul"], await pipeline.RowsAsync("SELECT card_id FROM silver_tcg_cards ORDER BY card_id"));
        Assert.Equal(3, await pipeline.CountAsync("SELECT COUNT(*) FROM bronze_rejects"));
        Assert.Equal(
            ["pokemontcg/s1-deep|nested-too-deep", "pokemontcg/s1-long|text-too-long", "pokemontcg/s1-surrogate|invalid-text", "pokemontcg/s1-twice|duplicate-key"],
            await pipeline.RowsAsync("SELECT \"key\", reason FROM silver_rejects ORDER BY \"key\""));
        Assert.Equal("AB", (await pipeline.RowsAsync("SELECT name FROM silver_tcg_cards WHERE card_id = 's1-nul'"))[0]);
        Assert.Equal(["control-characters"], await pipeline.RowsAsync("SELECT \"rule\" FROM silver_quality_issues WHERE card_id = 's1-nul'"));
        var outcome = await ((SyncOutcomes)pipeline.Services.GetService(typeof(SyncOutcomes))!).OfAsync(run.SyncId, 0, TestContext.Current.CancellationToken);
        Assert.Equal(7, outcome.Rejected);
    }

    [Fact]
    public async Task The_first_set_of_the_list_wins_an_id_that_two_sets_use()
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 2).WithSet("s2", 2);
        catalogue.Cards("s2").Add(SampleCatalogue.Card("s1-1", "1", "Impostor"));
        catalogue.Save();
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path);
        await pipeline.SyncAsync();
        await pipeline.SyncAsync();

        Assert.Equal(["s1|Sample 1"], await pipeline.RowsAsync("SELECT set_id, name FROM silver_tcg_cards WHERE card_id = 's1-1'"));
        Assert.Equal(1, await pipeline.CountAsync("SELECT COUNT(*) FROM bronze_tcg_cards WHERE card_id = 's1-1'"));
        Assert.Equal(1, await pipeline.CountAsync("SELECT COUNT(*) FROM bronze_rejects WHERE reason LIKE '%same sync%'"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Cards_of_a_set_the_list_does_not_name_wait_in_quarantine_until_it_does(bool givenUp)
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 1).WithSet("s2", 2);
        catalogue.RemoveFromList("s2").WriteFile("s2", "[" + SampleCatalogue.Card("s2-1", "1") + "]");
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path);
        await pipeline.SyncAsync();
        Assert.Equal(["pokemontcg/s2-1|unknown-set"], await pipeline.RowsAsync("SELECT \"key\", reason FROM silver_rejects WHERE resolved_at IS NULL"));

        // As the eighth try leaves it.
        if (givenUp)
            await pipeline.ExecuteAsync("UPDATE silver_card_identities SET attempts = 8, next_attempt_at = NULL WHERE outcome = 'rejected'");
        catalogue.WithSet("s2", 1);
        await pipeline.SyncAsync();
        await Eventually.ThatAsync(async _ => await pipeline.CountAsync("SELECT COUNT(*) FROM silver_tcg_cards WHERE card_id = 's2-1'") == 1, TimeSpan.FromSeconds(60), "the card leaves quarantine when its set comes", TestContext.Current.CancellationToken);
        Assert.Empty(await pipeline.RowsAsync("SELECT \"key\" FROM silver_rejects WHERE resolved_at IS NULL"));
    }

    [Fact]
    public async Task The_starter_catalogue_gives_way_to_the_first_real_sync()
    {
        using var folder = new TemporaryFolder();
        var stop = TestContext.Current.CancellationToken;
        List<string> starters, seen;
        await using (var starter = await TestPipeline.StartAsync(folder, "starter"))
        {
            await starter.SyncAsync();
            Assert.Equal(3, await starter.CountAsync("SELECT COUNT(*) FROM silver_tcg_sets"));
            starters = await starter.RowsAsync("SELECT card_id FROM silver_tcg_cards ORDER BY card_id");
            seen = await starter.RowsAsync("SELECT id, card_id, kind FROM silver_changes ORDER BY id");
        }
        using var catalogue = new SampleCatalogue().WithSet("s1", 2);
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path);
        await pipeline.SyncAsync();
        Assert.Equal(["s1"], await pipeline.RowsAsync("SELECT set_id FROM silver_tcg_sets"));
        Assert.Equal(2, await pipeline.CountAsync("SELECT COUNT(*) FROM silver_tcg_cards"));
        Assert.Equal(0, (await pipeline.Services.GetRequiredService<NormalizeBacklog>().CountAsync(stop)).Total);
        // Whoever reads changes by id missed none: what was there stays, and each card's leaving comes after it.
        var changes = await pipeline.RowsAsync("SELECT id, card_id, kind FROM silver_changes ORDER BY id");
        Assert.Equal(seen, changes[..seen.Count]);
        Assert.Equal(starters.Select((id, i) => $"{seen.Count + 1 + i}|{id}|retired"), changes.Skip(seen.Count).Take(starters.Count));
        Assert.Equal(["s1-1", "s1-2"], await pipeline.RowsAsync($"SELECT card_id FROM silver_changes WHERE id > {seen.Count + starters.Count} AND kind = 'appeared' ORDER BY card_id"));
        var status = await pipeline.Services.GetRequiredService<CatalogueStatus>().ReadAsync(stop);
        var set = Assert.Single(status.Sets);
        Assert.Equal(("s1", true), (set.SetId, set.Complete));
    }
}
