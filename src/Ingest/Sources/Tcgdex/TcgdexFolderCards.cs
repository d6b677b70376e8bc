using System.Text;
using PokedexTop.Ingest.Json;

namespace PokedexTop.Ingest.Sources.Tcgdex;

/// <summary>The files of one language, with the cards by set.</summary>
internal sealed class TcgdexFolderCards
{
    private readonly Dictionary<string, List<BronzeItem>> _bySet = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<string>> _listed = new(StringComparer.Ordinal);

    public TcgdexFolderCards(SourceCall sets, SourceCall cards)
    {
        (Sets, Cards) = (sets, cards);
        var setOf = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var item in sets.Items.Where(item => item.Id is not null))
        {
            var set = TcgdexSet.Of(item);
            _listed.TryAdd(set.Id, [.. (set.Cards ?? []).Select(card => card.Id)]);
            foreach (var card in set.Cards ?? [])
                setOf.TryAdd(card.Id, set.Id);
        }
        // A card that names no set is of the one that lists it; what nobody can identify is of the set it stands in the midst of.
        var last = _listed.Keys.FirstOrDefault("");
        foreach (var item in cards.Items)
        {
            last = item.EmbeddedSetId ?? (item.Id is { } id ? setOf.GetValueOrDefault(id) : null) ?? last;
            if (!_bySet.TryGetValue(last, out var ofSet))
                _bySet[last] = ofSet = [];
            ofSet.Add(item);
        }
    }

    /// <summary>The file of sets.</summary>
    public SourceCall Sets { get; }

    /// <summary>The file of cards.</summary>
    public SourceCall Cards { get; }

    /// <summary>Sets that cards say they are of.</summary>
    public IReadOnlyCollection<string> SetIds => _bySet.Keys;

    public IReadOnlyList<BronzeItem> Of(string setId) => _bySet.GetValueOrDefault(setId, []);

    /// <summary>The cards that the set itself lists.</summary>
    public IReadOnlyList<string> ListedBy(string setId) => _listed.GetValueOrDefault(setId, []);

    /// <returns>Of all that the items say; null where they say something that is not content, such as prices.</returns>
    public static string? HashOf(IReadOnlyList<BronzeItem> items) =>
        items.Any(item => item.Prices.Count > 0) ? null : CanonicalJson.Sha256(Encoding.UTF8.GetBytes(string.Join('\n', items.Select(item => item.ContentHash))));
}
