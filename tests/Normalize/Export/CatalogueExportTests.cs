using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Configuration;
using PokedexTop.Ingest.Sources;
using PokedexTop.Normalize.Export;
using PokedexTop.Normalize.Tests.Pipeline;
using PokedexTop.Testing;

namespace PokedexTop.Normalize.Tests.Export;

public sealed class CatalogueExportTests
{
    [Fact]
    public async Task Sets_and_cards_come_back_in_the_sources_order()
    {
        await using var catalogue = SmallCatalogue.Standard();
        await catalogue.SyncAsync();
        using var output = new TemporaryFolder();

        var result = await catalogue.Reader<CatalogueExport>().WriteAsync(output.Path, ExportShape.PokemonTcg, false, null, TestContext.Current.CancellationToken);

        Assert.Equal((2, 5, 0), (result.Sets, result.Cards, result.LeftOut.Count));
        Assert.Empty(result.Incomplete);
        Assert.Equal(["beta", "alpha"], Ids(output.Combine("sets", "en.json")));
        Assert.Equal(["alpha-10", "alpha-9", "alpha-TG01"], Ids(output.Combine("cards", "en", "alpha.json")));
        AssertSame(catalogue.CardFile("beta"), output.Combine("cards", "en", "beta.json"));
        Assert.Equal(Sum(output.Path), result.Checksum);
        Assert.Empty(Directory.EnumerateFiles(output.Path, "*.writing", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Beside_a_second_feed_the_first_one_comes_back_as_it_was_and_all_there_is_in_full()
    {
        using var folder = new TemporaryFolder();
        using var first = new SampleCatalogue().WithSet("base1", 2);
        await using (var before = await TestPipeline.StartAsync(folder, first.Path))
            await before.SyncAsync();
        using var second = new SampleTcgdex().WithSet("base1", "Set base1", 3, "1", "2", "500").WithSet("me09", "Ninth", 1, "001");
        second.Edit("base1-2", card => card["category"] = "Spell");
        await using var pipeline = await TestPipeline.StartAsync(folder, second.Source);
        await pipeline.SyncAsync();
        var export = pipeline.Services.GetRequiredService<CatalogueExport>();
        using var output = new TemporaryFolder();

        var result = await export.WriteAsync(output.Path, ExportShape.PokemonTcg, false, null, TestContext.Current.CancellationToken);

        // The second feed's version of base1-2 is in quarantine, and names its illustrators; neither is the first feed's affair.
        Assert.Equal((2, 4, 0), (result.Sets, result.Cards, result.LeftOut.Count));
        Assert.Equal(["base1", "tcgdex-me09"], Ids(output.Combine("sets", "en.json")));
        Assert.Equal(["base1-1", "base1-2", "tcgdex-base1-500"], Ids(output.Combine("cards", "en", "base1.json")));
        var expected = JsonNode.Parse(File.ReadAllText(Path.Combine(first.Path, "cards", "en", "base1.json")))!.AsArray();
        var actual = JsonNode.Parse(File.ReadAllText(output.Combine("cards", "en", "base1.json")))!.AsArray();
        Assert.True(JsonNode.DeepEquals(expected[0], actual[0]), actual[0]!.ToJsonString());
        Assert.True(JsonNode.DeepEquals(expected[1], actual[1]), actual[1]!.ToJsonString());
        Assert.Null(actual[2]!["variants"]);
        Assert.Equal("pokemontcg\n", File.ReadAllText(output.Combine("feed.txt")));

        using var full = new TemporaryFolder();
        await export.WriteAsync(full.Path, ExportShape.Full, false, null, TestContext.Current.CancellationToken);
        var card = JsonNode.Parse(File.ReadAllText(full.Combine("cards", "en", "base1.json")))![0]!;
        Assert.Equal("Nobody", (string?)card["artist"]);
        Assert.Equal("tcgdex/en", (string?)card["givenBy"]!["artist"]);
        Assert.Equal(["pokemontcg base1-1", "tcgdex/en base1-1"], card["identities"]!.AsArray().Select(i => $"{i!["feed"]} {i["id"]}"));
        Assert.Equal(["normal ", "holo cosmos"], card["finishes"]!.AsArray().Select(f => $"{f!["finish"]} {f["foil"]}"));
        Assert.Equal(7, (int?)card["finishes"]![1]!["tcgplayerId"]);
        var error = Assert.Throws<ConfigurationException>(() => SourceSelection.Parse("folder:" + full.Path, "source").Feed);
        Assert.Contains("'full'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retired_and_quarantined_cards_are_left_out()
    {
        await using var catalogue = SmallCatalogue.Standard();
        await catalogue.SyncAsync();
        catalogue.Cards("alpha").RemoveAt(1);
        catalogue.Cards("beta")[0]!["supertype"] = "Spell";
        catalogue.Write();
        await catalogue.SyncAsync();
        using var output = new TemporaryFolder();

        var result = await catalogue.Reader<CatalogueExport>().WriteAsync(output.Path, ExportShape.PokemonTcg, false, null, TestContext.Current.CancellationToken);

        Assert.Equal(3, result.Cards);
        Assert.Equal([new LeftOutCard("alpha-9", "alpha", "retired"), new LeftOutCard("beta-2", "beta", "quarantined")], result.LeftOut);
        Assert.Equal(["alpha-10", "alpha-TG01"], Ids(output.Combine("cards", "en", "alpha.json")));
        Assert.Equal(["beta-1"], Ids(output.Combine("cards", "en", "beta.json")));
    }

    [Fact]
    public async Task Cards_and_sets_that_never_reached_silver_are_counted_and_named()
    {
        await using var catalogue = SmallCatalogue.Standard();
        catalogue.AddSet("gamma", "1", "2");
        catalogue.Cards("alpha")[0]!["supertype"] = "Spell";
        catalogue.Sets[2]!["name"] = null;
        catalogue.Write();
        await catalogue.SyncAsync();
        using var output = new TemporaryFolder();

        var result = await catalogue.Reader<CatalogueExport>().WriteAsync(output.Path, ExportShape.PokemonTcg, false, null, TestContext.Current.CancellationToken);

        Assert.Equal((2, 4), (result.Sets, result.Cards));
        Assert.Equal(["gamma"], result.LeftOutSets);
        Assert.Equal(
            [new LeftOutCard("alpha-10", "alpha", "quarantined"), new LeftOutCard("gamma-1", "gamma", "quarantined"), new LeftOutCard("gamma-2", "gamma", "quarantined")],
            result.LeftOut);
    }

    [Fact]
    public async Task A_set_whose_new_version_is_in_quarantine_is_written_as_it_was()
    {
        await using var catalogue = SmallCatalogue.Standard();
        await catalogue.SyncAsync();
        catalogue.Sets[1]!["name"] = null;
        catalogue.Write();
        await catalogue.SyncAsync();
        using var output = new TemporaryFolder();

        var result = await catalogue.Reader<CatalogueExport>().WriteAsync(output.Path, ExportShape.PokemonTcg, false, null, TestContext.Current.CancellationToken);

        Assert.Equal((2, 5), (result.Sets, result.Cards));
        Assert.Empty(result.Incomplete);
        Assert.Empty(result.LeftOutSets);
        Assert.Equal(["alpha-10", "alpha-9", "alpha-TG01"], Ids(output.Combine("cards", "en", "alpha.json")));
    }

    [Fact]
    public async Task A_set_that_was_never_fetched_has_no_card_file()
    {
        await using var catalogue = SmallCatalogue.Standard();
        File.WriteAllText(catalogue.CardFile("alpha"), "[{");
        await catalogue.SyncAsync();
        using var output = new TemporaryFolder();

        var result = await catalogue.Reader<CatalogueExport>().WriteAsync(output.Path, ExportShape.PokemonTcg, false, null, TestContext.Current.CancellationToken);

        Assert.Equal(["alpha"], result.Incomplete);
        Assert.False(File.Exists(output.Combine("cards", "en", "alpha.json")));
        Assert.Equal(["beta", "alpha"], Ids(output.Combine("sets", "en.json")));
    }

    [Fact]
    public async Task A_folder_that_holds_something_is_replaced_only_on_demand()
    {
        await using var catalogue = SmallCatalogue.Standard();
        await catalogue.SyncAsync();
        using var output = new TemporaryFolder();
        Directory.CreateDirectory(output.Combine("cards", "en"));
        File.WriteAllText(output.Combine("cards", "en", "old.json"), "[]");
        File.WriteAllText(output.Combine("notes.txt"), "mine");
        var export = catalogue.Reader<CatalogueExport>();

        await Assert.ThrowsAsync<ConfigurationException>(() => export.WriteAsync(output.Path, ExportShape.PokemonTcg, false, null, TestContext.Current.CancellationToken));
        var result = await export.WriteAsync(output.Path, ExportShape.PokemonTcg, true, null, TestContext.Current.CancellationToken);

        Assert.False(File.Exists(output.Combine("cards", "en", "old.json")));
        Assert.Equal("mine", File.ReadAllText(output.Combine("notes.txt")));
        Assert.Equal(Sum(output.Path), result.Checksum);
    }

    [Theory]
    [InlineData("base1", true)]
    [InlineData("cel25c-15_A1", true)]
    [InlineData("../base1", false)]
    [InlineData("a/b", false)]
    [InlineData("a\\b", false)]
    [InlineData("..", false)]
    [InlineData("", false)]
    public void A_set_id_that_leads_out_of_the_folder_is_no_file_name(string id, bool expected) => Assert.Equal(expected, ExportFolder.IsFileName(id));

    private static List<string> Ids(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(file));
        return [.. json.RootElement.EnumerateArray().Select(e => e.GetProperty("id").GetString()!)];
    }

    private static void AssertSame(string expected, string actual)
    {
        using var one = JsonDocument.Parse(File.ReadAllBytes(expected));
        using var other = JsonDocument.Parse(File.ReadAllBytes(actual));
        Assert.True(JsonElement.DeepEquals(one.RootElement, other.RootElement), $"{actual} differs from {expected}");
    }

    /// <summary>What sha256sum over the files prints, hashed once more.</summary>
    private static string Sum(string folder)
    {
        var files = new[] { "sets/en.json" }.Concat(Directory.EnumerateFiles(Path.Combine(folder, "cards", "en")).Select(f => "cards/en/" + Path.GetFileName(f)).Order(StringComparer.Ordinal));
        var lines = files.Select(f => $"{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, f))))}  {f}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))));
    }
}
