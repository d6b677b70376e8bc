namespace PokedexTop.Collections.Cards;

/// <summary>The catalogue as collections look at it, at one moment.</summary>
public sealed class KnownCatalogue
{
    private readonly Dictionary<string, KnownCard> _cards;
    private readonly Lazy<Dictionary<string, CardGrouping>> _groupings;
    private readonly Lazy<CardIndex> _index;

    internal KnownCatalogue(IEnumerable<KnownCard> cards, IReadOnlyDictionary<int, KnownSpecies> species)
    {
        _cards = cards.ToDictionary(card => card.Id, StringComparer.Ordinal);
        Sets = _cards.Values.Where(card => card.IsCurrent).GroupBy(card => card.Set).ToDictionary(set => set.Key.Id,
            set => (IReadOnlyList<KnownCard>)[.. set.OrderBy(card => card.NumberSort, StringComparer.Ordinal).ThenBy(card => card.Id, StringComparer.Ordinal)], StringComparer.Ordinal);
        foreach (var set in Sets.Values)
            PrintedNumbers.Mark(set);
        _groupings = new(() => CardGrouping.All(Sets.Values.SelectMany(cards => cards), species));
        _index = new(() => new CardIndex(this));
        Finishes = _cards.Values.SelectMany(card => card.Finishes.Concat(card.Priced)).Concat(FinishWords.Usual).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
    }

    /// <summary>The current cards of each set that has some, in the order of their numbers.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<KnownCard>> Sets { get; }

    /// <summary>Every finish that some card has.</summary>
    public IReadOnlyList<string> Finishes { get; }

    /// <summary>The ways to count the current cards, by name.</summary>
    internal IReadOnlyDictionary<string, CardGrouping> Groupings => _groupings.Value;

    /// <summary>The current cards by what other programs call them.</summary>
    internal CardIndex Index => _index.Value;

    /// <summary>The card with an id, whatever became of it.</summary>
    public KnownCard? Find(string cardId) => _cards.GetValueOrDefault(cardId);

    /// <summary>The card that an id stands for now; null where there is none.</summary>
    public KnownCard? Current(string cardId)
    {
        var card = Find(cardId);
        // A row points past those in between; the bound is for rows that somebody wrote by hand.
        for (var steps = 0; card?.MergedInto is { } into && steps < 16; steps++)
        {
            if (Find(into) is not { } next)
                break;
            card = next;
        }
        return card;
    }
}

/// <summary>A species as the master has it.</summary>
public sealed record KnownSpecies(int Number, string Name, int Generation);
