using System.Text;
using System.Text.Json.Nodes;

namespace PokedexTop.Normalize.Tests.Feeds;

/// <summary>Payloads made from a good one by changing it at random, the same each time.</summary>
internal static class Mutated
{
    private static readonly string[] s_values =
    [
        "null", "true", "0", "-1", "1.5", "1e400", "99999999999", "\"\"", "\" \"", "\"x\"", "\"12\"", "\"\\u0000\"", "\"PokÃ©mon\"",
        "\"2022-13-45\"", "\"9999-12-31T23:59:59-14:00\"", "\"0001-01-01T00:00:00+14:00\"",
        "\"\\ud83d\\ude00\"", "[]", "{}", "[null]", "[[]]", "[1]", "[\"a\"]", "[{}]", "{\"a\":{}}", "{\"name\":1,\"cost\":{}}", "[{\"name\":[]}]",
    ];

    /// <summary>Up to four values or keys of each are others.</summary>
    public static IEnumerable<string> Values(string sample, string[] keys, int seed, int count)
    {
        var random = new Random(seed);
        for (var round = 0; round < count; round++)
        {
            var card = JsonNode.Parse(sample)!.AsObject();
            for (var change = random.Next(1, 5); change > 0; change--)
                Mutate(card, keys, random);
            yield return Storable(card.ToJsonString());
        }
    }

    /// <summary>Up to three places of each have other characters, whatever that makes of it.</summary>
    public static IEnumerable<string> Characters(string sample, int seed, int count)
    {
        var random = new Random(seed);
        const string Alphabet = "{}[]\",:\\u0dD8\0 \n\ud800\udc00é×1eE+-.tfn/~";
        for (var round = 0; round < count; round++)
        {
            var text = new StringBuilder(sample);
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
            yield return Storable(text.ToString());
        }
    }

    // Half a surrogate pair cannot be stored, so no payload has one.
    private static string Storable(string payload) => Encoding.UTF8.GetString(payload.Utf8().Span);

    private static void Mutate(JsonObject card, string[] keys, Random random)
    {
        var places = new List<JsonNode>();
        Collect(card, places);
        var place = places[random.Next(places.Count)];
        var value = JsonNode.Parse(s_values[random.Next(s_values.Length)]);
        if (place is JsonObject members)
            members[random.Next(3) == 0 && members.Count > 0 ? members.ElementAt(random.Next(members.Count)).Key : keys[random.Next(keys.Length)]] = value;
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
}
