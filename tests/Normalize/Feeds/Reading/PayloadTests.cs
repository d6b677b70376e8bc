using System.Text;
using PokedexTop.Ingest.Json;
using PokedexTop.Normalize.Feeds.Reading;

namespace PokedexTop.Normalize.Tests.Feeds.Reading;

/// <summary>A payload is parsed as it stands only where judging it would find nothing.</summary>
public sealed class PayloadTests
{
    private const string Card = """{"id":"base1-1","name":"Alakazam \"x\" a\/b\n","set":{"id":"base1","name":null},"attacks":[{"name":"é","cost":["Psychic"]},{"name":"b","damage":1.5e3}]}""";

    private static readonly string[] s_insertions =
        ["\"", "\\/", "\\\"", "\\n", "\\u", "\\u0000", "\\ud83d", "\\udcff", "{", "}", "[", "]", ",", ":", "null", "1e5", "\\", "é", "\t", "\"id\":1,", "\"na\\/me\":1,\"na/me\":2,", "\"i\\u0064\":2,", "{\"b\":1,\"b\":2},"];

    [Theory]
    [InlineData("""{"a\/b":1,"a/b":2}""")]
    [InlineData("""{"a":{"\"":1,"\"":2}}""")]
    [InlineData("""{"a":null,"a":1}""")]
    [InlineData("""{"a":1,"\u0061":2}""")]
    [InlineData("""{"a":"\ud83d"}""")]
    [InlineData("""{"a":1} x""")]
    [InlineData("""{"a":1,}""")]
    [InlineData("[{}]")]
    [InlineData("\uFEFF{}")]
    [InlineData("")]
    public void A_faulty_payload_is_refused_in_the_judges_words(string payload) => Assert.NotNull(AssertJudged(Encoding.UTF8.GetBytes(payload)));

    [Fact]
    public void Text_that_is_no_Unicode_is_refused() => Assert.Equal(PayloadFault.InvalidText, AssertJudged([.. "{\"a\":\""u8, 0xED, 0xA0, 0x80, .. "\"}"u8])?.Reason);

    [Theory]
    [InlineData(PayloadFault.MaxDepth, null)]
    [InlineData(PayloadFault.MaxDepth + 1, PayloadFault.NestedTooDeep)]
    public void Nesting_is_read_as_deep_as_it_is_let_in(int levels, string? reason) =>
        Assert.Equal(reason, AssertJudged(Encoding.UTF8.GetBytes($$"""{"a":{{new string('[', levels - 1)}}{{new string(']', levels - 1)}}}"""))?.Reason);

    [Fact]
    public void Whatever_stands_in_a_payload_it_is_read_where_judging_finds_nothing_and_only_there()
    {
        var random = new Random(20261128);
        var (read, refused) = (0, 0);
        for (var round = 0; round < 20_000; round++)
        {
            var text = new StringBuilder(Card);
            for (var change = random.Next(1, 3); change > 0; change--)
            {
                var at = random.Next(text.Length);
                if (random.Next(2) == 0)
                    text.Remove(at, Math.Min(random.Next(1, 6), text.Length - at));
                else
                    text.Insert(at, s_insertions[random.Next(s_insertions.Length)]);
            }
            _ = AssertJudged(Encoding.UTF8.GetBytes(text.ToString())) is null ? read++ : refused++;
        }
        Assert.True(read > 1_000 && refused > 1_000, $"{read} were read and {refused} refused.");
    }

    private static PayloadFault? AssertJudged(byte[] utf8)
    {
        using var payload = Payload.Parse(utf8);
        Assert.Equal(PayloadFault.Of(utf8), payload.Fault);
        return payload.Fault;
    }
}
