using System.Text;
using System.Text.Json.Nodes;
using PokedexTop.Ingest.Json;
using PokedexTop.Testing;

namespace PokedexTop.Ingest.Tests.Json;

/// <summary>Over real cards: another spelling is the same content, another value is not.</summary>
public sealed class CanonicalJsonPropertyTests
{
    private static string[] CardFiles => Directory.GetFiles(Path.Combine(TestData.CardFolder, "cards", "en"), "*.json");

    [Fact]
    public void Respelled_cards_keep_their_hash()
    {
        var random = new Random(2027);
        foreach (var card in Cards())
        {
            var hash = Hash(card.ToJsonString());
            for (var i = 0; i < 3; i++)
            {
                var text = new StringBuilder();
                Respell(card, text, random);
                Assert.Equal(hash, Hash(text.ToString()));
            }
        }
    }

    [Fact]
    public void Every_changed_value_changes_the_hash()
    {
        foreach (var card in Cards())
        {
            var seen = new HashSet<string> { Hash(card.ToJsonString()) };
            foreach (var place in Places(card).ToList())
            {
                var changed = card.DeepClone().AsObject();
                Assert.True(seen.Add(Hash(Change(changed, place))), $"{card["id"]}: {place}");
            }
        }
    }

    [Fact]
    public void All_cards_have_a_canonical_form_and_no_two_have_the_same()
    {
        var hashes = new HashSet<string>();
        var count = 0;
        foreach (var file in CardFiles)
            foreach (var item in BronzeItemReader.Read(File.ReadAllBytes(file), ItemKind.Card))
            {
                count++;
                Assert.Null(item.RejectReason);
                Assert.Null(item.Fault);
                Assert.True(hashes.Add(item.ContentHash), item.Id);
            }

        Assert.Equal(19_783, count);
    }

    private static IEnumerable<JsonObject> Cards() =>
        CardFiles
            .Where((_, i) => i % 17 == 0)
            .SelectMany(file => JsonNode.Parse(File.ReadAllBytes(file))!.AsArray().Where((_, i) => i % 41 == 0))
            .Select(card => WithNumbers(card!.AsObject()));

    // The feed's cards hold hardly any number, so some are put in.
    private static JsonObject WithNumbers(JsonObject card)
    {
        var clone = card.DeepClone().AsObject();
        clone["numbers"] = JsonNode.Parse("[0, 12, -7, 150000, 2.5, 0.001, [true, false, null], {}]");
        return clone;
    }

    private static void Respell(JsonNode? node, StringBuilder text, Random random)
    {
        text.Append(Space(random));
        switch (node)
        {
            case JsonObject o:
                var members = o.Select(m => (m.Key, m.Value)).ToList();
                for (var i = random.Next(3); i > 0; i--)
                    members.Add(($"absent{i}", null));
                text.Append('{');
                text.AppendJoin(',', members.OrderBy(_ => random.Next()).Select(m =>
                {
                    var member = new StringBuilder(Escape(m.Key, random)).Append(Space(random)).Append(':');
                    Respell(m.Value, member, random);
                    return member.ToString();
                }));
                text.Append('}');
                break;
            case JsonArray a:
                text.Append('[');
                for (var i = 0; i < a.Count; i++)
                {
                    if (i > 0)
                        text.Append(',');
                    Respell(a[i], text, random);
                }

                text.Append(']');
                break;
            case JsonValue v when v.TryGetValue<string>(out var s):
                text.Append(Escape(s, random));
                break;
            case JsonValue v when v.GetValueKind() == System.Text.Json.JsonValueKind.Number:
                text.Append(v.ToJsonString()).Append(v.ToJsonString().Contains('.') ? new[] { "", "0", "000", "e0", "E+00" }[random.Next(5)] : new[] { "", ".0", "e0", ".000e+0" }[random.Next(4)]);
                break;
            default:
                text.Append(node?.ToJsonString() ?? "null");
                break;
        }

        text.Append(Space(random));
    }

    private static string Space(Random random) => new[] { "", "", " ", "\n", "\t\r\n " }[random.Next(5)];

    private static string Escape(string value, Random random)
    {
        var text = new StringBuilder("\"");
        foreach (var c in value)
            text.Append((c, random.Next(5)) switch
            {
                (_, 0) => $"\\u{(int)c:x4}",
                (_, 1) => $"\\u{(int)c:X4}",
                ('/', 2) => "\\/",
                ('"' or '\\', _) => $"\\{c}",
                ('\n', _) => "\\n",
                ( < ' ', _) => $"\\u{(int)c:x4}",
                _ => c.ToString(),
            });
        return text.Append('"').ToString();
    }

    private static IEnumerable<string> Places(JsonNode node) => node switch
    {
        JsonObject o => o.SelectMany(m => m.Value is null ? [] : Places(m.Value)),
        JsonArray a => a.SelectMany(e => e is null ? [] : Places(e)),
        _ => [node.GetPath()],
    };

    private static string Change(JsonObject root, string path)
    {
        var place = Leaves(root).First(n => n.GetPath() == path);
        JsonNode changed = place.GetValueKind() switch
        {
            System.Text.Json.JsonValueKind.String => $"{place.GetValue<string>()} ",
            System.Text.Json.JsonValueKind.Number => JsonNode.Parse($"1{place.ToJsonString().TrimStart('-')}")!,
            _ => "changed",
        };
        place.ReplaceWith(changed);
        return root.ToJsonString();
    }

    private static IEnumerable<JsonNode> Leaves(JsonNode node) => node switch
    {
        JsonObject o => o.SelectMany(m => m.Value is null ? [] : Leaves(m.Value)),
        JsonArray a => a.SelectMany(e => e is null ? [] : Leaves(e)),
        _ => [node],
    };

    private static string Hash(string json)
    {
        Assert.True(CanonicalJson.TryHash(Encoding.UTF8.GetBytes(json), TopLevelNames.None, out var hash, out var fault), fault?.Detail);
        return hash;
    }
}
