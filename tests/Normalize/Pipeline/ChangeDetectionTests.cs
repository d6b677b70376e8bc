using System.Text.Json.Nodes;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Testing;

namespace PokedexTop.Normalize.Tests.Pipeline;

public sealed class ChangeDetectionTests
{
    [Theory]
    [EveryDatabase]
    public async Task A_changed_card_moves_through_alone_and_going_back_makes_a_third_version(DatabaseProvider provider)
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 4);
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path, provider);
        await pipeline.SyncAsync();

        catalogue.Replace("s1", "s1-2", card => card["hp"] = "90");
        var changed = await pipeline.SyncAsync();
        Assert.Equal(5, await pipeline.CountAsync("SELECT COUNT(*) FROM bronze_tcg_cards"));
        Assert.Equal(1, await pipeline.CountAsync($"SELECT COUNT(*) FROM bronze_tcg_cards WHERE sync_id = '{changed.SyncId}' AND card_id = 's1-2' AND version = 2"));
        Assert.Equal(["s1-2|90"], await pipeline.RowsAsync("SELECT card_id, hp FROM silver_tcg_cards WHERE hp <> 60"));
        Assert.Equal(["s1-2|changed|[\"hp\"]"], await pipeline.RowsAsync("SELECT card_id, kind, fields FROM silver_changes WHERE kind <> 'appeared'"));

        catalogue.Replace("s1", "s1-2", card => card["hp"] = "60");
        await pipeline.SyncAsync();
        Assert.Equal(3, await pipeline.CountAsync("SELECT MAX(version) FROM bronze_tcg_cards WHERE card_id = 's1-2'"));
        Assert.Equal(1, await pipeline.CountAsync("SELECT COUNT(DISTINCT content_hash) FROM bronze_tcg_cards WHERE card_id = 's1-2' AND version IN (1, 3)"));
        Assert.Equal(60, await pipeline.CountAsync("SELECT hp FROM silver_tcg_cards WHERE card_id = 's1-2'"));
    }

    [Theory]
    [EveryDatabase]
    public async Task A_new_version_that_says_nothing_new_leaves_the_time_of_the_last_change(DatabaseProvider provider)
    {
        const string Card = "SELECT normalized_at FROM silver_tcg_cards WHERE card_id = 's1-1'";
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 1);
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path, provider);
        await pipeline.SyncAsync();
        var before = await pipeline.RowsAsync(Card);

        // Standardised to the 60 that is there.
        catalogue.Replace("s1", "s1-1", card => card["hp"] = "060");
        await pipeline.SyncAsync();
        Assert.Equal(["2"], await pipeline.RowsAsync("SELECT b.version FROM silver_tcg_cards c JOIN bronze_tcg_cards b ON b.id = c.bronze_id"));
        Assert.Equal(before, await pipeline.RowsAsync(Card));
        Assert.Equal(["appeared"], await pipeline.RowsAsync("SELECT kind FROM silver_changes"));

        catalogue.Replace("s1", "s1-1", card => card["hp"] = "70");
        await pipeline.SyncAsync();
        Assert.NotEqual(before, await pipeline.RowsAsync(Card));
    }

    [Fact]
    public async Task Other_spelling_of_the_same_content_is_no_new_version()
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 2);
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path);
        await pipeline.SyncAsync();
        var card = JsonNode.Parse(catalogue.Cards("s1")[0])!.AsObject();
        var reversed = new JsonObject(card.Reverse().Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone())));
        catalogue.Cards("s1")[0] = reversed.ToJsonString().Replace("[4]", "[ 4.0 ]", StringComparison.Ordinal).Replace("Sample 1", "S\\u0061mple 1", StringComparison.Ordinal);
        catalogue.Save();

        await pipeline.SyncAsync();
        Assert.Equal(2, await pipeline.CountAsync("SELECT COUNT(*) FROM bronze_tcg_cards"));
    }

    [Theory]
    [EveryDatabase]
    public async Task A_payload_is_kept_exactly_and_the_file_can_be_rebuilt_from_the_call_log(DatabaseProvider provider)
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 2);
        catalogue.Cards("s1").Add("""{ "name" : "no id" }""");
        catalogue.Save();
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path, provider);
        List<string> files = [];
        // A reject that is replaced, and comes back: each call's own stands in the latest row up to it.
        foreach (var reject in new[] { """{ "name" : "no id" }""", """{ "name" : "no id" }""", "42", """{ "name" : "no id" }""" })
        {
            catalogue.Cards("s1")[2] = reject;
            catalogue.Save();
            files.Add(await File.ReadAllTextAsync(Path.Combine(catalogue.Path, "cards", "en", "s1.json"), TestContext.Current.CancellationToken));
            await pipeline.SyncAsync();
        }

        Assert.Equal(catalogue.Cards("s1")[0], (await pipeline.RowsAsync("SELECT payload FROM bronze_tcg_cards WHERE card_id = 's1-1'"))[0]);
        Assert.Equal(3, await pipeline.CountAsync("SELECT COUNT(*) FROM bronze_rejects"));
        var calls = await pipeline.RowsAsync("SELECT id, items FROM bronze_api_calls WHERE endpoint = 'cards/en/s1.json' ORDER BY id");
        Assert.Equal(files.Count, calls.Count);
        for (var i = 0; i < files.Count; i++)
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(files[i]), await RebuiltAsync(pipeline, calls[i].Split('|', 2))), calls[i]);
    }

    private static async Task<JsonArray> RebuiltAsync(TestPipeline pipeline, string[] call)
    {
        var rebuilt = new JsonArray();
        foreach (var (id, position) in JsonNode.Parse(call[1])!.AsArray().Select((id, position) => (id, position)))
        {
            rebuilt.Add(JsonNode.Parse((await pipeline.RowsAsync(id is null
                ? $"SELECT r.payload FROM bronze_rejects r JOIN bronze_api_calls c ON c.id = r.api_call_id WHERE c.endpoint = 'cards/en/s1.json' AND r.position = {position} AND c.id <= {call[0]} ORDER BY c.id DESC"
                : $"SELECT payload FROM bronze_tcg_cards WHERE id = {id}"))[0]));
        }
        return rebuilt;
    }

    [Theory]
    [EveryDatabase]
    public async Task A_sync_of_some_sets_cards_or_species_fetches_only_those_and_retires_nothing(DatabaseProvider provider)
    {
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 3).WithSet("s2", 3);
        catalogue.Replace("s2", "s2-3", card => card["nationalPokedexNumbers"] = new JsonArray(152));
        await using var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path, provider);

        await pipeline.SyncAsync(new() { Sets = ["s1"] });
        Assert.Equal(["s1-1", "s1-2", "s1-3"], await pipeline.RowsAsync("SELECT card_id FROM silver_tcg_cards ORDER BY card_id"));
        await pipeline.SyncAsync(new() { Cards = ["s2-2"] });
        Assert.Equal(4, await pipeline.CountAsync("SELECT COUNT(*) FROM silver_tcg_cards"));
        await pipeline.SyncAsync(new() { Generations = [2] });
        Assert.Equal(["s2-2", "s2-3"], await pipeline.RowsAsync("SELECT card_id FROM silver_tcg_cards WHERE set_id = 's2' ORDER BY card_id"));
        await pipeline.SyncAsync(new() { Pokemon = "charmander" });
        Assert.Equal(6, await pipeline.CountAsync("SELECT COUNT(*) FROM silver_tcg_cards WHERE retired_at IS NULL"));
        var unknown = await pipeline.SyncAsync(new() { Sets = ["nope"] });
        Assert.Equal(SyncStatus.Failed, unknown.Status);
        Assert.Contains("no set 'nope'", unknown.Error, StringComparison.Ordinal);
    }
}
