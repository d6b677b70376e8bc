using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Normalize.History;
using PokedexTop.Normalize.Silver;
using PokedexTop.Testing;

namespace PokedexTop.Normalize.Tests.Pipeline;

/// <summary>TCGdex's cards on the whole way to silver: alone, and beside the first feed.</summary>
public sealed class TcgdexPipelineTests
{
    private const string Cards = "SELECT card_id, set_id, COALESCE(merged_into, '') FROM silver_tcg_cards ORDER BY card_id";

    [Theory]
    [EveryDatabase]
    public async Task Alone_it_gives_every_card_the_first_feeds_id_and_a_part_of_a_set_to_the_set(DatabaseProvider provider)
    {
        using var folder = new TemporaryFolder();
        using var tcgdex = new SampleTcgdex().WithSet("exu", "Unown Collection", 28, "!", "%3F").WithSet("base1", "Base Set", 2, "1", "2").WithSet("ex10", "Unseen Forces", 1, "1")
            .WithSet("sv03.5", "151", 1, "025").WithSet("me03", "Perfect Order", 1, "001").WithSet("wp", "W Promotional", 7);
        await using var pipeline = await TestPipeline.StartAsync(folder, tcgdex.Source, provider);

        Assert.Equal("completed", (await pipeline.SyncAsync()).Status);

        Assert.Equal(["base1-1|base1|", "base1-2|base1|", "ex10-!|ex10|", "ex10-1|ex10|", "ex10-?|ex10|", "sv3pt5-25|sv3pt5|", "tcgdex-me03-001|tcgdex-me03|"], (await pipeline.RowsAsync(Cards)).Order(StringComparer.Ordinal));
        Assert.Equal(["base1|Base Set|tcg", "ex10|Unseen Forces|tcg", "sv3pt5|151|tcg", "tcgdex-me03|Perfect Order|tcg", "tcgdex-wp|W Promotional|tcg"],
            (await pipeline.RowsAsync("SELECT set_id, name, game FROM silver_tcg_sets")).Order(StringComparer.Ordinal));
        Assert.Equal(["0|normal|||", "1|holo|cosmos|7|"], await pipeline.RowsAsync("SELECT position, finish, foil, tcgplayer_id, variant_id FROM silver_card_finishes WHERE card_id = 'base1-1' AND source = 'tcgdex/en' ORDER BY position"));
        Assert.Equal(14, await pipeline.CountAsync("SELECT COUNT(*) FROM silver_card_finishes"));
        Assert.Empty(await pipeline.RowsAsync("SELECT \"key\", detail FROM silver_rejects"));

        // Neither a replay nor another sync changes anything, and no set takes away what its sister brought.
        tcgdex.Edit("base1-1", c => c["hp"] = 70);
        await pipeline.SyncAsync();
        await pipeline.ReplayAsync();
        await pipeline.SyncAsync(force: true);
        Assert.Equal(["base1-1|changed"], await pipeline.RowsAsync("SELECT card_id, kind FROM silver_changes WHERE kind <> 'appeared'"));
        Assert.Equal(0, await pipeline.CountAsync("SELECT COUNT(*) FROM silver_tcg_cards WHERE retired_at IS NOT NULL"));
        Assert.Equal(14, await pipeline.CountAsync("SELECT COUNT(*) FROM silver_card_finishes"));
    }

    [Theory]
    [EveryDatabase]
    public async Task A_card_that_the_first_feed_learns_is_merged_into_the_one_it_brings(DatabaseProvider provider)
    {
        using var folder = new TemporaryFolder();
        using var tcgdex = new SampleTcgdex().WithSet("base1", "Set base1", 1, "1").WithSet("me03", "Set me3", 3, "001", "002", "003").Edit("me03-002", c => c["name"] = "Somebody else");
        using var catalogue = new SampleCatalogue().WithSet("base1", 1).WithSet("me3", 2);
        var database = await TestDatabase.CreateAsync(provider, folder);
        await using (var pipeline = await TestPipeline.StartAsync(folder, tcgdex.Source, database))
        {
            await pipeline.SyncAsync();
            Assert.Equal(["base1-1|base1|", "tcgdex-me03-001|tcgdex-me03|", "tcgdex-me03-002|tcgdex-me03|", "tcgdex-me03-003|tcgdex-me03|"], await pipeline.RowsAsync(Cards));
            await AddLanguageAsync(pipeline, "fr", 10_000, "payload");
            await pipeline.DrainAsync();
            Assert.Equal(4, await pipeline.CountAsync("SELECT COUNT(*) FROM silver_card_texts"));
        }

        await using (var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path, database))
        {
            await pipeline.SyncAsync();
            await pipeline.DrainAsync();

            // 001 is me3-1 by set, number and name; 002 has another name, which is a doubt; 003 is not in the first feed.
            Assert.Equal(["base1-1|base1|", "me3-1|me3|", "me3-2|me3|", "tcgdex-me03-001|me3|me3-1", "tcgdex-me03-002|me3|", "tcgdex-me03-003|me3|"], await pipeline.RowsAsync(Cards));
            Assert.Equal(["me03-001|me3-1|set-and-number|certain|", "me03-002|tcgdex-me03-002|own-id|doubtful|me3-2", "me03-003|tcgdex-me03-003|own-id|certain|me3-3"],
                await pipeline.RowsAsync("SELECT feed_card_id, card_id, matched_by, confidence, candidate_id FROM silver_card_identities WHERE feed = 'tcgdex/en' AND feed_card_id LIKE 'me03%' ORDER BY feed_card_id"));
            Assert.Equal(["tcgdex-me03|me3"], await pipeline.RowsAsync("SELECT set_id, merged_into FROM silver_tcg_sets WHERE merged_into IS NOT NULL"));
            Assert.Equal(["tcgdex-me03-001"], await pipeline.RowsAsync("SELECT card_id FROM silver_changes WHERE kind = 'merged'"));
            Assert.Empty(await pipeline.RowsAsync("SELECT card_id FROM silver_card_finishes WHERE card_id = 'tcgdex-me03-001'"));
            Assert.Equal(2, await pipeline.CountAsync("SELECT COUNT(*) FROM silver_card_finishes WHERE card_id = 'me3-1'"));
            // What is printed in French goes with the card.
            await pipeline.DrainAsync();
            Assert.Equal(["base1-1", "me3-1", "tcgdex-me03-002", "tcgdex-me03-003"], await pipeline.RowsAsync("SELECT card_id FROM silver_card_texts ORDER BY card_id"));
            Assert.Empty(await pipeline.RowsAsync("SELECT card_id FROM silver_tcg_cards WHERE retired_at IS NOT NULL"));

            var changes = await pipeline.CountAsync("SELECT COUNT(*) FROM silver_changes");
            await pipeline.ReplayAsync();
            Assert.Equal(changes, await pipeline.CountAsync("SELECT COUNT(*) FROM silver_changes"));
        }

        // Over and back changes and retires nothing.
        await using var again = await TestPipeline.StartAsync(folder, tcgdex.Source, database);
        var before = await again.CountAsync("SELECT COUNT(*) FROM silver_changes");
        await again.SyncAsync();
        Assert.Equal(before, await again.CountAsync("SELECT COUNT(*) FROM silver_changes"));
    }

    [Theory]
    [EveryDatabase]
    public async Task Sets_of_the_other_game_are_told_apart(DatabaseProvider provider)
    {
        using var folder = new TemporaryFolder();
        using var tcgdex = new SampleTcgdex().WithSet("base1", "Base Set", 1, "1").WithSet("A1", "Genetic Apex", 1, "001").EditAll(item => _ = (string?)item["id"] == "A1" && (item["serie"]!["id"] = "tcgp") is not null);
        await using var pipeline = await TestPipeline.StartAsync(folder, tcgdex.Source, await TestDatabase.CreateAsync(provider, folder), null, ("Source:Tcgdex:Pocket", "true"));
        await pipeline.SyncAsync();
        Assert.Equal(["base1|tcg", "tcgdex-A1|tcg-pocket"], await pipeline.RowsAsync("SELECT set_id, game FROM silver_tcg_sets ORDER BY game"));
    }

    [Theory]
    [EveryDatabase]
    public async Task Cards_of_another_game_are_counted_by_themselves(DatabaseProvider provider)
    {
        using var folder = new TemporaryFolder();
        using var tcgdex = new SampleTcgdex().WithSet("base1", "Base", 2, "1", "2").WithSet("A1", "Genetic Apex", 3, "001", "002", "003");
        tcgdex.EditAll(item =>
        {
            if ((string)item["id"]! == "A1")
                item["serie"]!["id"] = "tcgp";
        });
        await using var pipeline = await TestPipeline.StartAsync(folder, tcgdex.Source, await TestDatabase.CreateAsync(provider, folder), settings: ("Source:Tcgdex:Pocket", "true"));
        await pipeline.SyncAsync();
        await pipeline.DrainAsync();
        Assert.Equal(["A1|tcg-pocket|3", "base1|tcg|2"], await pipeline.RowsAsync("SELECT REPLACE(set_id, 'tcgdex-', ''), game, cards FROM set_completion ORDER BY 1"));
        Assert.Equal(["Common|2"], await pipeline.RowsAsync("SELECT rarity, cards FROM rarity_ranks"));
        Assert.Equal(["1|1|2"], await pipeline.RowsAsync("SELECT generation, species_with_cards, cards FROM generation_completion WHERE cards > 0"));
        Assert.Equal(2, (await new SpeciesList(pipeline.Database).ReadAsync(3, 1, TestContext.Current.CancellationToken))[0].Cards);
    }

    [Theory]
    [EveryDatabase]
    public async Task Finishes_are_what_the_feed_says_now_whatever_stood_there(DatabaseProvider provider)
    {
        const string finishes = "SELECT * FROM silver_card_finishes ORDER BY card_id, position";
        using var folder = new TemporaryFolder();
        using var tcgdex = new SampleTcgdex().WithSet("base1", "Base Set", 3, "1", "2", "3").EditAll(c => Stamp(c, "1st-edition", "staff"));
        await using var pipeline = await TestPipeline.StartAsync(folder, tcgdex.Source, provider);
        await pipeline.SyncAsync();
        var told = await pipeline.RowsAsync(finishes);
        Assert.Equal(6, told.Count);
        Assert.Contains("staff", told[1], StringComparison.Ordinal);

        foreach (var column in SilverTables.Finishes.Columns.ExceptBy(SilverTables.Finishes.Key, c => c.Name))
        {
            await pipeline.ExecuteAsync($"UPDATE silver_card_finishes SET {column.Name} = {column.Type switch { BulkType.Integer => "-7", BulkType.Json or BulkType.TextList => "'[\"another\"]'", _ => "'another'" }} WHERE card_id = 'base1-3' AND position = 1");
            Assert.NotEqual(told, await pipeline.RowsAsync(finishes));
            await pipeline.ReplayAsync();
            Assert.Equal(told, await pipeline.RowsAsync(finishes));
        }
        await pipeline.ExecuteAsync("UPDATE silver_card_finishes SET foil = 'another' WHERE card_id = 'base1-1' AND position = 0");
        await pipeline.ExecuteAsync("DELETE FROM silver_card_finishes WHERE card_id = 'base1-2'");
        if (provider == DatabaseProvider.Sqlite)
            await pipeline.ExecuteAsync("UPDATE silver_card_finishes SET stamps = '[\"broken' WHERE card_id = 'base1-3'");
        await pipeline.ReplayAsync();
        Assert.Equal(told, await pipeline.RowsAsync(finishes));

        await pipeline.ExecuteAsync("INSERT INTO silver_card_finishes (card_id, source, position, finish) VALUES ('base1-3', 'tcgdex/en', 7, 'holo')");
        await pipeline.ReplayAsync();
        Assert.Equal(told, await pipeline.RowsAsync(finishes));

        tcgdex.Edit("base1-1", c => Stamp(c, "staff")).Edit("base1-2", c => c["variants_detailed"]!.AsArray().RemoveAt(0));
        await pipeline.SyncAsync();
        Assert.Equal(["base1-1|0", "base1-1|1", "base1-2|0", "base1-3|0", "base1-3|1"], await pipeline.RowsAsync("SELECT card_id, position FROM silver_card_finishes ORDER BY card_id, position"));
        Assert.Equal("[\"staff\"]", Assert.Single(await pipeline.RowsAsync("SELECT stamps FROM silver_card_finishes WHERE card_id = 'base1-1' AND position = 1")));

        tcgdex.Edit("base1-3", c => _ = (c.Remove("variants"), c.Remove("variants_detailed")));
        await pipeline.SyncAsync();
        Assert.Empty(await pipeline.RowsAsync("SELECT position FROM silver_card_finishes WHERE card_id = 'base1-3'"));
        Assert.Equal(3, await pipeline.CountAsync("SELECT COUNT(*) FROM silver_card_finishes"));

        static void Stamp(JsonObject item, params string[] stamps)
        {
            if (item["variants_detailed"]?[1] is JsonObject second)
                second["stamp"] = new JsonArray([.. stamps.Select(s => JsonValue.Create(s))]);
        }
    }

    [Fact]
    public async Task Pictures_that_are_left_out_for_all_at_once_stay_and_are_no_change()
    {
        using var folder = new TemporaryFolder();
        using var tcgdex = new SampleTcgdex().WithSet("base1", "Base Set", 2, "1", "2");
        await using var pipeline = await TestPipeline.StartAsync(folder, tcgdex.Source);
        await pipeline.SyncAsync();
        var urls = await pipeline.RowsAsync("SELECT c.image_small_url, c.image_large_url, s.symbol_url, s.logo_url FROM silver_tcg_cards c JOIN silver_tcg_sets s ON s.set_id = c.set_id ORDER BY c.card_id");

        tcgdex.EditAll(item => { item.Remove("image"); item.Remove("symbol"); item.Remove("logo"); }).Edit("base1-2", c => c["hp"] = 70);
        await pipeline.SyncAsync();

        Assert.Equal(urls, await pipeline.RowsAsync("SELECT c.image_small_url, c.image_large_url, s.symbol_url, s.logo_url FROM silver_tcg_cards c JOIN silver_tcg_sets s ON s.set_id = c.set_id ORDER BY c.card_id"));
        Assert.Equal("https://assets.example/base1/1/low.webp|https://assets.example/base1/1/high.webp|https://assets.example/base1/symbol.webp|https://assets.example/base1/logo.webp", urls[0]);
        Assert.Equal(["base1-2|[\"hp\"]"], await pipeline.RowsAsync("SELECT card_id, fields FROM silver_changes WHERE kind = 'changed'"));
    }

    [Theory]
    [EveryDatabase]
    public async Task Another_language_is_a_text_beside_the_card_it_is_and_a_doubt_where_it_is_another(DatabaseProvider provider)
    {
        using var folder = new TemporaryFolder();
        using var tcgdex = new SampleTcgdex().WithSet("base1", "Base Set", 3, "1", "2", "3");
        await using var pipeline = await TestPipeline.StartAsync(folder, tcgdex.Source, provider);
        await pipeline.SyncAsync();
        await AddLanguageAsync(pipeline, "fr", 10_000, "REPLACE(REPLACE(payload, 'Sample', @name), 'Common', 'Commune')", ("@name", "Échantillon"));
        await AddLanguageAsync(pipeline, "ja", 20_000, "REPLACE(REPLACE(payload, 'Sample', @name), '[4]', CASE card_id WHEN 'base1-2' THEN '[25]' ELSE '[4]' END)", ("@name", "見本"));

        await pipeline.DrainAsync();

        Assert.Equal(["base1-1|fr|Échantillon 1|Commune", "base1-1|ja|見本 1|Common", "base1-2|fr|Échantillon 2|Commune", "base1-3|fr|Échantillon 3|Commune", "base1-3|ja|見本 3|Common"],
            await pipeline.RowsAsync("SELECT card_id, language, name, rarity FROM silver_card_texts ORDER BY card_id, language"));
        Assert.Equal(["tcgdex/ja|base1-2|tcgdex-base1-2|base1-2"], await pipeline.RowsAsync("SELECT feed, feed_card_id, card_id, candidate_id FROM silver_card_identities WHERE confidence = 'doubtful'"));
        // The cards themselves are English, whatever comes after.
        await pipeline.ReplayAsync();
        Assert.Equal(["Sample 1|Base Set", "Sample 2|Base Set", "Sample 3|Base Set"], await pipeline.RowsAsync("SELECT c.name, s.name FROM silver_tcg_cards c JOIN silver_tcg_sets s ON s.set_id = c.set_id ORDER BY c.card_id"));
        Assert.Equal(5, await pipeline.CountAsync("SELECT COUNT(*) FROM silver_card_texts"));
        Assert.Equal(1, await pipeline.CountAsync("SELECT COUNT(*) FROM silver_tcg_sets"));
        Assert.Equal(3, await pipeline.CountAsync("SELECT COUNT(*) FROM silver_changes"));
    }

    /// <summary>What a feed in another language brings, by hand.</summary>
    private static async Task AddLanguageAsync(TestPipeline pipeline, string language, int firstId, string payload, params (string Name, object? Value)[] parameters)
    {
        await pipeline.ExecuteAsync(
            $"""
            INSERT INTO bronze_tcg_sets (id, feed, set_id, version, content_hash, source, requested_at, fetched_at, api_call_id, sync_id, payload)
            SELECT {firstId} + id, 'tcgdex/{language}', set_id, version, content_hash, source, requested_at, fetched_at, api_call_id, sync_id, REPLACE(payload, 'Base', 'Autre') FROM bronze_tcg_sets WHERE feed = 'tcgdex/en'
            """);
        await pipeline.ExecuteAsync(
            $"""
            INSERT INTO bronze_tcg_cards (id, feed, card_id, version, content_hash, source, set_id, requested_at, fetched_at, api_call_id, sync_id, payload)
            SELECT {firstId} + id, 'tcgdex/{language}', card_id, version, content_hash, source, set_id, requested_at, fetched_at, api_call_id, sync_id, {payload} FROM bronze_tcg_cards WHERE feed = 'tcgdex/en'
            """, parameters);
    }
}
