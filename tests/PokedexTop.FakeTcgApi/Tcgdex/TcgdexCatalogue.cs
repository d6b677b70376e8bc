using System.Text.Json;

namespace PokedexTop.FakeApi;

/// <summary>What the fake TCGdex serves, by language: a data folder, and the edits a test makes to simulate what happens upstream.</summary>
public sealed class TcgdexCatalogue
{
    private readonly Dictionary<string, TcgdexLanguage> languages = new(StringComparer.OrdinalIgnoreCase);
    private readonly string? folder;

    internal TcgdexCatalogue(string? dataFolder) =>
        folder = dataFolder is null ? null : new[] { dataFolder, Path.Combine(dataFolder, "tcgdex") }.FirstOrDefault(candidate => File.Exists(Path.Combine(candidate, "en", "cards.json")));

    /// <summary>The sets and cards of a language; null where the API knows no such language.</summary>
    internal TcgdexLanguage? Find(string language)
    {
        lock (languages)
        {
            if (languages.TryGetValue(language, out var known))
                return known;
            if (folder is null || !Directory.Exists(Path.Combine(folder, language)))
                return null;
            return languages[language] = TcgdexLanguage.Load(Path.Combine(folder, language));
        }
    }

    /// <summary>A language to edit; an empty one where there is none yet.</summary>
    public TcgdexLanguage Language(string language)
    {
        lock (languages)
            return Find(language) ?? (languages[language] = new TcgdexLanguage());
    }
}

/// <summary>The sets and cards of one language.</summary>
public sealed class TcgdexLanguage
{
    private readonly Lock editing = new();
    private volatile TcgdexItem[] sets = [];
    private volatile Dictionary<string, TcgdexItem> cards = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Set documents in the order of the list; an id may stand on two.</summary>
    internal IReadOnlyList<TcgdexItem> Sets => sets;

    internal IReadOnlyDictionary<string, TcgdexItem> Cards => cards;

    /// <summary>Appends a set's document, or puts other JSON in the place of the set with its id.</summary>
    /// <param name="json">As <c>/sets/{id}</c> answers, without pictures.</param>
    /// <param name="again">Whether it is appended although the id is taken.</param>
    public void PutSet(string json, bool again = false)
    {
        var item = TcgdexItem.Parse(json);
        lock (editing)
            sets = !again && sets.Any(set => set.Id == item.Id) ? [.. sets.Select(set => set.Id == item.Id ? item : set)] : [.. sets, item];
    }

    /// <summary>Takes a set out of the list; its cards still answer.</summary>
    public void RemoveSet(string setId)
    {
        lock (editing)
            sets = [.. sets.Where(set => set.Id != setId)];
    }

    /// <summary>Puts a card's JSON where its id asks for it, without pictures and prices. No set lists it by that.</summary>
    /// <param name="json">As <c>/cards/{id}</c> answers.</param>
    /// <param name="at">The id that is answered with it, where it is not its own.</param>
    public void PutCard(string json, string? at = null)
    {
        var item = TcgdexItem.Parse(json);
        lock (editing)
            cards = new(cards, StringComparer.OrdinalIgnoreCase) { [at ?? item.Id] = item };
    }

    /// <summary>The id no longer answers, whichever set lists it.</summary>
    public void RemoveCard(string cardId)
    {
        lock (editing)
        {
            var left = new Dictionary<string, TcgdexItem>(cards, StringComparer.OrdinalIgnoreCase);
            left.Remove(cardId);
            cards = left;
        }
    }

    /// <summary>The card's JSON as it stands now, without pictures and prices.</summary>
    public string Card(string cardId) => cards[cardId].Json.GetRawText();

    /// <summary>The set's JSON as it stands now, without pictures.</summary>
    public string Set(string setId) => sets.First(set => set.Id == setId).Json.GetRawText();

    internal static TcgdexLanguage Load(string folder) => new()
    {
        sets = [.. Items(Path.Combine(folder, "sets.json"))],
        cards = Items(Path.Combine(folder, "cards.json")).ToDictionary(card => card.Id, StringComparer.OrdinalIgnoreCase),
    };

    // Never disposed: the elements live as long as the catalogue.
    private static IEnumerable<TcgdexItem> Items(string file) => JsonDocument.Parse(File.ReadAllBytes(file)).RootElement.EnumerateArray().Select(json => new TcgdexItem(json));
}

/// <summary>A set or card as its file has it, or as a test put it.</summary>
internal sealed record TcgdexItem(JsonElement Json)
{
    public string Id { get; } = Json.GetProperty("id").GetString()!;

    public string Name { get; } = Json.TryGetProperty("name", out var name) ? name.GetString() ?? "" : "";

    public static TcgdexItem Parse(string json) => new(JsonDocument.Parse(json).RootElement);
}
