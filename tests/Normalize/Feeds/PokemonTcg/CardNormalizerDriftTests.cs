using System.Text.Json.Nodes;
using PokedexTop.Normalize.Feeds.PokemonTcg;
using PokedexTop.Normalize.Feeds.Reading;

namespace PokedexTop.Normalize.Tests.Feeds.PokemonTcg;

public sealed class CardNormalizerDriftTests
{
    public static TheoryData<string, string, string, string, string> Fixes => new()
    {
        // field, as sent, as written again, rule, drift ("" for none)
        { "convertedRetreatCost", "\"2\"", "2", "text-as-number", "/convertedRetreatCost unexpected-type" },
        { "convertedRetreatCost", "\"\"", "\"\"", "blank-number", "/convertedRetreatCost unexpected-type" },
        { "hp", "60", "\"60\"", "number-as-text", "/hp unexpected-type" },
        { "hp", "\"060\"", "\"60\"", "number-spelling", "" },
        { "hp", "\"sixty\"", "\"sixty\"", "hp-not-a-number", "/hp unknown-value" },
        { "hp", "60.5", "60.5", "hp-not-a-number", "/hp unknown-value" },
        { "hp", "-10", "-10", "hp-not-a-number", "/hp unknown-value" },
        { "number", "12", "\"12\"", "number-as-text", "/number unexpected-type" },
        { "level", "40", "\"40\"", "number-as-text", "/level unexpected-type" },
        { "types", "\"Fire\"", "[\"Fire\"]", "single-as-list", "/types unexpected-type" },
        { "types", "[\"fire\"]", "[\"Fire\"]", "type-spelling", "" },
        { "types", "[\"Electric\"]", "[\"Lightning\"]", "type-spelling", "" },
        { "types", "[\"Dark\"]", "[\"Darkness\"]", "type-spelling", "" },
        { "types", "[\"Steel\"]", "[\"Metal\"]", "type-spelling", "" },
        { "types", "[\"Plastic\"]", "[\"Plastic\"]", "unknown-type", "/types/* unknown-value" },
        { "types", "[\"Fire\",null,\"Water\"]", "[\"Fire\",null,\"Water\"]", "null-in-list", "" },
        { "subtypes", "[\"stage1\"]", "[\"Stage 1\"]", "subtype-spelling", "" },
        { "subtypes", "[\"Ex\"]", "[\"Ex\"]", "unknown-subtype", "/subtypes/* unknown-value" },
        { "supertype", "\"Pokemon\"", "\"Pokémon\"", "supertype-spelling", "" },
        { "supertype", "\"PokÃ©mon\"", "\"Pokémon\"", "mojibake", "" },
        { "rarity", "\"rare  holo\"", "\"Rare Holo\"", "rarity-spelling", "" },
        { "rarity", "\"Rarest of All\"", "\"Rarest of All\"", "unknown-rarity", "/rarity unknown-value" },
        { "legalities", "{\"unlimited\":\"legal\"}", "{\"unlimited\":\"Legal\"}", "legality-spelling", "" },
        { "legalities", "{\"unlimited\":\"Maybe\"}", "{\"unlimited\":\"Maybe\"}", "unknown-legality", "/legalities/unlimited unknown-value" },
        { "legalities", "[{\"unlimited\":\"Legal\"}]", "{\"unlimited\":\"Legal\"}", "list-as-object", "/legalities unexpected-type" },
        { "ancientTrait", "[{\"name\":\"Ω\"}]", "{\"name\":\"Ω\"}", "list-as-object", "/ancientTrait unexpected-type" },
        { "legalities", "[]", "{}", "empty-list-as-object", "/legalities unexpected-type" },
        { "images", "[]", "{}", "empty-list-as-object", "/images unexpected-type" },
        { "ancientTrait", "[]", "{}", "empty-list-as-object", "/ancientTrait unexpected-type" },
        { "abilities", "{\"name\":\"Glow\",\"type\":\"ability\"}", "[{\"name\":\"Glow\",\"type\":\"Ability\"}]", "object-as-list", "/abilities unexpected-type" },
        { "abilities", "[{\"name\":\"Glow\",\"type\":\"Poke Power\"}]", "[{\"name\":\"Glow\",\"type\":\"Poké-Power\"}]", "ability-type-spelling", "" },
        { "abilities", "[{\"name\":\"Glow\",\"type\":\"Magic\"}]", "[{\"name\":\"Glow\",\"type\":\"Magic\"}]", "unknown-ability-type", "/abilities/*/type unknown-value" },
        { "name", "\" Sparkmouse \"", "\"Sparkmouse\"", "surrounding-space", "" },
        { "artist", "\"No\\u0000bo\\u0007dy\"", "\"Nobody\"", "control-characters", "" },
        { "flavorText", "\"PokÃƒÂ©mon\"", "\"Pokémon\"", "mojibake", "" },
        { "nationalPokedexNumbers", "25", "[25]", "single-as-list", "/nationalPokedexNumbers unexpected-type" },
        { "nationalPokedexNumbers", "[\"25\"]", "[25]", "text-as-number", "/nationalPokedexNumbers/* unexpected-type" },
        { "nationalPokedexNumbers", "[25,9999]", "[25,9999]", "unknown-species", "/nationalPokedexNumbers/* unknown-value" },
        { "nationalPokedexNumbers", "[25,25]", "[25,25]", "species-twice", "" },
        { "newField", "\"\\u0000x\"", "\"x\"", "control-characters", "/newField unknown-field" },
    };

    [Theory]
    [MemberData(nameof(Fixes))]
    public void Odd_values_are_fixed_by_a_named_rule(string field, string sent, string written, string rule, string drift)
    {
        var card = Normalizing.Card(Normalizing.With(field, sent));
        Assert.Contains(card.Findings, finding => finding.Rule == rule && finding.OriginalValue is not null);
        Assert.All(card.Findings, finding => Assert.StartsWith("/" + field, finding.Detail, StringComparison.Ordinal));
        if (drift.Length > 0)
            Assert.Equal(drift, $"{card.Drift[0].Path} {card.Drift[0].Kind}");
        Normalizing.AssertSameJson(Normalizing.With(field, written), Normalizing.Export(card));
    }

    [Theory]
    [InlineData("rarity", "null")]
    [InlineData("hp", "null")]
    [InlineData("types", "null")]
    [InlineData("types", "[]")]
    [InlineData("attacks", "[]")]
    [InlineData("attacks", "[{}]")]
    [InlineData("attacks", "[{\"name\":null,\"cost\":[],\"damage\":\"\",\"new\":[1,{\"a\":null}]},null,{\"cost\":[null,\"Fire\"]}]")]
    [InlineData("legalities", "{}")]
    [InlineData("legalities", "{\"standard\":null,\"glc\":\"Legal\"}")]
    [InlineData("images", "{}")]
    [InlineData("images", "{\"small\":null,\"huge\":\"x\"}")]
    [InlineData("images", "null")]
    [InlineData("ancientTrait", "{\"name\":\"α\",\"~a/b\":{}}")]
    [InlineData("nationalPokedexNumbers", "[]")]
    [InlineData("nationalPokedexNumbers", "null")]
    [InlineData("nationalPokedexNumbers", "[9999,25,null]")]
    [InlineData("convertedRetreatCost", "0")]
    [InlineData("convertedRetreatCost", "null")]
    [InlineData("a~b/c", "{\"deep\":[[{\"x\":1.50}]]}")]
    [InlineData("", "1")]
    public void Absent_null_and_empty_come_back_as_they_were(string field, string json)
    {
        var payload = Normalizing.With(field, json);
        Normalizing.AssertSameJson(payload, Normalizing.Export(Normalizing.Card(payload)));
    }

    [Fact]
    public void Extra_does_not_depend_on_the_order_of_its_keys()
    {
        var payload = Normalizing.With("types", "[null,\"Fire\",null,\"Water\",null]");
        var card = Normalizing.Card(payload);
        var shuffled = new JsonObject(JsonNode.Parse(card.Card.Extra!)!.AsObject().Reverse().Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())));
        card.Card.Extra = shuffled.ToJsonString();
        Normalizing.AssertSameJson(payload, Normalizing.Export(card));
    }

    [Fact]
    public void Prices_and_the_embedded_set_are_no_part_of_the_card()
    {
        var payload = Normalizing.Sample.TrimEnd()[..^1] + ""","tcgplayer":{"prices":{}},"cardmarket":null,"set":{"id":"other"}}""";
        var card = Normalizing.Card(payload);
        Assert.Equal("other", card.SetId);
        Assert.Null(card.Card.Extra);
        Assert.Empty(card.Drift);
        Normalizing.AssertSameJson(Normalizing.Sample, Normalizing.Export(card));
    }

    [Fact]
    public void An_export_normalizes_to_the_same_export()
    {
        foreach (var row in Fixes)
        {
            var (field, sent, _, _, _) = row.Data;
            var once = Normalizing.Export(Normalizing.Card(Normalizing.With(field, sent)));
            Normalizing.AssertSameJson(once, Normalizing.Export(Normalizing.Card(once)));
        }
    }
}
