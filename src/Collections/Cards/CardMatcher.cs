using PokedexTop.Language;

namespace PokedexTop.Collections.Cards;

/// <summary>What a row of another program says of a card; each may be missing.</summary>
internal sealed record CardClues
{
    /// <summary>Of a feed, or this catalogue's own.</summary>
    public string? CardId { get; init; }

    public int? TcgplayerProduct { get; init; }

    public int? CardmarketProduct { get; init; }

    public string? SetName { get; init; }

    /// <summary>A set's id or the code of deck lists.</summary>
    public string? SetCode { get; init; }

    /// <summary>Another code of it.</summary>
    public string? PtcgoCode { get; init; }

    public string? Number { get; init; }

    public string? Name { get; init; }

    /// <summary>Which of a product's finishes it is.</summary>
    public string? Finish { get; init; }
}

/// <summary>The card that clues mean, or those they may mean.</summary>
/// <param name="Card">The one; null where there is a doubt.</param>
/// <param name="Candidates">Cards it may be where there is a doubt, likeliest first.</param>
/// <param name="Reason">What the doubt is; or what was overlooked to find the one.</param>
/// <param name="Finish">The product's, where that has one only.</param>
/// <param name="IsUnknown">Whether no card fits, and the candidates are but suggestions.</param>
/// <param name="Overlooked">What the clues say that the card does not: it is to be kept with the lot.</param>
internal sealed record CardMatch(KnownCard? Card, IReadOnlyList<KnownCard> Candidates, string? Reason = null, string? Finish = null, bool IsUnknown = false, string? Overlooked = null);

/// <summary>Finds the card that other programs' words mean; a doubt is told, never guessed. Pure.</summary>
internal sealed class CardMatcher(KnownCatalogue catalogue)
{
    private const int MostCandidates = 12;

    /// <summary>No name, number or id is longer; what a file says may be as long as the file.</summary>
    private const int Longest = 200;

    private readonly CardIndex _index = catalogue.Index;
    private readonly Dictionary<string, string> _questions = new(StringComparer.Ordinal);

    public CardMatch Match(CardClues clues)
    {
        clues = clues with { CardId = Cut(clues.CardId), SetName = Cut(clues.SetName), SetCode = Cut(clues.SetCode), PtcgoCode = Cut(clues.PtcgoCode), Number = Cut(clues.Number), Name = Cut(clues.Name) };
        if (clues.CardId is { } id && catalogue.Current(id) is { } card)
            return Judge(clues, [card], $"{id} is");
        if (OfProduct(clues) is { } product)
            return product;
        // Ids of other feeds are their set's, a hyphen and the number: sv03-004.
        if (clues is { CardId: { } other, SetCode: null, Number: null } && other.LastIndexOf('-') is > 0 and var at)
            clues = clues with { SetCode = other[..at], Number = other[(at + 1)..] };
        if (clues.Number is null)
            return ByName(clues);
        var sets = Sets(clues);
        return sets.Count > 0 ? InSets(clues, sets) : Anywhere(clues);
    }

    private CardMatch? OfProduct(CardClues clues)
    {
        var (shop, product, found) = clues.TcgplayerProduct is { } tcgplayer && _index.OfTcgplayer(tcgplayer).ToList() is { Count: > 0 } there ? ("TCGplayer", tcgplayer, there)
            : clues.CardmarketProduct is { } cardmarket ? ("Cardmarket", cardmarket, _index.OfCardmarket(cardmarket).ToList())
            : ("", 0, []);
        if (found.Count > 0)
        {
            var match = Judge(clues, [.. found.Select(f => f.Card).Distinct()], $"{shop}'s product {product} is");
            var finishes = found.Where(f => f.Card == match.Card).Select(f => f.Finish).Distinct(StringComparer.Ordinal).ToList();
            return finishes.Count == 1 ? match with { Finish = finishes[0] } : match;
        }
        return product != 0 && clues is { Number: null, Name: null } ? Unknown($"{shop}'s product {product} is not known to this catalogue; TCGdex's data brings their numbers", []) : null;
    }

    /// <summary>By code and by name; where both find some, those of both.</summary>
    private List<KnownSet> Sets(CardClues clues)
    {
        var coded = new[] { clues.SetCode, clues.PtcgoCode }.OfType<string>().SelectMany(_index.Coded).Distinct().ToList();
        var named = clues.SetName is { } name ? _index.Named(name) : [];
        var both = coded.Intersect(named).ToList();
        return both.Count > 0 ? both : [.. coded.Union(named)];
    }

    private CardMatch InSets(CardClues clues, IReadOnlyList<KnownSet> sets)
    {
        var key = CardNumbers.Key(clues.Number!);
        var near = sets.Concat(sets.SelectMany(_index.Sisters)).Distinct().ToList();
        var found = sets.SelectMany(set => _index.Numbered(set, key)).ToList();
        if (found.Count == 0)
            found = [.. near.SelectMany(set => _index.Numbered(set, key))];
        if (found.Count == 0)
            found = [.. near.SelectMany(set => _index.NearlyNumbered(set, key)).Where(card => clues.Name is null || _index.IsNamed(card, CardNames.Key(clues.Name)))];
        var set = string.Join(" or ", sets.Take(3).Select(s => s.Name));
        if (found.Count > 0)
            return Judge(clues, found, $"{clues.Number} of {set} is", near);
        return CardNumbers.IsDate(clues.Number!)
            ? Unknown($"the number is '{clues.Number}': a spreadsheet made a date of a number such as 4/102", Suggestions(clues, near))
            : Unknown($"{set} has no number {clues.Number}", Suggestions(clues, near));
    }

    /// <summary>Where no set is said, or one that the catalogue does not know.</summary>
    private CardMatch Anywhere(CardClues clues)
    {
        var said = clues.SetName ?? clues.SetCode ?? clues.PtcgoCode;
        var unknown = said is null ? null : $"no set of this catalogue is called '{said}'";
        if (clues.Name is null)
            return Unknown(unknown ?? "neither the set nor the name is said", []);
        var named = _index.NamedCards(clues.Name).ToList();
        var key = CardNumbers.Key(clues.Number!);
        var found = named.Where(card => card.Number is { } number && CardNumbers.Key(number) == key).ToList();
        // What stands behind the slash is the set's total: 4/102.
        var exact = CardNumbers.Total(clues.Number!) is { } total ? [.. found.Where(card => card.Set.PrintedTotal == total)] : said is null ? found : [];
        if (exact is [var one])
            return new CardMatch(one, [], unknown is null ? null : $"{unknown}; the name, the number and the set's total agree", Overlooked: unknown is null ? null : $"set: {said}");
        if (found.Count > 0)
            return new CardMatch(null, Some(exact.Count > 0 ? exact : found), unknown ?? $"{found.Count} cards have that name and number");
        if (CardNumbers.IsDate(clues.Number!))
            return Unknown($"the number is '{clues.Number}': a spreadsheet made a date of a number such as 4/102", Suggestions(clues, []));
        return Unknown(unknown is null ? "no card has that name and number" : unknown + Question(said!), Some(named));
    }

    /// <summary>Where no number is said.</summary>
    private CardMatch ByName(CardClues clues)
    {
        var said = clues.SetName ?? clues.SetCode ?? clues.PtcgoCode;
        if (clues.Name is null)
            return clues.CardId is { } id ? Unknown($"'{id}' is no card of this catalogue", []) : Unknown("neither a number nor a name is said", []);
        var sets = Sets(clues);
        var named = _index.NamedCards(clues.Name).ToList();
        var found = named.Where(card => sets.Contains(card.Set)).ToList();
        if (found is [var one])
            return new CardMatch(one, []);
        if (found.Count > 1)
            return new CardMatch(null, Some(found), "has no number, and several cards of the set have that name");
        return said is null && named is [var only] ? new CardMatch(only, [])
            : said is null && named.Count > 0 ? new CardMatch(null, Some(named), "has neither set nor number, and several cards have that name")
            : Unknown(sets.Count == 0 && said is not null ? $"no set of this catalogue is called '{said}'" + Question(said) : "no card has that name there", Some(named));
    }

    /// <summary>Of the cards that a number or id means, the one with the name; a name that contradicts is a doubt.</summary>
    private CardMatch Judge(CardClues clues, IReadOnlyList<KnownCard> found, string what, IReadOnlyList<KnownSet>? sets = null)
    {
        var agreeing = clues.Name is { } name && CardNames.Key(name) is { Length: > 0 } key ? [.. found.Where(card => _index.IsNamed(card, key))] : found;
        return agreeing switch
        {
            [var one] => new CardMatch(one, []),
            [] => new CardMatch(null, Some([.. found, .. Suggestions(clues, sets ?? [.. found.Select(card => card.Set).Distinct()])]), $"{what} {string.Join(", ", found.Take(3).Select(card => card.Name))}, not '{clues.Name}'"),
            _ => new CardMatch(null, Some(agreeing), $"{what} one of several cards"),
        };
    }

    /// <summary>Cards with the name, in the sets first, and with what a date may have been as number first of those.</summary>
    private IReadOnlyList<KnownCard> Suggestions(CardClues clues, IReadOnlyList<KnownSet> sets)
    {
        var numbers = clues.Number is { } number && CardNumbers.IsDate(number) ? CardNumbers.OfDate(number).ToList() : [];
        var named = clues.Name is { } name ? _index.NamedCards(name) : sets.SelectMany(set => numbers.SelectMany(n => _index.Numbered(set, n)));
        return Some([.. named.OrderBy(card => sets.Contains(card.Set) ? 0 : 1).ThenBy(card => card.Number is { } n && numbers.Contains(CardNumbers.Key(n)) ? 0 : 1)]);
    }

    /// <summary>A file says the same set in many rows.</summary>
    private string Question(string set) =>
        _questions.TryGetValue(set, out var asked) ? asked : _questions[set] = NearWords.Question(set, _index.Sets.Select(known => known.Name));

    private static string? Cut(string? text) => text is { Length: > Longest } ? text[..Longest] : text;

    private static CardMatch Unknown(string reason, IReadOnlyList<KnownCard> suggestions) => new(null, suggestions, reason, IsUnknown: true);

    private static IReadOnlyList<KnownCard> Some(IEnumerable<KnownCard> cards) => [.. cards.Distinct().Take(MostCandidates)];
}
