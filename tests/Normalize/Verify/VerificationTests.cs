using System.Text.Json.Nodes;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Normalize.Export;
using PokedexTop.Normalize.Replays;
using PokedexTop.Normalize.Silver;
using PokedexTop.Normalize.Verify;
using PokedexTop.Testing;
using static PokedexTop.Normalize.Tests.Verify.Verifying;

namespace PokedexTop.Normalize.Tests.Verify;

public sealed class VerificationTests
{
    [Fact]
    public async Task A_fresh_copy_is_complete()
    {
        await using var catalogue = SmallCatalogue.Standard();
        await catalogue.SyncAsync();

        var (result, differences, report) = await VerifyAsync(catalogue);

        Assert.True(result.Complete, string.Join('\n', differences));
        Assert.Equal(("folder", "pokemontcg", 2, 5, 5), (result.Source, result.Feed, result.Sets, result.Cards, result.Verified));
        Assert.Contains($"# total pokemontcg 2 5 {result.Checksum}\n", report);
        Assert.Contains("# images: not deployed\n", report);
    }

    [Fact]
    public async Task What_rules_standardised_or_found_by_themselves_is_no_difference_until_somebody_changes_it()
    {
        await using var catalogue = SmallCatalogue.Standard();
        var card = catalogue.Cards("alpha")[0]!.AsObject();
        card["name"] = "Iron\u00A0Hands ex";
        card["weaknesses"] = new JsonArray(new JsonObject { ["type"] = "Fighting", ["value"] = "x2" });
        card.Remove("nationalPokedexNumbers");
        catalogue.Write();
        await catalogue.SyncAsync();

        var (result, differences, _) = await VerifyAsync(catalogue);
        Assert.True(result.Complete, string.Join('\n', differences));

        await catalogue.ExecuteAsync("UPDATE silver_tcg_card_pokemon SET pokedex_number = 26 WHERE card_id = 'alpha-10'");
        await AssertDifferencesAsync(catalogue, "differs-from-silver alpha alpha-10");
    }

    [Fact]
    public async Task Every_change_of_the_source_is_named()
    {
        await using var catalogue = SmallCatalogue.Standard();
        catalogue.AddSet("gamma", "1");
        await catalogue.SyncAsync();
        catalogue.Cards("alpha")[0]!["name"] = "Renamed";
        catalogue.Cards("alpha").RemoveAt(1);
        catalogue.Cards("beta").Add(SmallCatalogue.Card("beta", "3"));
        catalogue.Sets[0]!["name"] = "Another name";
        catalogue.Sets.RemoveAt(2);
        catalogue.AddSet("delta", "1");
        File.Delete(catalogue.CardFile("gamma"));

        await AssertDifferencesAsync(catalogue,
            "differs-from-bronze alpha alpha-10", "gone-from-source alpha alpha-9", "missing-in-bronze beta beta-3", "missing-in-bronze delta delta-1",
            "set-differs-from-bronze beta -", "set-gone-from-source gamma -", "set-missing delta -");
    }

    [Fact]
    public async Task A_set_that_is_gone_from_the_list_is_a_difference_until_a_person_accepts_the_list()
    {
        await using var catalogue = SmallCatalogue.Standard();
        catalogue.AddSet("gamma", "1");
        await catalogue.SyncAsync();
        var gamma = catalogue.Sets[2]!.DeepClone();
        Remove();
        await catalogue.SyncAsync();
        await AssertDifferencesAsync(catalogue, "set-gone-from-source gamma -");

        await catalogue.SyncAsync(force: true);
        await catalogue.SyncAsync();
        var (result, _, report) = await AssertDifferencesAsync(catalogue);
        Assert.Equal([new UnlistedSet("gamma", 1)], result.Unlisted);
        Assert.Contains("# no longer listed pokemontcg gamma 1\n", report, StringComparison.Ordinal);

        // What came back and is gone again nobody has accepted.
        catalogue.Sets.Add(gamma);
        catalogue.Write();
        await catalogue.SyncAsync();
        Assert.Empty((await AssertDifferencesAsync(catalogue)).Result.Unlisted);
        Remove();
        await AssertDifferencesAsync(catalogue, "set-gone-from-source gamma -");

        void Remove()
        {
            catalogue.Sets.RemoveAt(2);
            catalogue.Write();
            File.Delete(catalogue.CardFile("gamma"));
        }
    }

    [Fact]
    public async Task Every_damage_of_the_copy_is_named()
    {
        await using var catalogue = SmallCatalogue.Standard();
        await catalogue.SyncAsync();
        await catalogue.ExecuteAsync("UPDATE silver_tcg_cards SET artist = 'Somebody' WHERE card_id = 'alpha-10'");
        await catalogue.ExecuteAsync("UPDATE silver_tcg_cards SET retired_at = normalized_at WHERE card_id = 'alpha-9'");
        await catalogue.ExecuteAsync("UPDATE silver_card_identities SET normalizer_version = 0 WHERE feed_card_id = 'alpha-TG01'");
        await catalogue.ExecuteAsync("DELETE FROM silver_tcg_cards WHERE card_id = 'beta-1'");
        await catalogue.ExecuteAsync("UPDATE silver_tcg_card_pokemon SET pokedex_number = 26 WHERE card_id = 'beta-2'");
        await catalogue.ExecuteAsync("UPDATE silver_tcg_sets SET series = NULL WHERE set_id = 'beta'");

        var (_, differences, _) = await AssertDifferencesAsync(catalogue,
            "differs-from-silver alpha alpha-10", "differs-from-silver beta beta-2", "missing-in-silver beta beta-1", "not-normalized alpha alpha-TG01",
            "retired-in-silver alpha alpha-9", "set-differs-from-silver beta -");
        Assert.Contains(differences, d => d is { CardId: "alpha-10", Detail: "differing fields: artist" });
    }

    [Theory]
    [InlineData("'{bad'", "'nothing'", DatabaseProvider.Sqlite)]
    [InlineData("'{bad'", "'nothing'", DatabaseProvider.SqlServer, Traits = ["Database", "SqlServer"])]
    [InlineData("'7'", "'{\"/a\":1,\"/a\":2}'", DatabaseProvider.Sqlite)]
    [InlineData("'[null]'", "'[1]'", DatabaseProvider.Sqlite)]
    [InlineData("'[{\"name\":\"Cut\",\"cost\":[null]}]'", "'[1]'", DatabaseProvider.Sqlite)]
    [EveryDatabase("'\"text\"'", "'[1]'")]
    public async Task Rows_that_cannot_be_read_are_named_by_verify_and_export_and_mended_by_a_replay(string damage, string extra, DatabaseProvider provider)
    {
        await using var catalogue = await SmallCatalogue.StandardAsync(provider);
        await catalogue.SyncAsync();
        foreach (var (card, column, value) in new[]
        {
            ("alpha-10", "attacks", damage), ("alpha-9", "types", damage), ("alpha-TG01", "extra", extra), ("beta-1", "legalities", damage), ("beta-2", "content_hash", "'x y'"),
        })
            await catalogue.ExecuteAsync($"UPDATE silver_tcg_cards SET {column} = {value} WHERE card_id = '{card}'");
        await catalogue.ExecuteAsync($"UPDATE silver_tcg_sets SET legalities = {damage} WHERE set_id = 'alpha'");
        await catalogue.ExecuteAsync("UPDATE silver_tcg_sets SET content_hash = '' WHERE set_id = 'beta'");

        var (_, differences, report) = await AssertDifferencesAsync(catalogue,
            "differs-from-silver alpha alpha-10", "differs-from-silver alpha alpha-9", "differs-from-silver alpha alpha-TG01", "differs-from-silver beta beta-1",
            "differs-from-silver beta beta-2", "set-differs-from-silver alpha -", "set-differs-from-silver beta -");
        Assert.All(differences.Where(d => d is { CardId: not (null or "beta-2") } or { SetId: "alpha" }), d => Assert.StartsWith("its row cannot be read: ", d.Detail, StringComparison.Ordinal));
        Assert.All([("alpha-10", "attacks"), ("alpha-9", "types"), ("alpha-TG01", "extra"), ("beta-1", "legalities")], damaged =>
            Assert.Contains(differences, d => d.CardId == damaged.Item1 && d.Detail.StartsWith($"its row cannot be read: {damaged.Item2}: ", StringComparison.Ordinal)));
        Assert.Contains(differences, d => d.CardId == "beta-2" && d.Detail.StartsWith("silver's content hash is 'x y', bronze's version 1 has ", StringComparison.Ordinal));
        Assert.Contains("pokemontcg beta beta-2 x%20y ", report, StringComparison.Ordinal);

        using var output = new TemporaryFolder();
        var error = await Assert.ThrowsAsync<DamagedCatalogueException>(() => catalogue.Reader<CatalogueExport>().WriteAsync(output.Path, ExportShape.PokemonTcg, false, null, TestContext.Current.CancellationToken));
        Assert.All(["alpha (", "beta-1 ("], id => Assert.Contains(id, error.Message, StringComparison.Ordinal));
        Assert.False(File.Exists(output.Combine("sets", "en.json")));

        await catalogue.ExecuteAsync("UPDATE silver_tcg_cards SET retired_at = normalized_at WHERE card_id = 'alpha-9'");
        await catalogue.ExecuteAsync("UPDATE silver_card_identities SET absent_at = (SELECT retired_at FROM silver_tcg_cards WHERE card_id = 'alpha-9') WHERE feed_card_id = 'alpha-9'");
        await catalogue.Reader<Replay>().MarkAsync([], TestContext.Current.CancellationToken);
        await catalogue.Reader<NormalizeWork>().DrainAsync(TestContext.Current.CancellationToken);
        await AssertDifferencesAsync(catalogue, "retired-in-silver alpha alpha-9");
        Assert.Equal(["alpha-10|[\"attacks\"]", "alpha-9|[\"types\"]", "alpha-TG01|[\"extra\"]", "beta-1|[\"legalities\"]"],
            await catalogue.Reader<SqlDatabase>().RowsAsync("SELECT card_id, fields FROM silver_changes WHERE kind = 'changed' ORDER BY card_id"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    public async Task A_damaged_hash_in_bronze_is_a_difference(string hash)
    {
        await using var catalogue = SmallCatalogue.Standard();
        await catalogue.SyncAsync();
        await catalogue.ExecuteAsync($"UPDATE bronze_tcg_cards SET content_hash = '{hash}' WHERE card_id = 'alpha-9'");
        await catalogue.ExecuteAsync($"UPDATE bronze_tcg_sets SET content_hash = '{hash}' WHERE set_id = 'beta'");
        var (_, differences, _) = await AssertDifferencesAsync(catalogue, "differs-from-bronze alpha alpha-9", "set-differs-from-bronze beta -");
        Assert.All(differences, d => Assert.EndsWith($"bronze's version 1 is '{hash}'", d.Detail, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_in_quarantine_is_named_with_its_reason()
    {
        await using var catalogue = SmallCatalogue.Standard();
        catalogue.Cards("alpha")[0]!["supertype"] = "Spell";
        catalogue.Cards("alpha").Add(new JsonObject { ["name"] = "Nameless" });
        var second = SmallCatalogue.Card("alpha", "9");
        second["name"] = "Second";
        catalogue.Cards("alpha").Add(second);
        catalogue.Write();
        await catalogue.SyncAsync();

        var (result, differences, report) = await AssertDifferencesAsync(catalogue, "duplicate-id alpha alpha-9", "in-quarantine alpha alpha-10", "unusable-item alpha -");
        Assert.Equal((5, 4), (result.Cards, result.Verified));
        Assert.Contains(differences, d => d.Kind == DifferenceKind.InQuarantine && d.Detail.StartsWith("unknown-supertype: ", StringComparison.Ordinal));
        Assert.Contains("pokemontcg alpha alpha-10 - -\n", report);
    }

    [Fact]
    public async Task A_set_that_cannot_be_read_proves_nothing_and_an_unreadable_list_fails()
    {
        await using var catalogue = SmallCatalogue.Standard();
        await catalogue.SyncAsync();
        File.WriteAllText(catalogue.CardFile("alpha"), "[{");
        var (result, _, _) = await AssertDifferencesAsync(catalogue, "source-unreadable alpha -");
        Assert.Null(result.Error);

        File.WriteAllText(Path.Combine(catalogue.SourcePath, "sets", "en.json"), "no");
        (result, _, _) = await VerifyAsync(catalogue);
        Assert.False(result.Complete);
        Assert.Contains("sets/en.json", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_kind_is_explained_on_its_page()
    {
        var page = File.ReadAllText(Testing.RepositoryRoot.Combine("docs", "verify.md"));
        foreach (var kind in DifferenceKind.Descriptions.Keys)
            Assert.Contains($"| `{kind}` |", page, StringComparison.Ordinal);
    }
}
