using System.Globalization;
using System.Text.Json;
using PokedexTop.FakeApi;
using PokedexTop.Testing;

namespace PokedexTop.Tests.EndToEnd;

/// <summary>The second source as a user sees it: when the first closes, and with texts in other languages.</summary>
public sealed class TcgdexTests
{
    private const string Happened = "SELECT card_id, kind FROM silver_changes WHERE kind <> 'appeared' ORDER BY id";

    [Fact]
    public async Task When_the_first_source_closes_for_ever_nothing_is_lost_new_sets_arrive_and_all_returns_when_it_does()
    {
        await using var api = await FakeTcgApi.StartAsync(new FakeTcgApiOptions(), TestContext.Current.CancellationToken);
        api.Catalogue.PutSet("""{"id":"base1","name":"Base","series":"Base","printedTotal":102,"total":102,"releaseDate":"1999/01/09","legalities":{"unlimited":"Legal"} }""");
        foreach (var number in new[] { 1, 2, 3 })
            api.Catalogue.Add("base1", $$"""{"id":"base1-{{number}}","name":"Sample {{number}}","supertype":"Pokémon","subtypes":["Basic"],"hp":"60","types":["Fire"],"number":"{{number}}","nationalPokedexNumbers":[4],"artist":"Nobody"}""");
        var second = api.Tcgdex.Language("en");
        Put(second, "base1", "Base", 1, 2, 3);
        using var copy = Copy(api);
        await copy.RunAsync(0, "sync");
        await copy.RunAsync(0, "export", "catalogue", "--out", "before");

        api.Faults.ClosesAt = DateTimeOffset.UtcNow;
        copy.Environment["Source__PokemonTcg__ClosesOn"] = DateTime.UtcNow.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Put(second, "me09", "Ninth", 1, 2);
        var after = await copy.JsonAsync(0, "sync");

        Assert.Equal("tcgdex", after.GetProperty("source").GetString());
        Assert.Equal(["base1|base1-1", "base1|base1-2", "base1|base1-3", "tcgdex-me09|tcgdex-me09-001", "tcgdex-me09|tcgdex-me09-002"],
            copy.Rows("SELECT set_id, card_id FROM silver_tcg_cards WHERE retired_at IS NULL AND merged_into IS NULL ORDER BY card_id"));
        Assert.DoesNotContain(copy.Rows(Happened), change => !change.EndsWith("|changed", StringComparison.Ordinal));
        const string StandIn = "The source 'pokemontcg' does not serve: it is closed since ";
        Assert.Contains(StandIn, (await copy.RunAsync(0, "status")).StandardOutput, StringComparison.Ordinal);
        Assert.StartsWith(StandIn, (await copy.JsonAsync(0, "status")).GetProperty("standIn").GetString(), StringComparison.Ordinal);
        await copy.RunAsync(0, "export", "catalogue", "--out", "after");
        Assert.Equal(File.ReadAllText(Path.Combine(copy.FolderPath, "before", "cards", "en", "base1.json")), File.ReadAllText(Path.Combine(copy.FolderPath, "after", "cards", "en", "base1.json")));

        api.Faults.Clear();
        copy.Environment["Source__PokemonTcg__ClosesOn"] = "never";
        var (versions, changes) = (copy.Rows("SELECT feed, card_id, version FROM bronze_tcg_cards ORDER BY id"), copy.Rows("SELECT id FROM silver_changes"));
        Assert.Equal("pokemontcg", (await copy.JsonAsync(0, "sync")).GetProperty("source").GetString());
        Assert.Equal(versions, copy.Rows("SELECT feed, card_id, version FROM bronze_tcg_cards ORDER BY id"));
        Assert.Equal(changes, copy.Rows("SELECT id FROM silver_changes"));
    }

    [Fact]
    public async Task Texts_of_the_configured_languages_follow_a_sync_which_waits_for_them_and_cards_are_found_by_them()
    {
        using var folder = new TemporaryFolder();
        Write(folder, "en", "Base", "Sample 1", "Sample 2");
        Write(folder, "fr", "Base", "Échantillon 1", "Échantillon 2");
        Write(folder, "ja", "基本", "見本一", "見本二");
        using var copy = new EmbeddedCopy();
        copy.Environment["Source__Tcgdex__Languages"] = "fr, ja";
        var source = "tcgdex-folder:" + folder.Path;

        var first = await copy.JsonAsync(0, "sync", "--source", source);

        Assert.Equal(["tcgdex-folder/fr completed 2", "tcgdex-folder/ja completed 2"], first.GetProperty("texts").EnumerateArray().Select(t => $"{t.GetProperty("source").GetString()} {t.GetProperty("status").GetString()} {t.GetProperty("cards").GetProperty("new").GetInt32()}"));
        Assert.Equal(["base1-1|fr|Échantillon 1", "base1-1|ja|見本一", "base1-2|fr|Échantillon 2", "base1-2|ja|見本二"], copy.Rows("SELECT card_id, language, name FROM silver_card_texts ORDER BY card_id, language"));
        Assert.Equal(["Sample 1", "Sample 2"], copy.Rows("SELECT name FROM silver_tcg_cards ORDER BY card_id"));
        Assert.Equal("base1-2", (await copy.JsonAsync(0, "search", "name:\"échantillon 2\"")).GetProperty("data").EnumerateArray().Single().GetProperty("id").GetString());
        Assert.Equal("base1-1", (await copy.JsonAsync(0, "search", "見本一")).GetProperty("data").EnumerateArray().Single().GetProperty("id").GetString());

        await copy.RunAsync(0, "export", "catalogue", "--shape", "full", "--out", "full");
        using var full = JsonDocument.Parse(File.ReadAllText(Path.Combine(copy.FolderPath, "full", "cards", "en", "base1.json")));
        Assert.Equal(["fr", "ja"], full.RootElement[0].GetProperty("texts").EnumerateArray().Select(t => t.GetProperty("language").GetString()!));

        // A language that loses a card says nothing of the card itself, and one that cannot be read is told.
        Write(folder, "fr", "Base", "Échantillon 1");
        File.Delete(folder.Combine("ja", "sets.json"));
        var second = await copy.RunAsync(3, "sync", "--source", source);
        Assert.Contains("Texts from tcgdex-folder/fr: completed; 1 seen", second.StandardOutput, StringComparison.Ordinal);
        Assert.Contains("Texts from tcgdex-folder/ja: ", second.StandardError, StringComparison.Ordinal);
        Assert.Empty(copy.Rows(Happened));

        Write(folder, "ja", "基本", "見本一", "見本二");
        Assert.Equal(["tcgdex-folder/fr", "tcgdex-folder/ja"], (await copy.JsonAsync(0, "sync", "--source", source, "--new-sets")).GetProperty("texts").EnumerateArray().Select(t => t.GetProperty("source").GetString()!));
        // A set that is renamed while nobody follows it is found by its new name, also by the index that is kept.
        Write(folder, "en", "Renamed", "Sample 1", "Sample 2");
        await copy.RunAsync(0, "sync", "--source", source);
        Assert.Equal(2, (await copy.JsonAsync(0, "search", "set.name:renamed")).GetProperty("total").GetInt32());

        // By itself, and a part of the catalogue without them.
        Assert.Equal(JsonValueKind.Undefined, (await copy.JsonAsync(0, "sync", "--source", source, "--set", "base1")).TryGetProperty("texts", out var texts) ? texts.ValueKind : JsonValueKind.Undefined);
        Assert.Equal("tcgdex-folder/fr", (await copy.JsonAsync(0, "sync", "--source", $"tcgdex-folder/fr:{folder.Path}")).GetProperty("source").GetString());
        Assert.Contains("Source:Tcgdex:Languages", (await copy.RunAsync(2, "sync", "--source", source, "--Source:Tcgdex:Languages=xx")).StandardError, StringComparison.Ordinal);
        Assert.Contains("tcgdex/fr", (await copy.RunAsync(2, "sync", "--source", "tcgdex/xx")).StandardError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_set_of_both_feeds_that_has_more_cards_than_its_total_says_is_told_once()
    {
        await using var api = await FakeTcgApi.StartAsync(new FakeTcgApiOptions(), TestContext.Current.CancellationToken);
        api.Catalogue.PutSet("""{"id":"base1","name":"Base","series":"Base","printedTotal":1,"total":1,"releaseDate":"1999/01/09"}""");
        api.Catalogue.Add("base1", """{"id":"base1-1","name":"Sample 1","supertype":"Pokémon","number":"1"}""");
        Put(api.Tcgdex.Language("en"), "base1", "Base", 1, 2);
        using var copy = Copy(api);
        await copy.RunAsync(0, "sync", "--source", "pokemontcg");
        await copy.RunAsync(0, "sync", "--source", "tcgdex");

        Assert.Contains("total says: base1 2 of 1.", (await copy.RunAsync(0, "status")).StandardOutput, StringComparison.Ordinal);
    }

    private static EmbeddedCopy Copy(FakeTcgApi api)
    {
        var copy = new EmbeddedCopy();
        foreach (var (key, value) in new[] { ("PokemonTcg__BaseUrl", api.BaseUrl), ("Tcgdex__BaseUrl", api.TcgdexUrl), ("Tcgdex__PerMinute", "0"), ("PokemonTcg__KeylessPerMinute", "0") })
            copy.Environment["Source__" + key] = value;
        return copy;
    }

    private static void Put(TcgdexLanguage language, string setId, string name, params int[] numbers)
    {
        var briefs = new List<string>();
        foreach (var number in numbers)
        {
            // Old sets have no leading zeros, as in the first feed.
            var local = setId == "base1" ? $"{number}" : $"{number:000}";
            briefs.Add($$"""{"id":"{{setId}}-{{local}}","localId":"{{local}}","name":"Sample {{number}}"}""");
            language.PutCard($$"""{"id":"{{setId}}-{{local}}","localId":"{{local}}","name":"Sample {{number}}","category":"Pokemon","illustrator":"Nobody","rarity":"Common","set":{"id":"{{setId}}","name":"{{name}}"},"dexId":[4],"hp":60,"types":["Fire"],"stage":"Basic"}""");
        }
        language.PutSet($$"""{"id":"{{setId}}","name":"{{name}}","serie":{"id":"base","name":"Base"},"releaseDate":"1999-01-09","cardCount":{"total":{{numbers.Length}},"official":{{numbers.Length}} },"cards":[{{string.Join(',', briefs)}}]}""");
    }

    private static void Write(TemporaryFolder folder, string language, string set, params string[] names)
    {
        Directory.CreateDirectory(folder.Combine(language));
        var briefs = string.Join(',', names.Select((name, i) => $$"""{"id":"base1-{{i + 1}}","localId":"{{i + 1}}","name":"{{name}}"}"""));
        File.WriteAllText(folder.Combine(language, "sets.json"), $$"""[{"id":"base1","name":"{{set}}","serie":{"id":"base","name":"{{set}}"},"releaseDate":"1999-01-09","cardCount":{"total":{{names.Length}},"official":{{names.Length}} },"cards":[{{briefs}}]}]""");
        File.WriteAllText(folder.Combine(language, "cards.json"), "[" + string.Join(',', names.Select((name, i) =>
            $$"""{"id":"base1-{{i + 1}}","localId":"{{i + 1}}","name":"{{name}}","category":"Pokemon","illustrator":"Nobody","set":{"id":"base1","name":"{{set}}"},"dexId":[4],"hp":60,"types":["Fire"],"stage":"Basic"}""")) + "]");
    }
}
