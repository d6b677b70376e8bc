using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using PokedexTop.Normalize.Feeds.PokemonTcg;
using PokedexTop.Normalize.Feeds.Reading;

namespace PokedexTop.Normalize.Tests.Feeds.PokemonTcg;

/// <summary>Nothing that a payload can hold makes a normaliser throw, or makes it write what cannot be stored.</summary>
public sealed class MutatedPayloadTests
{
    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "1.5", "1e400", "99999999999", "\"\"", "\" \"", "\"x\"", "\"12\"", "\"\\u0000\"", "\"PokÃ©mon\"",
        "\"2022-13-45\"", "\"9999-12-31T23:59:59-14:00\"", "\"0001-01-01T00:00:00+14:00\"",
        "\"\\ud83d\\ude00\"", "[]", "{}", "[null]", "[[]]", "[1]", "[\"a\"]", "[{}]", "{\"a\":{}}", "{\"name\":1,\"cost\":{}}", "[{\"name\":[]}]",
    ];

    private static readonly string[] Keys =
    [
        "id", "name", "number", "supertype", "subtypes", "level", "hp", "types", "evolvesFrom", "evolvesTo", "rules", "abilities",
        "attacks", "weaknesses", "resistances", "retreatCost", "convertedRetreatCost", "artist", "rarity", "flavorText",
        "nationalPokedexNumbers", "legalities", "images", "set", "tcgplayer", "ancientTrait", "regulationMark", "", "/", "~",
        "series", "total", "releaseDate", "updatedAt", "prices", "low", "cost", "text", "type", "value", "unlimited", "small",
    ];

    [Fact]
    public void No_mutated_value_makes_the_normalizers_throw()
    {
        var random = new Random(20261123);
        for (var round = 0; round < 5_000; round++)
        {
            var card = JsonNode.Parse(Normalizing.Sample)!.AsObject();
            for (var change = random.Next(1, 5); change > 0; change--)
                Mutate(card, random);
            Check(card.ToJsonString());
        }
    }

    [Fact]
    public void No_mutated_character_makes_the_normalizers_throw()
    {
        var random = new Random(20261124);
        const string Alphabet = "{}[]\",:\\u0dD8\0 \n\ud800\udc00é×1eE+-.tfn/~";
        for (var round = 0; round < 5_000; round++)
        {
            var text = new StringBuilder(Normalizing.Sample);
            for (var change = random.Next(1, 4); change > 0 && text.Length > 0; change--)
            {
                var at = random.Next(text.Length);
                switch (random.Next(4))
                {
                    case 0: text.Remove(at, Math.Min(random.Next(1, 30), text.Length - at)); break;
                    case 1: text.Insert(at, Alphabet[random.Next(Alphabet.Length)]); break;
                    case 2: text[at] = Alphabet[random.Next(Alphabet.Length)]; break;
                    default: text.Length = Math.Max(1, at); break;
                }
            }
            Check(text.ToString());
        }
    }

    private static void Mutate(JsonObject card, Random random)
    {
        var places = new List<JsonNode>();
        Collect(card, places);
        var place = places[random.Next(places.Count)];
        var value = JsonNode.Parse(Values[random.Next(Values.Length)]);
        if (place is JsonObject members)
            members[random.Next(3) == 0 && members.Count > 0 ? members.ElementAt(random.Next(members.Count)).Key : Keys[random.Next(Keys.Length)]] = value;
        else if (place is JsonArray list)
            list.Insert(random.Next(list.Count + 1), value);
    }

    private static void Collect(JsonNode? node, List<JsonNode> places)
    {
        if (node is JsonObject or JsonArray)
            places.Add(node);
        foreach (var child in node switch { JsonObject o => o.Select(pair => pair.Value), JsonArray a => a, _ => Enumerable.Empty<JsonNode?>() })
            Collect(child, places);
    }

    private static void Check(string payload)
    {
        // Half a surrogate pair cannot be stored, so no payload has one.
        payload = Encoding.UTF8.GetString(payload.Utf8().Span);
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
