using System.Text.Json;

namespace PokedexTop.FakeApi;

/// <summary>A set and its cards; the cards are read from their file when first asked for.</summary>
internal sealed class FakeSet
{
    private readonly Lazy<List<FakeCard>> loaded;
    private volatile FakeCard[]? cards;

    public FakeSet(string id, JsonElement json, string? cardFile)
    {
        Id = id;
        Json = json;
        loaded = new Lazy<List<FakeCard>>(() => Load(cardFile));
    }

    public string Id { get; }

    public JsonElement Json { get; }

    public FakeCard[] Cards
    {
        get
        {
            if (cards is null)
                lock (loaded)
                    cards ??= [.. loaded.Value];
            return cards;
        }
    }

    /// <summary>Replaces the list as a whole, so that a reader sees the one before or the one after.</summary>
    public void Change(Func<FakeCard[], IEnumerable<FakeCard>> change)
    {
        var before = Cards;
        lock (loaded)
            cards = [.. change(cards ?? before)];
    }

    private List<FakeCard> Load(string? file)
    {
        if (file is null || !File.Exists(file))
            return [];
        // Never disposed: the elements live as long as the catalogue.
        var document = JsonDocument.Parse(File.ReadAllBytes(file));
        return [.. document.RootElement.EnumerateArray().Select(json => new FakeCard(json, this))];
    }
}
