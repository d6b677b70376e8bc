using PokedexTop.FakeApi;

namespace PokedexTop.Tests.EndToEnd;

/// <summary>The catalogue over HTTP: the API's faults, its prices, and the same cards from a folder.</summary>
public sealed class HttpSourceTests
{
    private const string Versions = "SELECT feed, card_id, version, content_hash FROM bronze_tcg_cards ORDER BY card_id, version";

    private const string Silver =
        """
        SELECT card_id, set_id, name, number, number_sort, supertype, subtypes, types, rarity, hp, artist, flavor_text, level, evolves_from, evolves_to, rules, abilities,
            attacks, weaknesses, resistances, retreat_cost, converted_retreat_cost, regulation_mark, ancient_trait, legalities, image_small_url, image_large_url, extra, content_hash, retired_at
        FROM silver_tcg_cards ORDER BY card_id
        """;

    [Fact]
    public async Task The_api_with_all_its_faults_gives_the_rows_of_the_folder_and_prices_apart()
    {
        using var folder = new FolderOfSets("base1", "ex10", "cel25c", "pop1");
        await using var api = await FakeTcgApi.StartAsync(new FakeTcgApiOptions { DataFolder = folder.FolderPath, Seed = 7 }, TestContext.Current.CancellationToken);
        foreach (var fault in new[] { FakeFault.InternalError, FakeFault.TruncatedJson, FakeFault.Html, FakeFault.ConnectionReset, FakeFault.RepeatedItem, FakeFault.WrongTotalCount })
            api.Faults.Probabilities[fault] = 0.08;
        using var copy = Copy(api);

        var first = await copy.JsonAsync(0, "sync");
        Assert.Equal("pokemontcg", first.GetProperty("source").GetString());
        Assert.Equal(folder.CardCount, first.GetProperty("cards").GetProperty("normalized").GetInt32());
        Assert.Contains(api.Requests, request => request.Fault != FakeFault.None);
        Assert.Equal(api.Requests.Count, copy.Count("SELECT COUNT(*) FROM bronze_api_calls"));
        Assert.True(copy.Count("SELECT COUNT(*) FROM bronze_api_calls WHERE outcome = 'failed'") > 0);

        // The same cards from a folder, in a database of their own: the same versions, the same silver.
        using var local = new EmbeddedCopy();
        await local.RunAsync(0, "sync", "--source", folder.Source);
        Assert.Equal(local.Rows(Versions), copy.Rows(Versions));
        Assert.Equal(local.Rows(Silver), copy.Rows(Silver));

        // A day later nothing but prices is new.
        var (versions, silver) = (copy.Rows(Versions), copy.Rows("SELECT * FROM silver_tcg_cards ORDER BY card_id"));
        var (observed, prices) = (copy.Count("SELECT COUNT(*) FROM bronze_tcg_prices"), copy.Count("SELECT COUNT(*) FROM silver_card_prices"));
        Assert.True(observed > folder.CardCount && prices > folder.CardCount, $"{observed} blocks, {prices} prices");
        api.Day = api.Day.AddDays(1);
        var nextDay = (await copy.JsonAsync(0, "sync")).GetProperty("cards");
        Assert.Equal((0, 0), (nextDay.GetProperty("new").GetInt32(), nextDay.GetProperty("changed").GetInt32()));
        Assert.Equal(versions, copy.Rows(Versions));
        Assert.Equal(silver, copy.Rows("SELECT * FROM silver_tcg_cards ORDER BY card_id"));
        Assert.True(copy.Count("SELECT COUNT(*) FROM bronze_tcg_prices") > observed * 3 / 2);
        Assert.True(copy.Count("SELECT COUNT(*) FROM silver_card_prices") > prices * 3 / 2);

        // Proof over HTTP leaves nothing but its calls, and their rows are complete: they count against the quota.
        var calls = copy.Count("SELECT COUNT(*) FROM bronze_api_calls");
        api.Faults.Clear();
        api.ForgetRequests();
        var proof = await copy.JsonAsync(0, "verify");
        Assert.Equal((folder.CardCount, folder.CardCount), (proof.GetProperty("cards").GetInt32(), proof.GetProperty("verified").GetInt32()));
        Assert.Equal(calls + api.Requests.Count, copy.Count("SELECT COUNT(*) FROM bronze_api_calls"));
        Assert.Equal(0, copy.Count($"SELECT COUNT(*) FROM bronze_api_calls WHERE id > {calls} AND (outcome <> 'ok' OR status_code <> 200 OR bytes IS NULL OR item_count IS NULL)"));

        // Going on from the folder makes no new versions.
        var moved = await copy.JsonAsync(0, "sync", "--source", folder.Source);
        Assert.Equal(folder.CardCount, moved.GetProperty("cards").GetProperty("unchanged").GetInt32());
        Assert.Equal(versions, copy.Rows(Versions));
    }

    [Fact]
    public async Task A_set_that_always_fails_is_told_and_the_others_are_complete()
    {
        using var folder = new FolderOfSets("pop1", "det1", "cel25c");
        await using var api = await FakeTcgApi.StartAsync(new FakeTcgApiOptions { DataFolder = folder.FolderPath }, TestContext.Current.CancellationToken);
        using var copy = Copy(api);
        copy.Environment["Source__PokemonTcg__Attempts"] = "1";
        await copy.RunAsync(0, "sync");
        api.Faults.BrokenSets["det1"] = true;
        api.Catalogue.Remove("pop1-3");

        var partial = await copy.RunAsync(3, "sync", "--json");
        Assert.Contains("1 of 3 sets failed; the first: det1", partial.StandardError, StringComparison.Ordinal);
        Assert.Contains("\"fetched\":2,\"failed\":1", string.Concat(partial.StandardOutput.Where(c => !char.IsWhiteSpace(c))), StringComparison.Ordinal);
        Assert.Equal(["pop1-3"], copy.Rows("SELECT card_id FROM silver_tcg_cards WHERE retired_at IS NOT NULL"));
    }

    [Fact]
    public async Task An_unreachable_source_is_told_once_in_plain_words()
    {
        await using var nobody = new LatePort();
        using var copy = new EmbeddedCopy();
        copy.Environment["Source__PokemonTcg__BaseUrl"] = $"http://127.0.0.1:{nobody.Port}/v2";
        copy.Environment["Source__PokemonTcg__BackoffSeconds"] = "0.05";
        copy.Environment["Source__PokeApi__BaseUrl"] = $"http://127.0.0.1:{nobody.Port}/pokeapi";
        copy.Environment["Images__Enabled"] = "false";

        var failed = await copy.RunAsync(1, "sync");
        AssertToldOnce(failed.StandardError);
        Assert.DoesNotContain("   at ", failed.StandardError, StringComparison.Ordinal);

        await using var host = await StageProcess.StartAsync(["--urls", "http://127.0.0.1:0"], copy.Environment, copy.FolderPath);
        await host.Program.WaitForOutputAsync("next attempt", TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        AssertToldOnce(host.Program.StandardOutput + host.Program.StandardError);
        Assert.False(host.Program.HasExited);
        await host.ReadyAsync();
        await host.StopAsync();
    }

    private static void AssertToldOnce(string output)
    {
        Assert.True(output.Split("--source starter").Length == 2, output);
        Assert.True(output.Split("--source folder:PATH").Length == 2, output);
        Assert.Contains("cannot be reached: connection refused", output, StringComparison.Ordinal);
    }

    private static EmbeddedCopy Copy(FakeTcgApi api)
    {
        var copy = new EmbeddedCopy();
        copy.Environment["Source__PokemonTcg__BaseUrl"] = api.BaseUrl;
        copy.Environment["Source__PokemonTcg__ApiKey"] = "a-key"; // The keyless quota is 30 calls a minute.
        copy.Environment["Source__PokemonTcg__BackoffSeconds"] = "0.05";
        copy.Environment["Source__PokemonTcg__PageSize"] = "50"; // More pages, more faults.
        copy.Environment["Source__PokeApi__BaseUrl"] = api.PokeApiUrl;
        return copy;
    }
}
