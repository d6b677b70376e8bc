using System.Text.Json.Nodes;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Testing;

namespace PokedexTop.Normalize.Tests.Pipeline;

/// <summary>A version that cannot be normalised leaves the one before it in silver, with everything that was made of it.</summary>
public sealed class RefusedVersionTests
{
    private const string Prices = """{"updatedAt":"2026/11/20","prices":{"holofoil":{"low":1.5,"market":"2.5"}}}""";

    // Whatever silver says of the card and of its set, but for what tells of the refusal itself.
    private static readonly string[] s_kept =
    [
        "SELECT * FROM silver_tcg_cards WHERE card_id = 's1-1'",
        "SELECT * FROM silver_tcg_card_pokemon WHERE card_id = 's1-1'",
        "SELECT * FROM silver_card_prices WHERE card_id = 's1-1'",
        "SELECT card_id, set_id, bronze_id, \"rule\", severity, detail, original_value FROM silver_quality_issues ORDER BY card_id, set_id, \"rule\", detail",
        "SELECT * FROM silver_schema_drift ORDER BY path, kind",
        "SELECT * FROM silver_changes ORDER BY id",
        "SELECT name, total, bronze_id, content_hash, extra FROM silver_tcg_sets WHERE set_id = 's1'",
        "SELECT card_id, matched_by FROM silver_card_identities WHERE feed_card_id = 's1-1'",
        "SELECT set_id FROM silver_set_identities WHERE feed_set_id = 's1'",
    ];

    [Theory]
    [EveryDatabase]
    public async Task A_card_whose_new_version_is_refused_keeps_species_issues_prices_and_drift(DatabaseProvider provider)
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 2);
        catalogue.Replace("s1", "s1-1", card =>
        {
            card["nationalPokedexNumbers"] = new JsonArray(6, 7);
            card["hp"] = 90;
            card["brandNew"] = true;
            card["tcgplayer"] = JsonNode.Parse(Prices);
        });
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path, provider);
        await pipeline.SyncAsync();
        // Prices may come after the cards.
        await pipeline.DrainAsync();
        var before = await KeptAsync(pipeline);
        Assert.Equal(["6", "7"], await pipeline.RowsAsync("SELECT pokedex_number FROM silver_tcg_card_pokemon WHERE card_id = 's1-1' ORDER BY position"));
        Assert.NotEqual(0, await pipeline.CountAsync("SELECT COUNT(*) FROM silver_quality_issues WHERE card_id = 's1-1'"));

        catalogue.Replace("s1", "s1-1", card => card.Remove("name"));
        Assert.Equal(SyncStatus.Completed, (await pipeline.SyncAsync()).Status);

        Assert.Equal(["pokemontcg/s1-1|missing-name"], await pipeline.RowsAsync("SELECT \"key\", reason FROM silver_rejects WHERE resolved_at IS NULL"));
        Assert.Equal(before, await KeptAsync(pipeline));

        await pipeline.ReplayAsync();
        Assert.Equal(before, await KeptAsync(pipeline));
    }

    [Fact]
    public async Task A_set_whose_new_version_is_refused_keeps_its_issues()
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 1).ReplaceInList("\"total\":3", "\"total\":\"3\"");
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path);
        await pipeline.SyncAsync();
        await pipeline.DrainAsync();
        var before = await KeptAsync(pipeline);

        catalogue.ReplaceInList("\"name\":\"Set s1\"", "\"name\":null");
        await pipeline.SyncAsync();

        Assert.Equal(["pokemontcg/s1|missing-name"], await pipeline.RowsAsync("SELECT \"key\", reason FROM silver_rejects WHERE resolved_at IS NULL"));
        Assert.Equal(before, await KeptAsync(pipeline));
    }

    private static async Task<List<string>> KeptAsync(TestPipeline pipeline)
    {
        var kept = new List<string>();
        foreach (var select in s_kept)
            kept.AddRange((await pipeline.RowsAsync(select)).Select(row => $"{select}: {row}"));
        return kept;
    }
}
