using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Normalize.Status;
using PokedexTop.Testing;

namespace PokedexTop.Normalize.Tests.Pipeline;

/// <summary>What rules find in price blocks lives beside what they find in the card: each goes when its own text is read anew.</summary>
public sealed class PriceFindingsTests
{
    private const string Issues = "SELECT \"rule\", detail FROM silver_quality_issues WHERE card_id = 's1-1' ORDER BY \"rule\", detail";
    private const string Rows = "SELECT market, finish FROM silver_card_prices WHERE card_id = 's1-1' ORDER BY market, finish";

    [Theory]
    [EveryDatabase]
    public async Task Issues_of_prices_stay_while_the_card_changes_and_go_with_a_block_that_is_mended(DatabaseProvider provider)
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 1);
        catalogue.Replace("s1", "s1-1", card =>
        {
            card["hp"] = 60;
            card["tcgplayer"] = Block("0000/00/00", """{"normal":{"low":"1,234.56","mid":-1,"high":5,"odd":1}}""");
            card["cardmarket"] = Block("2026/11/20", """{"lowPrice":"cheap","trendPrice":2}""");
        });
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path, provider);
        await pipeline.SyncAsync();

        string[] tcgplayer =
        [
            "unreadable-date|/tcgplayer/updatedAt",
            "unreadable-price|/tcgplayer/prices/normal/low",
            "unreadable-price|/tcgplayer/prices/normal/mid",
        ];
        const string cardmarket = "unreadable-price|/cardmarket/prices/lowPrice";
        await EventuallyAsync(pipeline, ["number-as-text|/hp", cardmarket, .. tcgplayer]);
        Assert.Equal(["/tcgplayer/prices/normal/odd|unknown-field|s1-1"], await pipeline.RowsAsync("SELECT path, kind, example_id FROM silver_schema_drift WHERE path LIKE '/tcgplayer/prices/%'"));

        await pipeline.ReplayAsync();
        await EventuallyAsync(pipeline, ["number-as-text|/hp", cardmarket, .. tcgplayer]);

        catalogue.Replace("s1", "s1-1", card => card["hp"] = "60");
        await pipeline.SyncAsync();
        await EventuallyAsync(pipeline, [cardmarket, .. tcgplayer]);

        catalogue.Replace("s1", "s1-1", card => card["tcgplayer"] = Block("2026/11/21", """{"normal":{"low":4}}"""));
        await pipeline.SyncAsync();
        await EventuallyAsync(pipeline, [cardmarket]);

        // A block that is refused leaves the one before it in silver, and with it what was found there.
        catalogue.Replace("s1", "s1-1", card => card["cardmarket"] = Block("2026/11/22", "[1,2]"));
        await pipeline.SyncAsync();
        await Eventually.ThatAsync(async _ => await pipeline.CountAsync("SELECT COUNT(*) FROM silver_rejects WHERE layer = 'price'") == 1, TimeSpan.FromSeconds(60), "the block is in quarantine", TestContext.Current.CancellationToken);
        var status = await pipeline.Services.GetRequiredService<CatalogueStatus>().ReadAsync(TestContext.Current.CancellationToken);
        Assert.Equal((1, 1), (status.Silver.Rejects, status.Silver.PriceRejects));
        await EventuallyAsync(pipeline, [cardmarket]);
    }

    [Theory]
    [EveryDatabase]
    public async Task Prices_of_nothing_that_an_older_program_wrote_go_when_everything_is_normalised_again(DatabaseProvider provider)
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 1);
        catalogue.Replace("s1", "s1-1", card =>
        {
            card["tcgplayer"] = Block("2026/11/20", """{"normal":{"market":3},"holofoil":{"market":0},"Normal":{"market":9}}""");
            card["cardmarket"] = Block("2026/11/20", """{"lowPrice":0,"trendPrice":0,"reverseHoloTrend":1e-7}""");
        });
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path, provider);
        await pipeline.SyncAsync();
        await Eventually.ThatAsync(async _ => (await pipeline.RowsAsync(Rows)) is ["tcgplayer|normal"], TimeSpan.FromSeconds(60), "the one price is there", TestContext.Current.CancellationToken);

        foreach (var finish in new[] { "Normal", "holofoil" })
            await pipeline.ExecuteAsync($"INSERT INTO silver_card_prices (card_id, market, finish, observed_on, currency, market_price, bronze_id) SELECT card_id, market, '{finish}', observed_on, currency, 0, bronze_id FROM silver_card_prices WHERE finish = 'normal'");
        await pipeline.ExecuteAsync("UPDATE silver_card_identities SET normalizer_version = 2");
        await pipeline.DrainAsync();

        Assert.Equal(["tcgplayer|normal"], await pipeline.RowsAsync(Rows));
    }

    private static JsonNode Block(string updatedAt, string prices) => JsonNode.Parse($$"""{"url":"https://prices.example/1","updatedAt":"{{updatedAt}}","prices":{{prices}}}""")!;

    private static Task EventuallyAsync(TestPipeline pipeline, IEnumerable<string> expected) => Eventually.ThatAsync(
        async _ => (await pipeline.RowsAsync(Issues)).Select(row => row.Split(' ')[0]).Order(StringComparer.Ordinal).SequenceEqual(expected.Order(StringComparer.Ordinal)),
        TimeSpan.FromSeconds(60), "the issues are: " + string.Join(", ", expected), TestContext.Current.CancellationToken);
}
