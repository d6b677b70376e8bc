using PokedexTop.Catalogue;

namespace PokedexTop.Collections.Cards;

/// <summary>The current cards on paper by all that other programs know them by.</summary>
internal sealed class CardIndex
{
    private readonly ILookup<string, KnownSet> _setNames;
    private readonly ILookup<string, KnownSet> _setCodes;
    private readonly Dictionary<string, ILookup<string, KnownCard>> _numbers;
    private readonly Dictionary<string, ILookup<string, KnownCard>> _digits;
    private readonly ILookup<string, KnownCard> _names;
    private readonly Dictionary<string, string> _nameKeys = new(StringComparer.Ordinal);
    private readonly ILookup<int, (KnownCard Card, string Finish)> _tcgplayer;
    private readonly ILookup<int, (KnownCard Card, string Finish)> _cardmarket;

    public CardIndex(KnownCatalogue catalogue)
    {
        var sets = catalogue.Sets.Values.Where(cards => cards[0].Set.Game is null or Games.Tcg).ToList();
        var cards = sets.SelectMany(set => set).ToList();
        Sets = [.. sets.Select(set => set[0].Set)];
        _setNames = Sets.SelectMany(SetNames.Of, (set, key) => (set, key)).ToLookup(s => s.key, s => s.set, StringComparer.Ordinal);
        _setCodes = Sets.SelectMany(set => set.Codes.Prepend(set.Id).Append(set.PtcgoCode ?? "").Select(SetNames.Code).Where(code => code.Length > 0).Distinct(StringComparer.Ordinal), (set, code) => (set, code))
            .ToLookup(s => s.code, s => s.set, StringComparer.Ordinal);
        _numbers = sets.ToDictionary(set => set[0].Set.Id, set => set.Where(card => card.Number is not null).ToLookup(card => CardNumbers.Key(card.Number!), StringComparer.Ordinal), StringComparer.Ordinal);
        _digits = sets.ToDictionary(set => set[0].Set.Id, set => set.Where(card => card.Number is not null && CardNumbers.Digits(CardNumbers.Key(card.Number)) is not null)
            .ToLookup(card => CardNumbers.Digits(CardNumbers.Key(card.Number!))!, StringComparer.Ordinal), StringComparer.Ordinal);
        foreach (var card in cards)
            _nameKeys[card.Id] = CardNames.Key(card.Name);
        _names = cards.ToLookup(card => _nameKeys[card.Id], StringComparer.Ordinal);
        _tcgplayer = cards.SelectMany(card => card.Products.Where(p => p.Tcgplayer is not null), (card, p) => (p.Tcgplayer, Hit: (card, p.Finish))).ToLookup(p => p.Tcgplayer!.Value, p => p.Hit);
        _cardmarket = cards.SelectMany(card => card.Products.Where(p => p.Cardmarket is not null), (card, p) => (p.Cardmarket, Hit: (card, p.Finish))).ToLookup(p => p.Cardmarket!.Value, p => p.Hit);
    }

    public IReadOnlyList<KnownSet> Sets { get; }

    public IEnumerable<(KnownCard Card, string Finish)> OfTcgplayer(int product) => _tcgplayer[product];

    public IEnumerable<(KnownCard Card, string Finish)> OfCardmarket(int product) => _cardmarket[product];

    /// <summary>The sets that a name means, by the surest way that finds any.</summary>
    public IReadOnlyList<KnownSet> Named(string name) =>
        SetNames.Meant(name).Select(key => (IReadOnlyList<KnownSet>)[.. _setNames[key]]).FirstOrDefault(found => found.Count > 0) ?? [];

    public IReadOnlyList<KnownSet> Coded(string code) => [.. _setCodes[SetNames.Code(code)]];

    /// <summary>The parts that share a set's code, as galleries and vaults do.</summary>
    public IEnumerable<KnownSet> Sisters(KnownSet set) => set.PtcgoCode is { } code ? Sets.Where(other => other.PtcgoCode == code && other.Id != set.Id) : [];

    public IEnumerable<KnownCard> Numbered(KnownSet set, string key) => _numbers[set.Id][key];

    /// <summary>Of promotional sets many write 92 for SWSH092, or SV092 for 92.</summary>
    public IEnumerable<KnownCard> NearlyNumbered(KnownSet set, string key) => CardNumbers.Digits(key) is { } digits ? _digits[set.Id][digits] : [];

    public IEnumerable<KnownCard> NamedCards(string name) => _names[CardNames.Key(name)];

    public bool IsNamed(KnownCard card, string nameKey) => (_nameKeys.GetValueOrDefault(card.Id) ?? CardNames.Key(card.Name)) == nameKey;
}
