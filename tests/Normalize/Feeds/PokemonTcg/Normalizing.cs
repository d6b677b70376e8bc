using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PokedexTop.Normalize.Feeds.PokemonTcg;
using PokedexTop.Normalize.Feeds.Reading;

namespace PokedexTop.Normalize.Tests.Feeds.PokemonTcg;

/// <summary>Short ways to normalise, write back and compare.</summary>
internal static class Normalizing
{
    public static readonly NormalizationContext Context = new(static id => id != "unknown", static number => number is >= 1 and <= 1025);

    /// <summary>A small card of our own making, as a source would send it.</summary>
    public const string Sample = """
        {"id":"test1-1","name":"Sparkmouse","supertype":"Pokémon","subtypes":["Basic"],"hp":"60","types":["Lightning"],
         "attacks":[{"name":"Jolt","cost":["Lightning"],"convertedEnergyCost":1,"damage":"20+","text":"Flip a coin."}],
         "weaknesses":[{"type":"Fighting","value":"×2"}],"retreatCost":["Colorless"],"convertedRetreatCost":1,
         "number":"1","artist":"Nobody","rarity":"Common","nationalPokedexNumbers":[25],
         "legalities":{"unlimited":"Legal"},"images":{"small":"https://example.test/1.png","large":"https://example.test/1l.png"}}
        """;

    public static NormalizedCard Card(string payload)
    {
        var result = Result(payload);
        Assert.True(result is NormalizedCard, $"rejected: {result}");
        return (NormalizedCard)result;
    }

    public static QuarantinedCard Reject(string payload) => Assert.IsType<QuarantinedCard>(Result(payload));

    public static NormalizationResult Result(string payload) => CardNormalizer.Normalize("test1-1", "test1", payload.Utf8(), Context);

    /// <summary>The sample with one field replaced or added; a null value removes it.</summary>
    public static string With(string field, string? json)
    {
        var card = JsonNode.Parse(Sample)!.AsObject();
        card.Remove(field);
        if (json is not null)
            card.Add(field, JsonNode.Parse(json));
        return card.ToJsonString();
    }

    public static string Export(NormalizedCard card, string id = "test1-1") => Text(writer =>
        PokemonTcgJson.WriteCard(writer, id, card.Card, card.Species));

    public static string Export(NormalizedSet set, string id = "s") => Text(writer => PokemonTcgJson.WriteSet(writer, id, set.Set));

    public static void AssertSameJson(string expected, string actual)
    {
        using var one = JsonDocument.Parse(expected);
        using var other = JsonDocument.Parse(actual);
        if (!JsonElement.DeepEquals(one.RootElement, other.RootElement))
            Assert.Fail($"JSON differs.\nexpected {expected}\nactual   {actual}");
    }

    private static string Text(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            write(writer);
        return System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
