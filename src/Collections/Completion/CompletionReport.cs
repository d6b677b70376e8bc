using System.Globalization;
using PokedexTop.Catalogue.Species;
using PokedexTop.Collections.Cards;

namespace PokedexTop.Collections.Completion;

/// <summary>How many there are, and how many of them somebody owns.</summary>
public sealed record Share(int Owned, int Total);

/// <summary>How complete one set, series, generation or species is.</summary>
/// <param name="Id">Of the set or series; the number of a generation or species.</param>
/// <param name="Name">For people.</param>
/// <param name="Printed">Cards numbered within their set's printed total.</param>
/// <param name="All">With the secret ones.</param>
/// <param name="Master">Every card in every finish it exists in; a card of which none is known counts once.</param>
/// <param name="Copies">Copies owned, retired cards' too.</param>
/// <param name="Retired">Cards owned that no source has any more; they count in none of the shares.</param>
public sealed record CompletionRow(string Id, string Name, Share Printed, Share All, Share Master, int Copies, int Retired)
{
    /// <summary>Species of a generation with a card that is owned, of all that have one.</summary>
    public Share? Species { get; init; }

    /// <summary>Of a set.</summary>
    public string? Series { get; init; }

    /// <summary>Of a set: on paper, or an application's.</summary>
    public string? Game { get; init; }

    /// <summary>Of a set.</summary>
    public DateOnly? ReleaseDate { get; init; }
}

/// <summary>A card of a set that is missing, or some of whose finishes are.</summary>
/// <param name="CardId">Its silver id.</param>
/// <param name="Number">Its collector number.</param>
/// <param name="Name">As printed.</param>
/// <param name="Rarity">As the feed says it.</param>
/// <param name="Printed">Whether it is numbered within the set's printed total.</param>
/// <param name="Owned">Copies owned, of whichever finish.</param>
/// <param name="Finishes">The finishes that are missing.</param>
/// <param name="Wished">How many are wished for.</param>
public sealed record MissingCard(string CardId, string? Number, string Name, string? Rarity, bool Printed, int Owned, IReadOnlyList<string> Finishes, int Wished);

/// <summary>How many copies of a card somebody has, in one list and finish.</summary>
public sealed record Copies(string CardId, string? Finish, int Quantity);

/// <summary>Counts what somebody owns against what there is; pure.</summary>
public sealed class CompletionReport
{
    private readonly KnownCatalogue _catalogue;
    private readonly Dictionary<KnownCard, List<Copies>> _owned;

    internal CompletionReport(KnownCatalogue catalogue, IEnumerable<Copies> owned)
    {
        _catalogue = catalogue;
        // What became another card counts as that one, also before its lot has followed.
        _owned = owned.Select(copies => (Card: catalogue.Current(copies.CardId), Copies: copies)).Where(o => o.Card is not null)
            .GroupBy(o => o.Card!, o => o.Copies).ToDictionary(g => g.Key, g => g.ToList());
    }

    /// <summary>What can be asked for.</summary>
    public static IReadOnlyList<string> Groupings { get; } = ["set", "series", "generation", "species"];

    /// <summary>Every row of a grouping, in its order.</summary>
    public IReadOnlyList<CompletionRow> By(string grouping) => grouping switch
    {
        "set" => [.. Rows<KnownSet>(_catalogue.Sets.Values.SelectMany(cards => cards), card => [card.Set], set => set.Id, set => set.Name, set => row => row with { Series = set.Series, Game = set.Game, ReleaseDate = set.ReleaseDate })
            .OrderBy(row => row.ReleaseDate ?? DateOnly.MaxValue).ThenBy(row => row.Id, StringComparer.Ordinal)],
        "series" => [.. Rows<string>(_catalogue.OnPaper, card => card.Set.Series is { } series ? [series] : [], series => series, series => series, _ => row => row).OrderBy(row => row.Id, StringComparer.Ordinal)],
        "generation" => [.. SpeciesList.Generations.Select(Generation)],
        "species" => [.. Rows(_catalogue.OnPaper, card => card.Species, Number, number => _catalogue.Species.GetValueOrDefault(number)?.Name ?? Number(number), _ => row => row).OrderBy(row => int.Parse(row.Id, CultureInfo.InvariantCulture))],
        _ => throw new ArgumentOutOfRangeException(nameof(grouping)),
    };

    /// <summary>The cards of a set that are missing; null where there is no such set.</summary>
    /// <param name="setId">The set.</param>
    /// <param name="scope">printed, all or master.</param>
    /// <param name="wished">What is on the wishlist.</param>
    public IReadOnlyList<MissingCard>? Missing(string setId, string scope, IEnumerable<Copies> wished)
    {
        if (!_catalogue.Sets.TryGetValue(setId, out var cards))
            return null;
        var wishes = wished.GroupBy(copies => _catalogue.Current(copies.CardId)?.Id ?? copies.CardId, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Sum(copies => copies.Quantity), StringComparer.Ordinal);
        return [.. cards.Where(card => scope == "master" ? OwnedFinishes(card) < FinishesOf(card) : !_owned.ContainsKey(card) && (scope == "all" || card.IsPrinted))
            .Select(card => new MissingCard(card.Id, card.Number, card.Name, card.Rarity, card.IsPrinted, CopiesOf(card), [.. card.Finishes.Where(finish => !Has(card, finish))], wishes.GetValueOrDefault(card.Id)))];
    }

    private CompletionRow Generation(PokemonGeneration generation)
    {
        bool IsOf(int number) => number >= generation.FirstNumber && number <= generation.LastNumber;
        var cards = _catalogue.OnPaper.Where(card => card.Species.Any(IsOf)).ToList();
        var owned = cards.Where(_owned.ContainsKey).SelectMany(card => card.Species).Where(IsOf).Distinct().Count();
        return Row(Number(generation.Number), generation.Name, cards, _owned.Keys.Where(card => card.IsRetired && card.Species.Any(IsOf))) with
        {
            Species = new Share(owned, cards.SelectMany(card => card.Species).Where(IsOf).Distinct().Count()),
        };
    }

    private IEnumerable<CompletionRow> Rows<T>(IEnumerable<KnownCard> cards, Func<KnownCard, IReadOnlyList<T>> groups, Func<T, string> id, Func<T, string> name, Func<T, Func<CompletionRow, CompletionRow>> more) where T : notnull
    {
        var retired = _owned.Keys.Where(card => card.IsRetired).SelectMany(card => groups(card).Select(group => (group, card))).ToLookup(pair => pair.group, pair => pair.card);
        return cards.SelectMany(card => groups(card).Select(group => (group, card))).GroupBy(pair => pair.group, pair => pair.card)
            .Select(group => more(group.Key)(Row(id(group.Key), name(group.Key), [.. group], retired[group.Key])));
    }

    private CompletionRow Row(string id, string name, List<KnownCard> cards, IEnumerable<KnownCard> retired)
    {
        var gone = retired.ToList();
        var owned = cards.Where(_owned.ContainsKey).ToList();
        return new CompletionRow(id, name,
            new Share(owned.Count(card => card.IsPrinted), cards.Count(card => card.IsPrinted)), new Share(owned.Count, cards.Count),
            new Share(owned.Sum(OwnedFinishes), cards.Sum(FinishesOf)), owned.Concat(gone).Sum(CopiesOf), gone.Count);
    }

    private static int FinishesOf(KnownCard card) => Math.Max(1, card.Finishes.Count);

    private int OwnedFinishes(KnownCard card) => card.Finishes.Count == 0 ? _owned.ContainsKey(card) ? 1 : 0 : card.Finishes.Count(finish => Has(card, finish));

    /// <summary>A lot that does not say its finish counts where the card has no other.</summary>
    private bool Has(KnownCard card, string finish) =>
        _owned.TryGetValue(card, out var lots) && lots.Exists(copies => copies.Finish is null ? card.Finishes.Count == 1 : copies.Finish == finish);

    private int CopiesOf(KnownCard card) => _owned.TryGetValue(card, out var lots) ? lots.Sum(copies => copies.Quantity) : 0;

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
