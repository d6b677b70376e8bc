using System.Text.Json.Nodes;
using PokedexTop.Catalogue;
using PokedexTop.Normalize.Feeds;
using PokedexTop.Normalize.Feeds.Reading;
using PokedexTop.Normalize.Tests.Feeds.PokemonTcg;

namespace PokedexTop.Normalize.Tests.Feeds.Tcgdex;

/// <summary>Nothing that a payload of TCGdex can hold makes its normaliser throw.</summary>
public sealed class TcgdexMutatedPayloadTests
{
    private static readonly string[] s_keys =
    [
        "category", "id", "illustrator", "image", "localId", "name", "rarity", "set", "variants", "variants_detailed", "dexId", "hp", "types", "evolveFrom", "stage", "suffix",
        "description", "abilities", "attacks", "weaknesses", "resistances", "retreat", "regulationMark", "legal", "thirdParty", "boosters", "pricing", "updated", "level", "effect",
        "trainerType", "energyType", "item", "type", "size", "foil", "stamp", "subtype", "variantId", "tcgplayer", "cardmarket", "cost", "damage", "value", "standard", "serie",
        "cardCount", "releaseDate", "symbol", "logo", "tcgOnline", "official", "total", "low-holo", "normal", "reverse-holofoil", "marketPrice", "unit", "avg1", "", "/", "~",
    ];

    [Theory]
    [InlineData("tcgdex/en")]
    [InlineData("tcgdex/fr")]
    public void No_mutated_value_makes_the_normalizers_throw(string feed) => Assert.All(Mutated.Values(TcgdexNormalizerTests.Sample, s_keys, 20261129, 10_000), payload => Check(feed, payload));

    [Fact]
    public void No_mutated_character_makes_the_normalizers_throw() => Assert.All(Mutated.Characters(TcgdexNormalizerTests.Sample, 20261130, 5_000), payload => Check("tcgdex/en", payload));

    [Theory]
    [InlineData("variants_detailed", """[{"type":"holo","variantId":123}]""")]
    [InlineData("abilities", """[{"type":5,"name":"Shine"}]""")]
    [InlineData("stage", "\"VSTAR\"")]
    public void A_value_of_another_kind_is_no_reason_to_refuse_the_card(string field, string json)
    {
        var card = JsonNode.Parse(TcgdexNormalizerTests.Sample)!.AsObject();
        (card[field], card["suffix"]) = (JsonNode.Parse(json), 5);
        Assert.IsType<NormalizedCard>(FeedNormalizers.Of("tcgdex/en").NormalizeCard("t1-001", "t1", card.ToJsonString().Utf8(), Normalizing.Context));
    }

    private static void Check(string feed, string payload)
    {
        var normalizer = FeedNormalizers.Of(feed);
        foreach (var market in new[] { Markets.TcgPlayer, Markets.Cardmarket })
            normalizer.NormalizePrices(market, payload.Utf8(), new(2026, 1, 1));
        if (normalizer.NormalizeSet("t1-001", payload.Utf8()) is NormalizedSet set)
            Assert.DoesNotContain("\\u0000", set.Set.Extra ?? "", StringComparison.Ordinal);
        switch (normalizer.NormalizeCard("t1-001", "t1", payload.Utf8(), Normalizing.Context))
        {
            case NormalizedCard card:
                Assert.DoesNotContain("\\u0000", card.Card.Extra ?? "", StringComparison.Ordinal);
                Assert.All(card.Findings, finding => Assert.Contains(finding.Rule, QualityRules.Descriptions.Keys));
                break;
            case QuarantinedCard rejected:
                Assert.Contains(rejected.Reason, RejectReasons.Descriptions.Keys);
                Assert.DoesNotContain('\0', rejected.Detail);
                break;
        }
    }
}
