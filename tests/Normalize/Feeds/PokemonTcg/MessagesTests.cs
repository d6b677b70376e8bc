using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using PokedexTop.Normalize.Feeds.PokemonTcg;
using PokedexTop.Normalize.Feeds.Reading;

namespace PokedexTop.Normalize.Tests.Feeds.PokemonTcg;

/// <summary>
/// Every sentence people are told about a value, word for word, with its rule, its severity and the value they are shown. Where a
/// change is meant, run with POKEDEXTOP_APPROVE=1 and review the difference of the approved file.
/// </summary>
public sealed class MessagesTests
{
    private const string Long = "\"LONG\"";

    private static readonly (string Field, string?[] Values)[] s_card =
    [
        ("id", [null, "\"\"", "7", "\"test1-2\"", "\"a\\u0001\"", "{}", Long]),
        ("name", [null, "null", "\"  \"", "true", "12", "\" Sparkmouse \"", "\"PokÃ©mon\"", "\"No\\u0000bo\\u0007dy\"", Long]),
        ("number", [null, "12", "{}", "\"4 \"", "\"58/102\"", "\"ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZ\""]),
        ("supertype", [null, "null", "\"Digimon\"", "\"Pokemon\"", "\"\"", "1"]),
        ("hp", ["60", "60.0", "60.5", "-10", "\"060\"", "\"0\"", "\"00\"", "\"\"", "\"sixty\"", "\"99999999999\"", "99999999999", "1e400", "[]", "null"]),
        ("convertedRetreatCost", ["\"2\"", "\" 2 \"", "\"+2\"", "\"-2\"", "\"\"", "\"two\"", "\"2.5\"", "\"99999999999\"", "2.0", "1.5", "2147483647", "2147483648", "-2147483648", "-2147483649", "1e400", "true"]),
        ("types", ["\"fire\"", "[\"Electric\"]", "[\"Plastic\"]", "[null,\"Fire\"]", "{\"0\":1}", "true", "[[]]", "[1]", "MANY"]),
        ("subtypes", ["[\"stage1\"]", "[\"Ex\"]"]),
        ("rarity", ["\"rare  holo\"", "\"Rarest of All\"", "\"\""]),
        ("legalities", ["{\"unlimited\":\"legal\"}", "{\"standard\":\"Maybe\"}", "{\"glc\":\"Legal\"}", "[{\"unlimited\":\"Legal\"}]", "[{},{}]", "[1]", "[]", "\"Legal\""]),
        ("attacks", ["\"Tackle\"", "[\"Tackle\"]", "{\"name\":\"Tackle\",\"cost\":\"Fire\",\"power\":1}", "[{\"damage\":60,\"convertedEnergyCost\":\"1\",\"text\":5}]"]),
        ("abilities", ["[{\"name\":\"Glow\",\"type\":\"Poke Power\"}]", "[{\"type\":\"Magic\",\"new\":null}]", "[7]"]),
        ("weaknesses", ["[{\"type\":\"fire\",\"value\":2,\"kind\":\"x\"}]", "[\"Fire\"]"]),
        ("ancientTrait", ["[{\"name\":\"Ω\"}]", "{\"name\":1,\"text\":2,\"other\":3}", "\"Ω\""]),
        ("images", ["[]", "{\"small\":7,\"huge\":\"x\"}", "\"https://example.test/1.png\""]),
        ("nationalPokedexNumbers", ["25", "[\"25\"]", "[25,9999]", "[25,25]", "[0]", "[\"\"]", "[null]", "[\"Pikachu\"]", "{}"]),
        ("flavorText", ["\" kept \"", "\"PokÃƒÂ©mon\"", "5", "[]"]),
        ("set", ["7", "{}", "{\"id\":7}", "{\"id\":\"unknown\"}", "{\"id\":\"\"}", "null"]),
        ("newField", ["1", "\"\\u0000x\"", "{\"a\":{\"b\":[1]}}", "MANY"]),
        ("a\u0001", ["1"]),
        ("kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk", ["1"]),
    ];

    private static readonly (string Market, string[] Payloads)[] s_prices =
    [
        (PriceNormalizer.TcgPlayer,
        [
            "[]", "{", """{"prices":[1,2]}""", """{"prices":{"normal":5}}""", """{"updatedAt":"0000/00/00","prices":{"normal":{"low":1}}}""",
            """{"updatedAt":"2026-11-22","new":1,"prices":{"Holofoil":{"low":1},"holofoil":{"low":2}}}""",
            """{"prices":{"normal":{"low":"1.5","mid":"1,234.56","high":-1,"market":1e-7,"directLow":0,"new":{"a":1}}}}""",
            """{"prices":{"normal":{"low":999999999.99,"mid":1000000000,"high":0.0001,"market":0.00004,"directLow":2.00005}}}""",
            """{"prices":{"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa":{"low":1}}}""",
        ]),
        (PriceNormalizer.Cardmarket, ["""{"updatedAt":7,"prices":{"lowPrice":0,"trendPrice":"2","reverseHoloLow":true,"avg1":{},"new":null}}""", """{"prices":[]}"""]),
        ("cardtrader", ["{}"]),
    ];

    private static readonly (string Field, string[] Values)[] s_sets =
    [
        ("id", ["\"\"", "7", "\"other\""]),
        ("name", ["null", "\" Set \""]),
        ("series", ["null", "5"]),
        ("total", ["\"3\"", "-1", "\"three\"", "1.5"]),
        ("printedTotal", ["\"\"", "null"]),
        ("releaseDate", ["\"2024-01-02\"", "\"02.01.2024\"", "\"soon\"", "7", "null", "\"2024/1/2\""]),
        ("updatedAt", ["\"2024-01-02T10:00:00Z\"", "\"2024/01/02\"", "\"now\"", "{}"]),
        ("images", ["[]", "{\"symbol\":1,\"banner\":\"x\"}"]),
        ("newField", ["1"]),
    ];

    [Fact]
    public void Every_sentence_is_the_one_that_was_approved()
    {
        var said = new StringBuilder();
        foreach (var (field, values) in s_card)
        {
            foreach (var value in values)
                Add(said, $"card {Short(field)} = {value ?? "(absent)"}", Normalizing.Result(Normalizing.With(field, Written(value))));
        }
        foreach (var (market, payloads) in s_prices)
        {
            foreach (var payload in payloads)
                Add(said, $"{market} {payload}", PriceNormalizer.Normalize(market, payload.Utf8(), new DateOnly(2026, 11, 23)));
        }
        foreach (var (field, values) in s_sets)
        {
            foreach (var value in values)
                Add(said, $"set {field} = {value}", SetNormalizer.Normalize("s1", (Set(field, value)).Utf8()));
        }

        var approved = Approved();
        if (Environment.GetEnvironmentVariable("POKEDEXTOP_APPROVE") == "1")
            File.WriteAllText(approved, said.ToString());
        Assert.Equal(File.ReadAllText(approved), said.ToString());
    }

    private static void Add(StringBuilder said, string input, object result)
    {
        said.Append(input).Append('\n');
        switch (result)
        {
            case QuarantinedCard card: said.Append(CultureInfo.InvariantCulture, $"  refused {card.Reason}: {card.Detail}\n"); break;
            case QuarantinedPrices prices: said.Append(CultureInfo.InvariantCulture, $"  refused {prices.Reason}: {prices.Detail}\n"); break;
            case QuarantinedSet set: said.Append(CultureInfo.InvariantCulture, $"  refused {set.Reason}: {set.Detail}\n"); break;
            case NormalizedCard card: Add(said, card.Findings, card.Drift, card.Card.Extra); break;
            case NormalizedSet set: Add(said, set.Findings, set.Drift, set.Set.Extra); break;
            case NormalizedPrices prices:
                Add(said, prices.Findings, prices.Drift, null);
                foreach (var row in prices.Rows)
                    said.Append(System.Globalization.CultureInfo.InvariantCulture, $"  row {prices.ObservedOn:yyyy-MM-dd} {row.Finish} {row.Currency} {row.Low}|{row.Mid}|{row.High}|{row.MarketPrice}|{row.DirectLow} {row.Extra}\n");
                break;
        }
    }

    private static void Add(StringBuilder said, IReadOnlyList<QualityFinding> findings, IReadOnlyList<SchemaDrift> drift, string? extra)
    {
        foreach (var finding in findings)
            said.Append(CultureInfo.InvariantCulture, $"  {finding.Severity} {finding.Rule}: {finding.Detail} <- {finding.OriginalValue}\n");
        foreach (var d in drift)
            said.Append(CultureInfo.InvariantCulture, $"  drift {d.Path} {d.Kind}\n");
        if (extra is { Length: < 200 })
            said.Append(CultureInfo.InvariantCulture, $"  extra {extra}\n");
    }

    private static string? Written(string? value) => value switch
    {
        Long => $"\"{new string('x', 5_000)}\"",
        "MANY" => $"[{string.Join(',', Enumerable.Repeat("1", 1_001))}]",
        _ => value,
    };

    private static string Short(string field) => field.Length > 20 ? $"{field[0]}×{field.Length}" : field.Replace("\u0001", "\\u0001", StringComparison.Ordinal);

    private static string Set(string field, string value)
    {
        var set = System.Text.Json.Nodes.JsonNode.Parse("""{"id":"s1","name":"Set","series":"Ours","printedTotal":3,"total":3,"releaseDate":"2024/01/02","updatedAt":"2024/01/02 10:00:00"}""")!.AsObject();
        set[field] = System.Text.Json.Nodes.JsonNode.Parse(value);
        return set.ToJsonString();
    }

    private static string Approved([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "Samples", "messages.approved.txt");
}
