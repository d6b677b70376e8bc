using System.Text;
using System.Text.Json.Nodes;
using PokedexTop.Normalize.Export;
using PokedexTop.Search.Indexing;
using PokedexTop.Testing;

namespace PokedexTop.Search.Tests;

/// <summary>Cards to search in.</summary>
internal static class Cards
{
    public static ApiCard Of(string json, bool isRetired = false, DateTime? changedAt = null)
    {
        var card = JsonNode.Parse(json)!;
        return new ApiCard((string)card["id"]!, Encoding.UTF8.GetBytes(json), isRetired, changedAt ?? new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc));
    }

    public static CardIndex Index(params IEnumerable<ApiCard> cards)
    {
        var index = new CardIndex();
        index.Put(cards);
        index.Publish();
        return index;
    }

    /// <summary>Every card of the shared data with its set embedded, as the API has it, and prices made from its number.</summary>
    public static List<ApiCard> All()
    {
        var folder = TestData.CardFolder;
        var sets = JsonNode.Parse(File.ReadAllBytes(Path.Combine(folder, "sets", "en.json")))!.AsArray().ToDictionary(s => (string)s!["id"]!, s => s!, StringComparer.Ordinal);
        var cards = new List<ApiCard>();
        foreach (var file in Directory.GetFiles(Path.Combine(folder, "cards", "en")).Order(StringComparer.Ordinal))
        {
            foreach (var card in JsonNode.Parse(File.ReadAllBytes(file))!.AsArray())
            {
                card!["set"] = sets[Path.GetFileNameWithoutExtension(file)].DeepClone();
                if (cards.Count % 3 == 0)
                    card["tcgplayer"] = new JsonObject { ["updatedAt"] = "2026/10/01", ["prices"] = new JsonObject { ["holofoil"] = new JsonObject { ["market"] = cards.Count % 500 / 4.0 } } };
                cards.Add(new ApiCard((string)card["id"]!, Encoding.UTF8.GetBytes(card.ToJsonString()), IsRetired: cards.Count % 100 == 7, new DateTime(2026, 1 + cards.Count % 12, 1, 0, 0, 0, DateTimeKind.Utc)));
            }
        }
        return cards;
    }
}
