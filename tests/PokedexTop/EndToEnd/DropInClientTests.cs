using System.Text.Json;
using PokedexTop.FakeApi;
using PokedexTop.Testing;
using PokedexTop.Testing.Processes;

namespace PokedexTop.Tests.EndToEnd;

/// <summary>The first feed's own client from npm, its host changed and nothing else, against <c>/v2</c>.</summary>
public sealed class DropInClientTests
{
    /// <summary>Prints what the client finds, as one JSON document.</summary>
    private const string Script =
        """
        const root = process.argv[2];
        require(root + '/pokemontcgsdk/lib/configure').host = process.argv[3];
        const pokemon = require(root + '/pokemontcgsdk');
        const ids = answer => answer.data.map(card => card.id);
        (async () => {
          const found = {
            sets: await pokemon.set.all(), cards: await pokemon.card.all(), card: await pokemon.card.find('base1-4'), set: await pokemon.set.find('base1'),
            types: await pokemon.type.all(), rarities: await pokemon.rarity.all(),
            bySet: ids(await pokemon.card.where({ q: 'set.id:base1', orderBy: 'name,-number' })), page: await pokemon.card.where({ q: 'set.id:base1', pageSize: 10, page: 3 }),
            named: ids(await pokemon.card.where({ q: 'name:"Mr. Mime"' })), first: ids(await pokemon.card.where({ q: 'nationalPokedexNumbers:[1 TO 151]', orderBy: '-set.releaseDate' })),
            dear: ids(await pokemon.card.where({ q: 'tcgplayer.prices.holofoil.market:[10 TO *]' })), selected: (await pokemon.card.where({ q: 'id:base1-4', select: 'id,name' })).data,
          };
          process.stdout.write(JSON.stringify(found));
        })();
        """;

    [Fact]
    public async Task The_sdk_walks_all_sets_and_cards_and_gets_what_the_source_said()
    {
        using var script = new TemporaryFolder();
        File.WriteAllText(script.Combine("walk.js"), Script);
        var packages = await NodePackages.FolderWithAsync("pokemontcgsdk", "2.0.0", TestContext.Current.CancellationToken);
        using var folder = new FolderOfSets(FolderOfSets.Dozen);
        await using var api = await FakeTcgApi.StartAsync(new FakeTcgApiOptions { DataFolder = folder.FolderPath }, TestContext.Current.CancellationToken);
        using var copy = new EmbeddedCopy();
        copy.Environment["Source__PokemonTcg__BaseUrl"] = api.BaseUrl;
        copy.Environment["Source__PokemonTcg__KeylessPerMinute"] = "0";
        copy.Environment["Images__Enabled"] = "false";
        await copy.RunAsync(0, "sync", "--source", "pokemontcg");
        await using var host = await StageProcess.StartAsync(["--source", "pokemontcg", "--urls", "http://127.0.0.1:0"], copy.Environment, copy.FolderPath);
        await host.ReadyAsync();

        var ours = await WalkAsync(script, packages, new Uri(host.Address, "v2").ToString());
        await host.StopAsync();

        var theirs = await WalkAsync(script, packages, api.BaseUrl);
        Assert.Equal((folder.SetIds.Count, folder.CardCount), (ours.GetProperty("sets").GetArrayLength(), ours.GetProperty("cards").GetArrayLength()));
        foreach (var list in new[] { "sets", "cards" })
        {
            var expected = theirs.GetProperty(list).EnumerateArray().ToDictionary(item => item.GetProperty("id").GetString()!);
            Assert.All(ours.GetProperty(list).EnumerateArray(), item => Assert.True(JsonElement.DeepEquals(expected[item.GetProperty("id").GetString()!], item), $"{expected[item.GetProperty("id").GetString()!]}\ncame as\n{item}"));
        }
        foreach (var same in new[] { "card", "set", "selected" })
            Assert.True(JsonElement.DeepEquals(theirs.GetProperty(same), ours.GetProperty(same)), same);
        // The fake looks through no prices.
        var dear = theirs.GetProperty("cards").EnumerateArray().Where(card => Holofoil(card) >= 10).Select(card => card.GetProperty("id").GetString()!);
        Assert.Equal(dear.Order(StringComparer.Ordinal), Texts(ours, "dear").Order(StringComparer.Ordinal));
        foreach (var found in new[] { "named", "first" })
            Assert.Equal(Texts(theirs, found).Order(StringComparer.Ordinal), Texts(ours, found).Order(StringComparer.Ordinal));
        Assert.Equal(102, Texts(ours, "bySet").Count);
        Assert.Equal((10, 102, 3), (ours.GetProperty("page").GetProperty("count").GetInt32(), ours.GetProperty("page").GetProperty("totalCount").GetInt32(), ours.GetProperty("page").GetProperty("page").GetInt32()));
        Assert.Contains("Fire", Texts(ours, "types"));
    }

    private static decimal? Holofoil(JsonElement card) =>
        card.TryGetProperty("tcgplayer", out var block) && block.TryGetProperty("prices", out var prices) && prices.TryGetProperty("holofoil", out var holofoil)
        && holofoil.TryGetProperty("market", out var market) && market.ValueKind == JsonValueKind.Number ? market.GetDecimal() : null;

    private static List<string> Texts(JsonElement found, string name) => [.. found.GetProperty(name).EnumerateArray().Select(v => v.GetString()!)];

    private static async Task<JsonElement> WalkAsync(TemporaryFolder script, string packages, string host)
    {
        var walked = await RunAsync(["node", script.Combine("walk.js"), packages, host]);
        Assert.True(walked.ExitCode == 0, walked.ToString());
        return JsonDocument.Parse(walked.StandardOutput).RootElement;
    }

    private static async Task<ProgramResult> RunAsync(string[] command)
    {
        await using var program = ProgramRunner.StartCommand(command[0], command[1..]);
        return await program.WaitForExitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
    }
}
