using System.Text.Json.Nodes;
using PokedexTop.Normalize.Feeds.PokemonTcg;
using PokedexTop.Normalize.Feeds.Reading;

namespace PokedexTop.Normalize.Tests.Feeds.PokemonTcg;

/// <summary>Nothing that a payload can hold makes a normaliser throw, or makes it write what cannot be stored.</summary>
public sealed class MutatedPayloadTests
{
    private static readonly string[] Keys =
    [
        "id", "name", "number", "supertype", "subtypes", "level", "hp", "types", "evolvesFrom", "evolvesTo", "rules", "abilities",
        "attacks", "weaknesses", "resistances", "retreatCost", "convertedRetreatCost", "artist", "rarity", "flavorText",
        "nationalPokedexNumbers", "legalities", "images", "set", "tcgplayer", "ancientTrait", "regulationMark", "", "/", "~",
        "series", "total", "releaseDate", "updatedAt", "prices", "low", "cost", "text", "type", "value", "unlimited", "small",
    ];

    [Fact]
    public void No_mutated_value_makes_the_normalizers_throw() => Assert.All(Mutated.Values(Normalizing.Sample, Keys, 20261123, 5_000), Check);

    [Fact]
    public void No_mutated_character_makes_the_normalizers_throw() => Assert.All(Mutated.Characters(Normalizing.Sample, 20261124, 5_000), Check);

    private static void Check(string payload)
    {
        foreach (var market in new[] { PriceNormalizer.TcgPlayer, PriceNormalizer.Cardmarket })
            PriceNormalizer.Normalize(market, payload.Utf8(), new(2026, 1, 1));
        if (SetNormalizer.Normalize("test1-1", payload.Utf8()) is NormalizedSet set)
            AssertStorable(Normalizing.Export(set), set.Set.Extra, set.Findings);
        switch (Normalizing.Result(payload))
        {
            case NormalizedCard card:
                var export = Normalizing.Export(card);
                AssertStorable(export, card.Card.Extra, card.Findings);
                // Standardising is done once: what was written is read again as the same.
                Normalizing.AssertSameJson(export, Normalizing.Export(Normalizing.Card(export)));
                if (card.Findings.Count == 0)
                    Normalizing.AssertSameJson(WithoutVolatileBlocks(payload), export);
                break;
            case QuarantinedCard rejected:
                Assert.Contains(rejected.Reason, RejectReasons.Descriptions.Keys);
                Assert.DoesNotContain('\0', rejected.Detail);
                Assert.InRange(rejected.Detail.Length, 1, 500);
                break;
        }
    }

    private static void AssertStorable(string export, string? extra, IReadOnlyList<QualityFinding> findings)
    {
        Assert.DoesNotContain("\\u0000", export, StringComparison.Ordinal);
        Assert.DoesNotContain("\\u0000", extra ?? "", StringComparison.Ordinal);
        foreach (var finding in findings)
        {
            Assert.Contains(finding.Rule, QualityRules.Descriptions.Keys);
            Assert.DoesNotContain('\0', finding.Detail + finding.OriginalValue);
        }
    }

    private static string WithoutVolatileBlocks(string payload)
    {
        var card = JsonNode.Parse(payload)!.AsObject();
        foreach (var block in (string[])["set", "tcgplayer", "cardmarket"])
            card.Remove(block);
        return card.ToJsonString();
    }
}
