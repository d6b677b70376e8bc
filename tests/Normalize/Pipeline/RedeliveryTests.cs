using PokedexTop.Configuration;
using PokedexTop.Contracts;
using PokedexTop.Data;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Messaging;
using PokedexTop.Testing;

namespace PokedexTop.Normalize.Tests.Pipeline;

public sealed class RedeliveryTests
{
    [Theory]
    [EveryDatabase]
    public async Task Repeated_shuffled_and_outdated_messages_leave_the_same_rows(DatabaseProvider provider)
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 30);
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path, provider);
        await pipeline.SyncAsync();
        catalogue.Replace("s1", "s1-2", card => card["hp"] = "90");
        await pipeline.SyncAsync();
        var before = await DumpAsync(pipeline);

        var publisher = (StagePublisher)pipeline.Services.GetService(typeof(StagePublisher))!;
        var messages = new List<CardFetched>();
        foreach (var row in await pipeline.RowsAsync("SELECT sync_id, id FROM bronze_tcg_cards"))
        {
            var (sync, id) = (Guid.Parse(row.Split('|')[0]), long.Parse(row.Split('|')[1], null));
            messages.AddRange(Enumerable.Repeat(new CardFetched(sync, "pokemontcg", id, id, 1), 3));
            // Ranges that overlap, and one that reaches far beyond what there is.
            messages.Add(new CardFetched(sync, "pokemontcg", id - 3, id + 3, 7));
            messages.Add(new CardFetched(sync, "pokemontcg", id, long.MaxValue, 1));
        }
        var random = new Random(7);
        await publisher.PublishMandatoryAsync([.. messages.OrderBy(_ => random.Next())], TestContext.Current.CancellationToken);
        // A marker behind them: when it has gone through, so have they.
        catalogue.Replace("s1", "s1-30", card => card["hp"] = "70");
        await pipeline.SyncAsync();
        catalogue.Replace("s1", "s1-30", card => card["hp"] = "60");
        await pipeline.SyncAsync();

        Assert.Equal(before, await DumpAsync(pipeline));
    }

    private static async Task<List<string>> DumpAsync(TestPipeline pipeline) =>
    [
        .. await pipeline.RowsAsync("SELECT * FROM silver_tcg_cards WHERE card_id <> 's1-30' ORDER BY card_id"),
        .. await pipeline.RowsAsync("SELECT * FROM silver_card_identities WHERE feed_card_id <> 's1-30' ORDER BY feed_card_id"),
        .. await pipeline.RowsAsync("SELECT card_id, kind, fields, bronze_id FROM silver_changes WHERE card_id <> 's1-30' ORDER BY id"),
        .. await pipeline.RowsAsync("SELECT * FROM silver_tcg_card_pokemon ORDER BY card_id, position"),
    ];

    [Theory]
    [EveryDatabase]
    public async Task A_forced_sync_normalises_what_looks_unchanged_whatever_becomes_of_its_messages(DatabaseProvider provider)
    {
        const string broken = "SELECT COUNT(*) FROM silver_tcg_cards WHERE name = 'broken'";
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 3).WithSet("s2", 3);
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path, provider);
        await pipeline.SyncAsync();
        await pipeline.ExecuteAsync("UPDATE silver_tcg_cards SET name = 'broken'");
        await pipeline.SyncAsync();
        Assert.Equal(6, await pipeline.CountAsync(broken));
        await pipeline.SyncAsync(new SyncScope { Sets = ["s1"] }, force: true);
        await Eventually.ThatAsync(async _ => await pipeline.CountAsync(broken) == 3, TimeSpan.FromSeconds(60), "the set's cards are normalised again", TestContext.Current.CancellationToken);
        await pipeline.SyncAsync(new SyncScope { Cards = ["s2-1"] }, force: true);
        await Eventually.ThatAsync(async _ => await pipeline.CountAsync(broken) == 2, TimeSpan.FromSeconds(60), "the card is normalised again", TestContext.Current.CancellationToken);

        // As if the message that told of the forced fetch had been lost.
        await pipeline.ExecuteAsync("UPDATE silver_set_identities SET applied_fetch_id = 0 WHERE set_id = 's1'");
        await pipeline.ExecuteAsync("UPDATE silver_tcg_cards SET name = 'broken' WHERE set_id = 's1'");
        await pipeline.DrainAsync();
        Assert.Equal(2, await pipeline.CountAsync(broken));
    }

    [Fact]
    public async Task A_replay_finds_what_was_found_and_nothing_twice()
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 3).ReplaceInList("\"printedTotal\":3", "\"printedTotal\":\"3\"");
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path);
        await pipeline.SyncAsync();
        Assert.Equal(["s1|text-as-number"], await pipeline.RowsAsync("SELECT set_id, \"rule\" FROM silver_quality_issues"));
        await pipeline.ReplayAsync();
        Assert.Equal(["s1|text-as-number"], await pipeline.RowsAsync("SELECT set_id, \"rule\" FROM silver_quality_issues"));
    }

    [Theory]
    [EveryDatabase]
    public async Task A_replay_leaves_issues_of_cards_that_stand_as_they_are_found_and_mends_those_that_do_not(DatabaseProvider provider)
    {
        const string Issues = "SELECT id, card_id, \"rule\", detail, original_value, found_at FROM silver_quality_issues WHERE card_id IS NOT NULL ORDER BY id";
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 4).Replace("s1", "s1-1", card => card["hp"] = 60).Replace("s1", "s1-2", card => (card["hp"], card["artist"]) = (70, " Somebody ")).Replace("s1", "s1-3", card => card["hp"] = 80);
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path, provider);
        await pipeline.SyncAsync();
        var found = await pipeline.RowsAsync(Issues);
        Assert.Equal(4, found.Count);

        await pipeline.ReplayAsync();
        Assert.Equal(found, await pipeline.RowsAsync(Issues));

        await pipeline.ExecuteAsync(
            """
            INSERT INTO silver_quality_issues (id, card_id, bronze_id, "rule", severity, detail, original_value, found_at)
            SELECT 1000, card_id, bronze_id, "rule", severity, detail, original_value, found_at FROM silver_quality_issues WHERE card_id = 's1-1'
            """);
        await pipeline.ReplayAsync();
        Assert.Equal(4, await pipeline.CountAsync("SELECT COUNT(*) FROM silver_quality_issues WHERE card_id IS NOT NULL"));

        // One is missing of two, one is of a card that has none, one says something else.
        await pipeline.ExecuteAsync("DELETE FROM silver_quality_issues WHERE \"rule\" = 'surrounding-space'");
        await pipeline.ExecuteAsync("UPDATE silver_quality_issues SET card_id = 's1-4' WHERE card_id = 's1-1'");
        await pipeline.ExecuteAsync("UPDATE silver_quality_issues SET original_value = '81' WHERE card_id = 's1-3'");
        await pipeline.ReplayAsync();
        const string Said = "SELECT card_id, \"rule\", detail, original_value FROM silver_quality_issues WHERE card_id IS NOT NULL ORDER BY card_id, \"rule\"";
        Assert.Equal(
            [
                "s1-1|number-as-text|/hp is a number where text is usual; written as text.|60",
                "s1-2|number-as-text|/hp is a number where text is usual; written as text.|70",
                "s1-2|surrounding-space|/artist has white space around it; removed.|\" Somebody \"",
                "s1-3|number-as-text|/hp is a number where text is usual; written as text.|80",
            ], await pipeline.RowsAsync(Said));
    }
}
