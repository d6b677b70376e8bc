using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Normalize.Silver;
using PokedexTop.Normalize.Tests.Pipeline;
using PokedexTop.Testing;

namespace PokedexTop.Normalize.Tests.Silver;

/// <summary>Lists and nested objects are JSON columns; EF's model says what is inside them, so that whoever queries with EF Core can ask for it.</summary>
public sealed class JsonColumnQueryTests
{
    [Theory]
    [EveryDatabase]
    public async Task What_is_inside_json_columns_can_be_queried(DatabaseProvider provider)
    {
        var stop = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        await using var pipeline = await TestPipeline.StartAsync(folder, TestData.CardFolder, provider);
        string[] sets = ["base1", "ex10", "xy5", "sv1"];
        await pipeline.SyncAsync(new() { Sets = sets });
        var source = sets.SelectMany(set => JsonNode.Parse(File.ReadAllText(TestData.CardFile(set)))!.AsArray()).Select(card => card!).ToList();
        await using var context = new SilverContextFactory(pipeline.Database).Create();
        var cards = context.Cards;

        await AssertAsync(cards.Where(c => c.Types!.Contains("Fire")), c => Texts(c["types"]).Contains("Fire"));
        await AssertAsync(cards.Where(c => c.Subtypes!.Contains("Basic") && c.Types!.Count == 1), c => Texts(c["subtypes"]).Contains("Basic") && Texts(c["types"]).Count() == 1);
        await AssertAsync(cards.Where(c => c.Attacks!.Any(a => a.Name == "Scratch")), c => Items(c["attacks"]).Any(a => (string?)a["name"] == "Scratch"));
        await AssertAsync(cards.Where(c => c.Attacks!.Any(a => a.ConvertedEnergyCost >= 4)), c => Items(c["attacks"]).Any(a => (int?)a["convertedEnergyCost"] >= 4));
        await AssertAsync(cards.Where(c => c.Weaknesses!.Any(w => w.Type == "Psychic" && w.Value == "×2")), c => Items(c["weaknesses"]).Any(w => (string?)w["type"] == "Psychic" && (string?)w["value"] == "×2"));
        await AssertAsync(cards.Where(c => c.Abilities!.Any(a => a.Type == "Pokémon Power")), c => Items(c["abilities"]).Any(a => (string?)a["type"] == "Pokémon Power"));
        await AssertAsync(cards.Where(c => c.Legalities!.Standard == "Legal"), c => (string?)c["legalities"]?["standard"] == "Legal");
        await AssertAsync(cards.Where(c => c.AncientTrait!.Name == "α Growth"), c => (string?)c["ancientTrait"]?["name"] == "α Growth");

        async Task AssertAsync(IQueryable<SilverCard> query, Func<JsonNode, bool> inSource)
        {
            var expected = source.Where(inSource).Select(c => (string)c["id"]!).Order(StringComparer.Ordinal).ToList();
            Assert.NotEmpty(expected);
            Assert.Equal(expected, (await query.Select(c => c.CardId).ToListAsync(stop)).Order(StringComparer.Ordinal));
        }
    }

    private static IEnumerable<JsonNode> Items(JsonNode? list) => (list as JsonArray ?? []).Select(item => item!);

    private static IEnumerable<string> Texts(JsonNode? list) => Items(list).Select(item => (string)item!);
}
