using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Data;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Sources;
using PokedexTop.Ingest.Tests.Syncs;
using PokedexTop.Testing;

namespace PokedexTop.Ingest.Tests.Sources.Tcgdex;

/// <summary>A folder of TCGdex's data as a source.</summary>
public sealed class TcgdexFolderTests : IDisposable
{
    private const string Sets =
        """
        [{"id":"base1","name":"Base Set","serie":{"id":"base","name":"Base"},"cardCount":{"total":2,"official":2},"cards":[{"id":"base1-1","localId":"1","name":"Alakazam"},{"id":"base1-2","localId":"2","name":"Blastoise"}]},
         {"id":"wp","name":"W Promotional","serie":{"id":"base","name":"Base"},"cardCount":{"total":7,"official":7},"cards":[]},
         {"id":"A1","name":"Genetic Apex","serie":{"id":"tcgp","name":"Pokémon TCG Pocket"},"cardCount":{"total":1,"official":1},"cards":[{"id":"A1-001","localId":"001","name":"Bulbasaur"}]}]
        """;

    private const string Cards =
        """
        [{"id":"base1-1","localId":"1","name":"Alakazam","category":"Pokemon","dexId":[65],"set":{"id":"base1"}},
         {"id":"base1-2","localId":"2","name":"Blastoise","category":"Pokemon","dexId":[9]},
         {"id":"A1-001","localId":"001","name":"Bulbasaur","category":"Pokemon","dexId":[1],"set":{"id":"A1"}}]
        """;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_sync_takes_every_card_as_it_stands_and_leaves_the_other_game_out()
    {
        await using var ingest = await IngestAsync();

        var run = await ingest.SyncAsync();

        Assert.Equal((SyncStatus.Completed, "tcgdex/en", "tcgdex-folder"), (run.Status, run.Feed, run.Source));
        Assert.Equal([("base1", 2, true), ("wp", 0, true)], await FetchesAsync(ingest));
        Assert.Equal([("base1-1", "base1"), ("base1-2", "base1")],
            await ingest.ReadAsync("SELECT card_id, set_id FROM bronze_tcg_cards ORDER BY card_id", row => (row.GetString(0), row.GetString(1))));
        Assert.Equal("""{"id":"base1-2","localId":"2","name":"Blastoise","category":"Pokemon","dexId":[9]}""",
            Assert.Single(await ingest.ReadAsync("SELECT payload FROM bronze_tcg_cards WHERE card_id = 'base1-2'", row => row.GetString(0))));
        Assert.Equal(["base1", "wp"], await ingest.ReadAsync("SELECT set_id FROM bronze_tcg_sets ORDER BY id", row => row.GetString(0)));
    }

    [Fact]
    public async Task Pocket_is_read_where_it_is_asked_for()
    {
        await using var ingest = await IngestAsync(settings: ("Source:Tcgdex:Pocket", "true"));

        await ingest.SyncAsync();

        Assert.Equal(["A1-001", "base1-1", "base1-2"], await ingest.ReadAsync("SELECT card_id FROM bronze_tcg_cards ORDER BY card_id", row => row.GetString(0)));
    }

    [Fact]
    public async Task A_second_sync_makes_a_version_of_what_changed_alone()
    {
        await using var ingest = await IngestAsync();
        await ingest.SyncAsync();
        await WriteAsync(Sets, Cards.Replace("[65]", "[64]", StringComparison.Ordinal));

        await ingest.SyncAsync();

        Assert.Equal([("base1-1", 2L), ("base1-2", 1L)], await ingest.ReadAsync("SELECT card_id, MAX(version) FROM bronze_tcg_cards GROUP BY card_id ORDER BY card_id", row => (row.GetString(0), row.GetInt64(1))));
        Assert.Equal(2, await ingest.CountAsync("bronze_tcg_sets"));
    }

    [Fact]
    public async Task A_card_that_its_set_lists_and_the_cards_lack_is_not_gone()
    {
        await using var ingest = await IngestAsync();
        await ingest.SyncAsync();
        await WriteAsync(Sets, Cards.Replace("\"base1-2\"", "\"base1-3\"", StringComparison.Ordinal));

        var run = await ingest.SyncAsync();

        Assert.Equal(SyncStatus.Partial, run.Status);
        Assert.Contains("sets.json lists 3 cards, of which cards.json lacks 1, such as base1-2", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(("base1", 2, true), await FetchesAsync(ingest, run.SyncId));
    }

    [Fact]
    public async Task Two_sets_of_one_id_are_told_and_neither_loses_cards()
    {
        await using var ingest = await IngestAsync();
        await ingest.SyncAsync();
        await WriteAsync(
            Sets.Replace("\n {\"id\":\"wp\"", """{"id":"base1","name":"Another","serie":{"id":"base","name":"Base"},"cardCount":{"total":1,"official":1},"cards":[{"id":"base1-3","localId":"3","name":"Chansey"}]},{"id":"wp" """, StringComparison.Ordinal),
            Cards.Replace("}]", """},{"id":"base1-3","localId":"3","name":"Chansey","category":"Pokemon","set":{"id":"base1"}}]""", StringComparison.Ordinal));

        var run = await ingest.SyncAsync();

        Assert.Equal(["base1-1", "base1-2", "base1-3"], await ingest.ReadAsync("SELECT card_id FROM bronze_tcg_cards ORDER BY card_id", row => row.GetString(0)));
        Assert.Equal(SyncStatus.Partial, run.Status);
        Assert.StartsWith("1 item of the list of sets could not be ta", run.Error, StringComparison.Ordinal);
        Assert.StartsWith("a second, different item with the id 'base1'", Assert.Single(await ingest.ReadAsync("SELECT reason FROM bronze_rejects", row => row.GetString(0))), StringComparison.Ordinal);
        Assert.Equal(["Base Set", "W Promotional"], (await ingest.ReadAsync("SELECT payload FROM bronze_tcg_sets ORDER BY id", row => row.GetString(0))).Select(p => System.Text.Json.Nodes.JsonNode.Parse(p)!["name"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_query_is_answered_from_the_cards()
    {
        await using var ingest = await IngestAsync();

        await ingest.SyncAsync(new SyncScope { Pokemon = "Blastoise" });
        await ingest.SyncAsync(new SyncScope { Cards = ["base1-1"] });

        Assert.Equal(["base1-2", "base1-1"], await ingest.ReadAsync("SELECT card_id FROM bronze_tcg_cards ORDER BY id", row => row.GetString(0)));
    }

    [Fact]
    public async Task A_missing_folder_is_told_with_what_is_expected()
    {
        await using var ingest = await IngestAsync();
        Directory.Delete(_folder.Combine("en"), recursive: true);

        var run = await ingest.SyncAsync();

        Assert.Equal((SyncStatus.Failed, SyncReason.SetListUnreadable), (run.Status, run.Reason));
        Assert.Contains("the file sets.json is missing", run.Error, StringComparison.Ordinal);
        Assert.Contains("en/sets.json and en/cards.json", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_shared_data_comes_whole()
    {
        var data = TestData.TcgdexFolder;
        Requirement.Time("the whole catalogue");
        await using var ingest = await IngestHost.StartAsync(Source(data), settings: ("Source:Tcgdex:Pocket", "true"));

        var run = await ingest.SyncAsync();

        Assert.Equal((SyncStatus.Completed, (string?)null), (run.Status, run.Error));
        Assert.Equal((218, 23_546), (await ingest.CountAsync("bronze_tcg_sets"), await ingest.CountAsync("bronze_tcg_cards")));
        Assert.Equal(218, await ingest.CountAsync("bronze_set_fetches WHERE complete = @yes", ("@yes", true)));
        Assert.Equal(0, await ingest.CountAsync("bronze_rejects"));
    }

    private static Action<IServiceCollection, IConfiguration> Source(string folder) =>
        (services, configuration) => services.AddCardSource(configuration, SourceSelection.Parse("tcgdex-folder:" + folder, "source"));

    private static Task<List<(string, int, bool)>> FetchesAsync(IngestHost ingest, Guid? syncId = null) => ingest.ReadAsync(
        "SELECT set_id, received, complete FROM bronze_set_fetches WHERE @sync IS NULL OR sync_id = @sync ORDER BY id", row => (row.GetString(0), row.GetInt32(1), row.GetBoolean(2)),
        ("@sync", syncId?.ToString()));

    private async Task<IngestHost> IngestAsync(params (string, string)[] settings)
    {
        await WriteAsync(Sets, Cards);
        return await IngestHost.StartAsync(Source(_folder.Path), null, settings);
    }

    private async Task WriteAsync(string sets, string cards)
    {
        Directory.CreateDirectory(_folder.Combine("en"));
        await File.WriteAllTextAsync(_folder.Combine("en", "sets.json"), sets, Stop);
        await File.WriteAllTextAsync(_folder.Combine("en", "cards.json"), cards, Stop);
    }
}
