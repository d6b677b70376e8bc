using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Normalize.Export;
using PokedexTop.Normalize.Feeds.PokemonTcg;
using PokedexTop.Normalize.Feeds.Reading;
using PokedexTop.Normalize.Verify;
using PokedexTop.Testing;

namespace PokedexTop.Normalize.Tests.Pipeline;

/// <summary>Cards without a collector number, as basic energies are.</summary>
public sealed class NumberlessCardsTests
{
    private const string Energy = """{"id":"s1-g","name":"Grass Energy","supertype":"Energy","subtypes":["Basic"],"images":{"small":"https://images.example/s1-g.png"}}""";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task They_stand_last_in_their_set_with_an_issue_and_the_copy_is_complete()
    {
        using var folder = new TemporaryFolder();
        using var output = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 11);
        catalogue.Cards("s1").Insert(0, Energy);
        catalogue.Save();
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path);
        await pipeline.SyncAsync();

        Assert.Equal("s1-g|", (await pipeline.RowsAsync("SELECT card_id, number FROM current_cards ORDER BY number_sort"))[^1]);
        Assert.Equal(["s1-g|info"], await pipeline.RowsAsync($"SELECT card_id, severity FROM silver_quality_issues WHERE \"rule\" = '{QualityRules.MissingNumber}'"));
        Assert.Equal(["s1|12|12|100"], await pipeline.RowsAsync("SELECT set_id, listed, cards, percent_of_listed FROM set_completion"));
        var verified = await pipeline.Services.GetRequiredService<Verification>().VerifyAsync(null, _ => { }, null, Stop);
        Assert.True(verified.Complete, string.Join(", ", verified.Differences));
        await pipeline.Services.GetRequiredService<CatalogueExport>().WriteAsync(output.Path, ExportShape.PokemonTcg, overwrite: true, null, Stop);
        Assert.DoesNotContain("\"number\": null", await File.ReadAllTextAsync(output.Combine("cards", "en", "s1.json"), Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Those_that_an_earlier_version_put_into_quarantine_leave_it_by_themselves()
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 2);
        catalogue.Cards("s1").Add(Energy);
        catalogue.Save();
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path);
        await pipeline.SyncAsync();
        await pipeline.ExecuteAsync("DELETE FROM silver_tcg_cards WHERE card_id = 's1-g'");
        await pipeline.ExecuteAsync("UPDATE silver_card_identities SET card_id = NULL, outcome = 'rejected', normalizer_version = 2 WHERE feed_card_id = 's1-g'");
        await pipeline.ExecuteAsync("INSERT INTO silver_rejects (id, layer, \"key\", reason, detail, attempts, first_at, last_at) VALUES (1, 'card', 'pokemontcg/s1-g', 'missing-number', '', 1, '2026-11-01', '2026-11-01')");

        await pipeline.DrainAsync();

        Assert.Equal(["s1-g"], await pipeline.RowsAsync("SELECT card_id FROM silver_tcg_cards WHERE number IS NULL"));
        Assert.Empty(await pipeline.RowsAsync("SELECT id FROM silver_rejects WHERE resolved_at IS NULL"));
    }
}
