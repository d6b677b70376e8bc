using System.Text;
using PokedexTop.Ingest.Json;

namespace PokedexTop.Ingest.Tests.Json;

public sealed class CanonicalJsonTests
{
    [Fact]
    public void The_sample_of_RFC_8785_section_3_2_2_comes_out_as_printed_there()
    {
        const string input = """
            {
              "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
              "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
              "literals": [null, true, false]
            }
            """;
        const string expected =
            """{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}""";

        Assert.Equal(expected, Canonical(input));
    }

    [Fact]
    public void Names_are_ordered_by_UTF16_code_units_as_in_RFC_8785_section_3_2_3()
    {
        const string input = """
            {"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One",
             "\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}
            """;

        var values = System.Text.Json.Nodes.JsonNode.Parse(Canonical(input))!.AsObject().Select(m => (string)m.Value!).ToArray();

        Assert.Equal(
            ["Carriage Return", "One", "Control", "Latin Small Letter O With Diaeresis", "Euro Sign", "Emoji: Grinning Face", "Hebrew Letter Dalet With Dagesh"],
            values);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(1_000)]
    public void Objects_of_any_size_come_out_in_order_and_say_a_name_once(int size)
    {
        string[] names = [.. Enumerable.Range(0, size).Select(i => $"member-{i:D4}")];
        string[] mixed = [.. names];
        new Random(size).Shuffle(mixed);
        static string Object(IEnumerable<string> names) => $"{{{string.Join(',', names.Select(n => $"\"{n}\":1"))}}}";

        Assert.Equal(Object(names), Canonical(Object(mixed)));
        Assert.False(CanonicalJson.TryHash(Encoding.UTF8.GetBytes(Object([.. mixed, mixed[0]])), TopLevelNames.None, out _, out var fault));
        Assert.Contains($"\"{mixed[0]}\" stands twice", fault!.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(""" {"b":null,"a":{"y":null,"x":1},"c":[null,{"z":null}]} """, """{"a":{"x":1},"c":[null,{}]}""")]
    [InlineData(""" {"a":null} """, "{}")]
    [InlineData(""" {"ab":1,"a":2,"abcdefghi":3,"abcdefgh":4,"":5} """, """{"":5,"a":2,"ab":1,"abcdefgh":4,"abcdefghi":3}""")]
    [InlineData(""" {"\u0061":1} """, """{"a":1}""")]
    [InlineData(""" {"!":1,"\"":2,"#":3,"\\":4,"[":5} """, """{"!":1,"\"":2,"#":3,"[":5,"\\":4}""")]
    [InlineData(""" {"a":"\u007f \u001f\b\f\n\r\t\/"} """, "{\"a\":\"\u007f \\u001f\\b\\f\\n\\r\\t/\"}")]
    [InlineData(""" {"\n":1,"\u0001":2} """, """{"\u0001":2,"\n":1}""")]
    [InlineData(""" {"a":"\u0008\u000c\u000a\u000d\u0009\u0020\u0021"} """, """{"a":"\b\f\n\r\t !"}""")]
    public void Null_members_go_and_names_are_ordered(string input, string expected) => Assert.Equal(expected, Canonical(input));

    [Fact]
    public void Only_top_level_members_are_omitted()
    {
        var omitted = new TopLevelNames("set");

        Assert.Equal("""{"a":{"set":1}}""", Canonical("""{"set":{"a":1,"b":2},"a":{"set":1},"s\u0065t2":null}""", omitted));
        Assert.Equal("{}", Canonical("""{"\u0073et":[]}""", omitted));
    }

    [Theory]
    [InlineData("""{"a":1,"b":2,"a":1}""", "The key \"a\" stands twice")]
    [InlineData("""{"a":null,"a":1}""", "duplicate-key")]
    [InlineData("""{"x":[{"hp":1,"\u0068p":2}]}""", "The key \"hp\" stands twice")]
    [InlineData("""{"é":1,"\u00e9":2}""", "duplicate-key")]
    [InlineData("""{"tcgplayer":1,"tcgplayer":2}""", "duplicate-key")]
    [InlineData("""{"set":{"id":"a","id":"b"}}""", "duplicate-key")]
    [InlineData("""{"a":"\ud800"}""", "invalid-text")]
    [InlineData("""{"a":"\udc00\ud800"}""", "invalid-text")]
    [InlineData("""{"a":"\ud800\ud800"}""", "invalid-text")]
    [InlineData("""{"\ud83dx":1}""", "invalid-text")]
    [InlineData("[]", "not-an-object")]
    [InlineData("{} {}", "invalid-json")]
    [InlineData("""{"a":1,}""", "invalid-json")]
    [InlineData("""{"a":1 /* no */}""", "invalid-json")]
    [InlineData("{", "invalid-json")]
    [InlineData("", "invalid-json")]
    public void What_has_no_canonical_form_says_why(string input, string expected)
    {
        Assert.False(CanonicalJson.TryHash(Encoding.UTF8.GetBytes(input), TopLevelNames.OfCard, out var hash, out var fault));
        Assert.Contains(expected, $"{fault!.Reason}: {fault.Detail}", StringComparison.Ordinal);
        Assert.Empty(hash);
    }

    [Theory]
    [InlineData(60, "")]
    [InlineData(61, "…")]
    public void A_fault_shows_the_beginning_of_a_long_name(int length, string end)
    {
        var name = new string('x', length);
        CanonicalJson.TryHash(Encoding.UTF8.GetBytes($$"""{"{{name}}":1,"{{name}}":2}"""), TopLevelNames.None, out _, out var fault);
        Assert.StartsWith($"The key \"{name[..60]}{end}\" stands twice", fault!.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_are_a_fault()
    {
        Assert.False(CanonicalJson.TryHash([.. "{\"a\":\""u8, 0xE9, .. "\"}"u8], TopLevelNames.None, out _, out var truncated));
        Assert.False(CanonicalJson.TryHash([.. "{\"a\":\""u8, 0xED, 0xA0, 0x80, .. "\"}"u8], TopLevelNames.None, out _, out var surrogate));
        Assert.Equal([PayloadFault.InvalidText, PayloadFault.InvalidText], new[] { truncated!.Reason, surrogate!.Reason });
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    [InlineData(100_000, false)]
    public void Nesting_is_limited(int depth, bool accepted)
    {
        var arrays = $"{{\"a\":{new string('[', depth - 1)}{new string(']', depth - 1)}}}";
        var objects = $"{string.Concat(Enumerable.Repeat("{\"a\":", depth - 1))}{{}}{new string('}', depth - 1)}";
        foreach (var input in new[] { arrays, objects })
        {
            Assert.Equal(accepted, CanonicalJson.TryHash(Encoding.UTF8.GetBytes(input), TopLevelNames.None, out _, out var fault));
            Assert.Equal(accepted ? null : PayloadFault.NestedTooDeep, fault?.Reason);
        }
    }

    [Fact]
    public void Hashing_goes_on_after_a_fault()
    {
        CanonicalJson.TryHash("""{"a":{"b":1,"b":2}}"""u8, TopLevelNames.None, out _, out _);

        Assert.True(CanonicalJson.TryHash("{}"u8, TopLevelNames.None, out var hash, out _));
        Assert.Equal("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a", hash);
    }

    private static string Canonical(string json, TopLevelNames? omitted = null)
    {
        var bytes = CanonicalJson.Canonicalize(Encoding.UTF8.GetBytes(json), omitted ?? TopLevelNames.None);
        Assert.NotNull(bytes);
        return Encoding.UTF8.GetString(bytes);
    }
}
