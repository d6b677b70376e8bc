using System.Text.Json;

namespace PokedexTop.FakeApi;

/// <summary>What the fake serves: a data folder, and the edits a test makes to simulate what happens upstream.</summary>
public sealed class Catalogue
{
    private readonly Lock editing = new();
    private volatile FakeSet[] sets;

    internal Catalogue(string? dataFolder) => sets = dataFolder is null ? [] : [.. Load(DataFolder.Cards(dataFolder))];

    internal IReadOnlyList<FakeSet> Sets => sets;

    /// <summary>Ids of all sets, in the order of the set list.</summary>
    public IReadOnlyList<string> SetIds => [.. sets.Select(set => set.Id)];

    /// <summary>Ids of a set's cards, in the order of its file.</summary>
    public IReadOnlyList<string> CardIds(string setId) => [.. Set(setId).Cards.Select(card => card.Id).OfType<string>()];

    /// <summary>The card's JSON as it stands now, without set and prices.</summary>
    public string Card(string cardId) => (Find(cardId) ?? throw Unknown(cardId)).Json.GetRawText();

    /// <summary>Takes a card out of its set, as if upstream had withdrawn it.</summary>
    public void Remove(string cardId)
    {
        var card = Find(cardId) ?? throw Unknown(cardId);
        card.Set.Change(cards => cards.Where(other => other.Id != cardId));
    }

    /// <summary>Puts other JSON where the card stands; it may have another id, or none, or be no object.</summary>
    public void Replace(string cardId, string json)
    {
        var card = Find(cardId) ?? throw Unknown(cardId);
        var edited = new FakeCard(Parse(json), card.Set, Verbatim: true);
        card.Set.Change(cards => cards.Select(other => other.Id == cardId ? edited : other));
    }

    /// <summary>Appends an item to a set.</summary>
    public void Add(string setId, string json)
    {
        var set = Set(setId);
        var added = new FakeCard(Parse(json), set, Verbatim: true);
        set.Change(cards => cards.Append(added));
    }

    /// <summary>Appends a set without cards, or puts other JSON where a set of that id stands, keeping its cards.</summary>
    public void PutSet(string json)
    {
        var element = Parse(json);
        var id = element.GetProperty("id").GetString()!;
        lock (editing)
        {
            var before = sets.FirstOrDefault(set => set.Id == id);
            var put = new FakeSet(id, element, cardFile: null);
            if (before is not null)
                put.Change(_ => before.Cards.Select(card => card with { Set = put }));
            sets = before is null ? [.. sets, put] : [.. sets.Select(set => set == before ? put : set)];
        }
    }

    /// <summary>Takes a set and its cards out of the lists.</summary>
    public void RemoveSet(string setId)
    {
        var removed = Set(setId);
        lock (editing)
            sets = [.. sets.Where(set => set != removed)];
    }

    /// <summary>A card id begins with its set's id, nearly always; where not, every set is read.</summary>
    internal FakeCard? Find(string cardId)
    {
        var likely = sets.Where(set => cardId.StartsWith(set.Id + "-", StringComparison.OrdinalIgnoreCase)).ToList();
        return likely.Concat(sets.Except(likely))
            .SelectMany(set => set.Cards)
            .FirstOrDefault(card => string.Equals(card.Id, cardId, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The cards of one set, or of all, in list order.</summary>
    internal IEnumerable<FakeCard> Cards(string? setId)
    {
        if (setId is not null)
            return sets.FirstOrDefault(set => string.Equals(set.Id, setId, StringComparison.OrdinalIgnoreCase))?.Cards ?? [];
        var all = sets;
        Parallel.ForEach(all, set => _ = set.Cards);
        return all.SelectMany(set => set.Cards);
    }

    private static IEnumerable<FakeSet> Load(string folder)
    {
        var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "sets", "en.json")));
        foreach (var json in document.RootElement.EnumerateArray())
        {
            var id = json.GetProperty("id").GetString()!;
            yield return new FakeSet(id, json, Path.Combine(folder, "cards", "en", id + ".json"));
        }
    }

    private static JsonElement Parse(string json) => JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 5_000 }).RootElement;

    private static KeyNotFoundException Unknown(string cardId) => new($"The fake has no card {cardId}.");

    private FakeSet Set(string setId) => sets.FirstOrDefault(set => set.Id == setId) ?? throw new KeyNotFoundException($"The fake has no set {setId}.");
}
