using System.Text;
using PokedexTop.Normalize.Feeds.PokemonTcg;
using PokedexTop.Normalize.Feeds.Reading;

namespace PokedexTop.Normalize.Tests.Feeds.PokemonTcg;

public sealed class CardNormalizerRejectionTests
{
    public static TheoryData<string, string?, string> Refused => new()
    {
        { "id", null, "missing-id" },
        { "id", "null", "missing-id" },
        { "id", "\"\"", "missing-id" },
        { "id", "\"test1-2\"", "id-mismatch" },
        { "id", "{}", "wrong-kind" },
        { "name", null, "missing-name" },
        { "name", "\"  \"", "missing-name" },
        { "name", "null", "missing-name" },
        { "name", "true", "wrong-kind" },
        { "name", "[\"Sparkmouse\"]", "wrong-kind" },
        { "number", "{}", "wrong-kind" },
        { "supertype", null, "missing-supertype" },
        { "supertype", "null", "missing-supertype" },
        { "supertype", "\"Digimon\"", "unknown-supertype" },
        { "types", "{\"0\":\"Fire\"}", "wrong-kind" },
        { "types", "true", "wrong-kind" },
        { "attacks", "\"Tackle\"", "wrong-kind" },
        { "attacks", "[\"Tackle\"]", "wrong-kind" },
        { "legalities", "\"Legal\"", "wrong-kind" },
        { "legalities", "[{},{}]", "wrong-kind" },
        { "images", "\"https://example.test/1.png\"", "wrong-kind" },
        { "nationalPokedexNumbers", "{}", "wrong-kind" },
        { "nationalPokedexNumbers", "[\"Pikachu\"]", "not-a-number" },
        { "convertedRetreatCost", "1.5", "not-a-number" },
        { "convertedRetreatCost", "\"two\"", "not-a-number" },
        { "convertedRetreatCost", "99999999999", "number-out-of-range" },
        { "convertedRetreatCost", "1e400", "number-out-of-range" },
        { "convertedRetreatCost", "\"99999999999\"", "number-out-of-range" },
        { "hp", "\"99999999999\"", "number-out-of-range" },
        { "hp", "99999999999", "number-out-of-range" },
        { "set", "{\"id\":\"unknown\"}", "unknown-set" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_cannot_be_read_is_refused_with_its_reason(string field, string? sent, string reason)
    {
        var rejected = Normalizing.Reject(Normalizing.With(field, sent));
        Assert.Equal(reason, rejected.Reason);
        Assert.Contains(field, rejected.Detail, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("", "invalid-json")]
    [InlineData("{\"id\":\"test1-1\",\"name\":\"Spark", "invalid-json")]
    [InlineData("{\"id\":\"test1-1\"", "invalid-json")]
    [InlineData("{\"id\":\"test1-1\",}", "invalid-json")]
    [InlineData("[]", "not-an-object")]
    [InlineData("null", "not-an-object")]
    [InlineData("\"card\"", "not-an-object")]
    [InlineData("{\"id\":\"test1-1\",\"name\":\"a\",\"name\":\"b\"}", "duplicate-key")]
    [InlineData("{\"id\":\"test1-1\",\"name\":\"a\",\"n\\u0061me\":\"a\"}", "duplicate-key")]
    [InlineData("{\"x\":[{\"y\":{\"a\":1,\"\\u0061\":1}}]}", "duplicate-key")]
    [InlineData("{\"name\":\"\\ud800\"}", "invalid-text")]
    [InlineData("{\"name\":\"\\udc00\\ud800\"}", "invalid-text")]
    [InlineData("{\"x\":{\"\\ud83dx\":1}}", "invalid-text")]
    public void Payloads_that_are_no_card_are_refused(string payload, string reason)
        => Assert.Equal(reason, Normalizing.Reject(payload).Reason);

    [Fact]
    public void Half_a_surrogate_pair_in_the_payload_itself_is_refused()
        => Assert.Equal(
            RejectReasons.InvalidText,
            Assert.IsType<QuarantinedCard>(CardNormalizer.Normalize("test1-1", "test1", new byte[] { (byte)'{', 0xED, 0xA0, 0x80, (byte)'}' }, Normalizing.Context)).Reason);

    [Fact]
    public void Whole_surrogate_pairs_and_escaped_backslashes_are_text()
    {
        var payload = Normalizing.With("flavorText", "\"\\ud83d\\ude00 \\\\ud800\"");
        Assert.Equal("\ud83d\ude00 \\ud800", Normalizing.Card(payload).Card.FlavorText);
    }

    [Theory]
    [InlineData("flavorText")]
    [InlineData("name")]
    [InlineData("newField")]
    [InlineData("hp")]
    public void Ten_megabytes_of_text_are_refused(string field)
    {
        var rejected = Normalizing.Reject(Normalizing.With(field, $"\"{new string('x', 10_000_000)}\""));
        Assert.Equal(RejectReasons.TextTooLong, rejected.Reason);
        Assert.True(rejected.Detail.Length < 300);
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"a\":", "}")]
    public void Nesting_of_a_thousand_is_refused(string open, string close)
    {
        var nested = string.Concat(Enumerable.Repeat(open, 1000)) + "1" + string.Concat(Enumerable.Repeat(close, 1000));
        Assert.Equal(RejectReasons.NestedTooDeep, Normalizing.Reject($$"""{"id":"test1-1","x":{{nested}}}""").Reason);
    }

    [Fact]
    public void Nesting_of_sixty_four_is_kept()
    {
        var payload = Normalizing.Sample.TrimEnd()[..^1] + ",\"x\":" + new string('[', 63) + new string(']', 63) + "}";
        Normalizing.AssertSameJson(payload, Normalizing.Export(Normalizing.Card(payload)));
        var deeper = payload.Replace("[[[", "[[[[", StringComparison.Ordinal).Replace("]]]", "]]]]", StringComparison.Ordinal);
        Assert.Equal(RejectReasons.NestedTooDeep, Normalizing.Reject(deeper).Reason);
    }

    [Theory]
    [InlineData("types", "\"Fire\"", "too-many-entries")]
    [InlineData("nationalPokedexNumbers", "25", "too-many-entries")]
    [InlineData("newField", "1", "too-many-entries")]
    public void More_than_a_thousand_entries_are_refused(string field, string entry, string reason)
        => Assert.Equal(reason, Normalizing.Reject(Normalizing.With(field, $"[{string.Join(',', Enumerable.Repeat(entry, 1001))}]")).Reason);

    [Fact]
    public void More_than_a_thousand_unknown_fields_or_findings_are_refused()
    {
        var fields = new StringBuilder(Normalizing.Sample.TrimEnd()[..^1]);
        for (var i = 0; i < 1001; i++)
            fields.Append(System.Globalization.CultureInfo.InvariantCulture, $",\"f{i}\":{i}");
        Assert.Equal(RejectReasons.TooManyEntries, Normalizing.Reject(fields + "}").Reason);
        var costs = string.Join(',', Enumerable.Repeat("\"fire\"", 600));
        var attacks = Normalizing.With("attacks", $$"""[{"cost":[{{costs}}]},{"cost":[{{costs}}]}]""");
        Assert.Equal(RejectReasons.TooManyFindings, Normalizing.Reject(attacks).Reason);
    }

    [Fact]
    public void A_key_with_a_control_character_or_without_end_is_refused()
    {
        Assert.Equal(RejectReasons.InvalidText, Normalizing.Reject(Normalizing.With("a\0", "1")).Reason);
        Assert.Equal(RejectReasons.InvalidText, Normalizing.Reject(Normalizing.With("x", "{\"y\":{\"\\u0000\":1}}")).Reason);
        Assert.Equal(RejectReasons.TextTooLong, Normalizing.Reject(Normalizing.With(new string('k', 129), "1")).Reason);
    }

    [Fact]
    public void A_card_without_any_set_is_refused()
        => Assert.Equal(
            RejectReasons.MissingSet,
            Assert.IsType<QuarantinedCard>(CardNormalizer.Normalize("test1-1", null, Normalizing.Sample.Utf8(), Normalizing.Context)).Reason);
}
