using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Configuration;
using PokedexTop.Normalize.Export;
using PokedexTop.Testing;

namespace PokedexTop.Normalize.Tests.Pipeline;

/// <summary>What TCGdex observes of prices on the whole way to silver and to readers: alone, and beside the first feed.</summary>
public sealed class TcgdexPricesTests
{
    [Theory]
    [EveryDatabase]
    public async Task Prices_are_a_row_for_each_observed_change_and_none_for_a_wobble_or_a_step_back(DatabaseProvider provider)
    {
        using var folder = new TemporaryFolder();
        using var tcgdex = new SampleTcgdex().WithSet("base1", "Base Set", 2, "1", "2");
        await using var pipeline = await TestPipeline.StartAsync(folder, tcgdex.Source, provider);
        await pipeline.SyncAsync();
        var id = 0;
        async Task Observe(string feed, string market, string payload, string card = "base1-1") => await pipeline.ExecuteAsync(
            $"""
            INSERT INTO bronze_tcg_prices (id, feed, card_id, market, observed_on, payload, content_hash, fetched_at)
            SELECT {++id}, '{feed}', '{card}', '{market}', '2026-11-20', '{payload}', '{id}', fetched_at FROM bronze_tcg_cards WHERE card_id = 'base1-1'
            """);
        await Observe("tcgdex/en", "cardmarket", """{"updated":"2026-11-20T02:00:00Z","unit":"EUR","idProduct":5,"low":1,"trend":2,"low-holo":0}""");
        await Observe("tcgdex/en", "cardmarket", """{"updated":"2026-11-21T01:00:00Z","unit":"EUR","idProduct":5,"low":1.0,"trend":2}""");
        await Observe("tcgdex/en", "cardmarket", """{"updated":"2026-11-22T02:00:00Z","unit":"EUR","idProduct":5,"low":1.5,"trend":2}""");
        await Observe("tcgdex/en", "cardmarket", """{"updated":"2026-11-21T20:00:00Z","unit":"EUR","idProduct":5,"low":1,"trend":2}""");
        // One product stands for several cards: each has its price.
        await Observe("tcgdex/en", "cardmarket", """{"updated":"2026-11-22T02:00:00Z","unit":"EUR","idProduct":5,"low":1.5}""", "base1-2");
        await pipeline.DrainAsync();
        // Half in one page, half in another: what is in the tables counts as what is in hand.
        await Observe("tcgdex/en", "cardmarket", """{"updated":"2026-11-22T14:00:00Z","unit":"EUR","idProduct":5,"low":1.5}""");
        await Observe("tcgdex/en", "tcgplayer", """{"updated":"2026-11-20T02:00:00Z","unit":"USD","reverse-holofoil":{"productId":7,"lowPrice":0.5,"marketPrice":null},"normal":{"lowPrice":0}}""");
        await pipeline.DrainAsync();

        const string prices = "SELECT card_id, market, finish, observed_on, currency, CAST(low * 100 AS INT) FROM silver_card_prices ORDER BY card_id, market, observed_on";
        string[] expected = ["base1-1|cardmarket|normal|2026-11-20|EUR|100", "base1-1|cardmarket|normal|2026-11-22|EUR|150", "base1-1|tcgplayer|reverseHolofoil|2026-11-20|USD|50", "base1-2|cardmarket|normal|2026-11-22|EUR|150"];
        Assert.Equal(expected, await pipeline.RowsAsync(prices));

        await pipeline.ExecuteAsync("UPDATE silver_card_identities SET normalizer_version = 0");
        await pipeline.DrainAsync();
        Assert.Equal(expected, await pipeline.RowsAsync(prices));
    }

    [Theory]
    [EveryDatabase]
    public async Task Cards_are_shown_with_the_prices_that_were_seen_last_whichever_feed_saw_them(DatabaseProvider provider)
    {
        using var folder = new TemporaryFolder();
        using var tcgdex = new SampleTcgdex().WithSet("base1", "Set base1", 2, "1", "2").WithSet("me03", "Set me3", 1, "001");
        using var catalogue = new SampleCatalogue().WithSet("base1", 2);
        var database = await TestDatabase.CreateAsync(provider, folder);
        await using (var first = await TestPipeline.StartAsync(folder, tcgdex.Source, database))
            await first.SyncAsync();
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path, database);
        await pipeline.SyncAsync();
        var id = await pipeline.CountAsync("SELECT COALESCE(MAX(id), 0) FROM bronze_tcg_prices");
        async Task Observe(string feed, string card, string market, string day, string payload) => await pipeline.ExecuteAsync(
            $"""
            INSERT INTO bronze_tcg_prices (id, feed, card_id, market, observed_on, payload, content_hash, fetched_at)
            SELECT {++id}, '{feed}', '{card}', '{market}', '{day}', '{payload}', '{id}', MIN(fetched_at) FROM bronze_tcg_cards
            """);
        const string own = """{"url":"u","updatedAt":"2026/11/20","prices":{"normal":{"low":1}}}""";
        await Observe("pokemontcg", "base1-1", "tcgplayer", "2026-11-20", own);
        await Observe("tcgdex/en", "base1-1", "tcgplayer", "2026-11-20", """{"updated":"2026-11-20T02:00:00Z","unit":"USD","normal":{"lowPrice":9}}""");
        await Observe("pokemontcg", "base1-2", "cardmarket", "2026-11-20", """{"updatedAt":"2026/11/20","prices":{"lowPrice":1}}""");
        await Observe("tcgdex/en", "base1-2", "cardmarket", "2026-11-21", """{"updated":"2026-11-21T02:00:00Z","unit":"EUR","idProduct":5,"low":1.5,"trend":2,"avg7":1.75,"low-holo":0.5}""");
        await Observe("tcgdex/en", "me03-001", "tcgplayer", "2026-11-21", """{"updated":"2026-11-21T02:00:00Z","unit":"USD","reverse-holofoil":{"productId":7,"lowPrice":0.5,"midPrice":0.75,"marketPrice":0.6}}""");
        await pipeline.DrainAsync();

        var cards = new Dictionary<string, JsonNode>();
        await foreach (var card in pipeline.Services.GetRequiredService<ApiCards>().ReadAsync(TestContext.Current.CancellationToken))
            cards[card.CardId] = JsonNode.Parse(card.Json.Span)!;
        // Of one day the first feed's own, as it came.
        Assert.Equal(own, cards["base1-1"]["tcgplayer"]!.ToJsonString());
        Assert.Equal("""{"updatedAt":"2026/11/21","prices":{"lowPrice":1.5,"trendPrice":2,"avg7":1.75,"reverseHoloLow":0.5}}""", cards["base1-2"]["cardmarket"]!.ToJsonString());
        Assert.Equal("""{"updatedAt":"2026/11/21","prices":{"reverseHolofoil":{"low":0.5,"mid":0.75,"market":0.6}}}""", cards["tcgdex-me03-001"]["tcgplayer"]!.ToJsonString());
        Assert.Null(cards["tcgdex-me03-001"]["cardmarket"]);
    }
}
