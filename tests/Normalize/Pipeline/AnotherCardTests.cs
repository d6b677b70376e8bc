using System.Text.Json.Nodes;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Testing;

namespace PokedexTop.Normalize.Tests.Pipeline;

public sealed class AnotherCardTests
{
    private const string Issues = "SELECT severity, detail FROM silver_quality_issues WHERE \"rule\" = 'another-card' AND card_id = 's1-2'";

    [Theory]
    [EveryDatabase]
    public async Task An_id_that_shows_another_card_is_a_warning_until_it_changes_again_and_stands_in_the_change_feed(DatabaseProvider provider)
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 2);
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path, provider);
        await pipeline.SyncAsync();

        catalogue.Replace("s1", "s1-2", card => (card["name"], card["supertype"]) = ("Fairy Energy", "Energy"));
        await pipeline.SyncAsync();
        const string There = "warning|/name and /supertype both changed: the id was \"Sample 2\" (Pokémon) and is \"Fairy Energy\" (Energy) now. Whatever refers to the id may mean the other card.";
        Assert.Equal([There], await pipeline.RowsAsync(Issues));
        var fields = JsonNode.Parse((await pipeline.RowsAsync("SELECT fields FROM silver_changes WHERE card_id = 's1-2' AND kind = 'changed'"))[0])!.AsArray().Select(f => (string?)f).ToList();
        Assert.Contains("name", fields);
        Assert.Contains("supertype", fields);

        // It tells of a change: neither a replay nor a later version of the same card takes it away.
        await pipeline.ReplayAsync();
        catalogue.Replace("s1", "s1-2", card => card["artist"] = "Somebody");
        await pipeline.SyncAsync();
        Assert.Equal([There], await pipeline.RowsAsync(Issues));

        catalogue.Replace("s1", "s1-2", card => (card["name"], card["supertype"]) = ("Sample 2", "Pokémon"));
        await pipeline.SyncAsync();
        Assert.StartsWith("warning|/name and /supertype both changed: the id was \"Fairy Energy\" (Energy)", Assert.Single(await pipeline.RowsAsync(Issues)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_or_a_supertype_that_is_corrected_alone_is_no_issue()
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 2);
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path);
        await pipeline.SyncAsync();
        catalogue.Replace("s1", "s1-1", card => card["name"] = "Charmander").Replace("s1", "s1-2", card => card["supertype"] = "Trainer");
        await pipeline.SyncAsync();
        Assert.Empty(await pipeline.RowsAsync("SELECT card_id FROM silver_quality_issues WHERE card_id IS NOT NULL"));
    }
}
