using System.Text.Json.Nodes;

namespace PokedexTop.FaultTests.Sources;

/// <summary>What a source says at one time: its sets in order, and the cards of each.</summary>
internal sealed class SourceState(List<JsonObject> sets, Dictionary<string, List<JsonObject>> cards)
{
    public IReadOnlyList<JsonObject> Sets { get; } = sets;

    public IReadOnlyDictionary<string, List<JsonObject>> Cards { get; } = cards;

    public IEnumerable<(string SetId, JsonObject Card)> AllCards => Sets.SelectMany(set => Cards[Id(set)].Select(card => (Id(set), card)));

    /// <summary>Sets of which it gives no card. None of them is really empty.</summary>
    public IEnumerable<string> EmptiedSets => Sets.Select(Id).Where(set => Cards[set].Count == 0);

    /// <summary>Some sets of a pokemon-tcg-data folder.</summary>
    public static SourceState Read(string folder, Func<string, bool> wanted)
    {
        var sets = Items(Path.Combine(folder, "sets", "en.json")).Where(set => wanted(Id(set))).ToList();
        return new SourceState(sets, sets.ToDictionary(Id, set => Items(Path.Combine(folder, "cards", "en", Id(set) + ".json")), StringComparer.Ordinal));
    }

    /// <summary>The same after an edit of a copy.</summary>
    public SourceState Edited(Action<SourceState> edit)
    {
        var copy = new SourceState([.. Sets.Select(Copy)], Cards.ToDictionary(pair => pair.Key, pair => pair.Value.ConvertAll(Copy), StringComparer.Ordinal));
        edit(copy);
        return copy;
    }

    public JsonObject Set(string setId) => Sets.Single(set => Id(set) == setId);

    public JsonObject Card(string cardId) => AllCards.Single(pair => Id(pair.Card) == cardId).Card;

    public static string Id(JsonObject item) => (string)item["id"]!;

    /// <summary>A new set with the words of another one, without cards.</summary>
    public void AddSetLike(string setId, string newId, string name)
    {
        var set = Copy(Set(setId));
        (set["id"], set["name"]) = (newId, name);
        sets.Add(set);
        cards.Add(newId, []);
    }

    /// <summary>Takes cards of a set to another one, under ids that are made from theirs.</summary>
    public void Move(string fromSet, string toSet, int count, Func<string, string> newId)
    {
        var moved = Cards[fromSet].TakeLast(count).ToList();
        Cards[fromSet].RemoveRange(Cards[fromSet].Count - count, count);
        foreach (var card in moved)
            card["id"] = newId(Id(card));
        Cards[toSet].AddRange(moved);
    }

    private static JsonObject Copy(JsonObject item) => item.DeepClone().AsObject();

    private static List<JsonObject> Items(string file) => [.. JsonNode.Parse(File.ReadAllBytes(file))!.AsArray().Select(item => item!.AsObject())];
}
