using System.Globalization;
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

    /// <summary>What can be missing of a set: of the numbers within its printed total, of all, or of all in every finish.</summary>
    public static IReadOnlyList<string> Scopes { get; } = ["printed", "all", "master"];

    /// <summary>Every row of a grouping, in its order.</summary>
    public IReadOnlyList<CompletionRow> By(string grouping)
    {
        var counted = _catalogue.Groupings[grouping];
        var owned = _owned.Keys.SelectMany(card => counted.Of(card).Select(group => (group, card))).ToLookup(pair => pair.group, pair => pair.card, StringComparer.Ordinal);
        return [.. counted.InOrder.Select(group => Row(group, [.. owned[group.Id]]) with { Species = grouping == "generation" ? SpeciesOf(group, owned[group.Id]) : null })];
    }

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

    private CompletionRow Row(CardGroup group, List<KnownCard> owned)
    {
        var current = owned.FindAll(card => card.IsCurrent);
        return new CompletionRow(group.Id, group.Name,
            new Share(current.Count(card => card.IsPrinted), group.Printed), new Share(current.Count, group.All), new Share(current.Sum(OwnedFinishes), group.Master), owned.Sum(CopiesOf), owned.Count - current.Count)
        {
            Series = group.Set?.Series,
            Game = group.Set?.Game,
            ReleaseDate = group.Set?.ReleaseDate,
        };
    }

    /// <summary>A card may show species of several generations.</summary>
    private static Share SpeciesOf(CardGroup generation, IEnumerable<KnownCard> owned)
    {
        bool IsOf(int number) => Number(CardGrouping.GenerationOf(number)) == generation.Id;
        return new Share(owned.Where(card => card.IsCurrent).SelectMany(card => card.Species).Distinct().Count(IsOf), generation.Species.Count(IsOf));
    }

    private static int FinishesOf(KnownCard card) => Math.Max(1, card.Finishes.Count);

    private int OwnedFinishes(KnownCard card) => card.Finishes.Count == 0 ? _owned.ContainsKey(card) ? 1 : 0 : card.Finishes.Count(finish => Has(card, finish));

    /// <summary>A lot that does not say its finish counts where the card has no other.</summary>
    private bool Has(KnownCard card, string finish) =>
        _owned.TryGetValue(card, out var lots) && lots.Exists(copies => copies.Finish is null ? card.Finishes.Count == 1 : copies.Finish == finish);

    private int CopiesOf(KnownCard card) => _owned.TryGetValue(card, out var lots) ? lots.Sum(copies => copies.Quantity) : 0;

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
