using System.Text.Json.Nodes;
using PokedexTop.Ingest.Json;
using PokedexTop.Testing;

namespace PokedexTop.Ingest.Tests.Sources.Starter;

/// <summary>The catalogue inside the program: facts about real cards, no texts of theirs and no pictures.</summary>
public sealed class StarterDataTests
{
    private static readonly string[] s_cardFacts =
    [
        "id", "name", "number", "supertype", "subtypes", "hp", "types", "evolvesFrom", "retreatCost", "convertedRetreatCost",
        "weaknesses", "resistances", "attacks", "rarity", "artist", "nationalPokedexNumbers",
    ];

    private static readonly string[] s_attackFacts = ["name", "cost", "convertedEnergyCost", "damage"];

    [Fact]
    public void About_sixty_cards_over_three_sets_are_read_like_any_other_source()
    {
        var sets = BronzeItemReader.Read(Resource("sets/en.json"), ItemKind.Set);
        var cards = sets.SelectMany(set => BronzeItemReader.Read(Resource($"cards/en/{set.Id}.json"), ItemKind.Card)).ToList();

        Assert.Equal(3, sets.Count);
        Assert.InRange(cards.Count, 55, 65);
        Assert.All(sets.Concat(cards), item => Assert.Null(item.RejectReason ?? item.Fault?.Detail));
        Assert.Equal(cards.Count, cards.Select(card => card.Id).Distinct().Count());
        Assert.All(sets.Concat(cards), item => Assert.StartsWith("starter-", item.Id));
    }

    [Fact]
    public void A_sets_total_is_what_is_here()
    {
        foreach (var set in Sets())
            Assert.Equal(Cards(set).Count, (int)set["total"]!);
    }

    [Fact]
    public void There_are_facts_only()
    {
        foreach (var card in Sets().SelectMany(Cards))
        {
            Assert.Empty(card.Select(member => member.Key).Except(s_cardFacts));
            foreach (var attack in card["attacks"]?.AsArray() ?? [])
                Assert.Empty(attack!.AsObject().Select(member => member.Key).Except(s_attackFacts));
            Assert.DoesNotContain("http", card.ToJsonString());
        }
    }

    [Fact]
    public void The_facts_agree_with_the_real_catalogue()
    {
        var realSets = JsonNode.Parse(File.ReadAllBytes(Path.Combine(TestData.CardFolder, "sets", "en.json")))!.AsArray();
        foreach (var set in Sets())
        {
            var realId = RealId(set);
            var realSet = realSets.Single(s => (string?)s!["id"] == realId)!.AsObject();
            AssertAgree(set, realSet, except: "total");

            var realCards = JsonNode.Parse(File.ReadAllBytes(TestData.CardFile(realId)))!
                .AsArray().ToDictionary(card => (string)card!["id"]!, card => card!.AsObject());
            foreach (var card in Cards(set))
                AssertAgree(card, realCards[RealId(card)], except: "attacks");
        }
    }

    private static void AssertAgree(JsonObject ours, JsonObject real, string except)
    {
        foreach (var (name, value) in ours)
            if (name != "id" && name != except)
                Assert.True(JsonNode.DeepEquals(value, real[name]), $"{ours["id"]} {name}: {value?.ToJsonString()}, really {real[name]?.ToJsonString()}");

        var realAttacks = real["attacks"]?.AsArray() ?? [];
        foreach (var (attack, realAttack) in (ours["attacks"]?.AsArray() ?? []).Zip(realAttacks))
            foreach (var (name, value) in attack!.AsObject())
                Assert.True(JsonNode.DeepEquals(value, realAttack![name]), $"{ours["id"]} {name}");
        Assert.Equal(realAttacks.Count, ours["attacks"]?.AsArray().Count ?? 0);
    }

    private static string RealId(JsonObject item) => ((string)item["id"]!)["starter-".Length..];

    private static IEnumerable<JsonObject> Sets() => JsonNode.Parse(Resource("sets/en.json"))!.AsArray().Select(set => set!.AsObject());

    private static List<JsonObject> Cards(JsonObject set) =>
        [.. JsonNode.Parse(Resource($"cards/en/{set["id"]}.json"))!.AsArray().Select(card => card!.AsObject())];

    private static byte[] Resource(string name)
    {
        var assembly = typeof(BronzeItemReader).Assembly;
        var resource = assembly.GetManifestResourceNames().Single(n => n.EndsWith("starter/" + name, StringComparison.Ordinal));
        using var stream = assembly.GetManifestResourceStream(resource)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
