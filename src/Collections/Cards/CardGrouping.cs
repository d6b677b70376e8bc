using System.Globalization;
using PokedexTop.Catalogue;
using PokedexTop.Catalogue.Species;

namespace PokedexTop.Collections.Cards;

/// <summary>Cards that are counted together, and how many there are of them.</summary>
/// <param name="Id">Of the set or series; the number of a generation or species.</param>
/// <param name="Name">For people.</param>
/// <param name="Set">Where the group is one.</param>
/// <param name="Printed">Cards within their set's printed total.</param>
/// <param name="All">Cards.</param>
/// <param name="Master">Cards in every finish they exist in.</param>
/// <param name="Species">Species that the cards show.</param>
internal sealed record CardGroup(string Id, string Name, KnownSet? Set, int Printed, int All, int Master, IReadOnlyCollection<int> Species);

/// <summary>One way to count the current cards: counted once for each state of the catalogue, since it is the same for everybody.</summary>
/// <param name="groups">To which groups a card belongs.</param>
/// <param name="inOrder">The groups, in their order.</param>
internal sealed class CardGrouping(Func<KnownCard, IEnumerable<string>> groups, IReadOnlyList<CardGroup> inOrder)
{
    public IReadOnlyList<CardGroup> InOrder { get; } = inOrder;

    public IEnumerable<string> Of(KnownCard card) => groups(card);

    /// <summary>By set, series, generation and species.</summary>
    public static Dictionary<string, CardGrouping> All(IEnumerable<KnownCard> current, IReadOnlyDictionary<int, KnownSpecies> species)
    {
        var cards = current.ToList();
        var bySet = Counted(cards, card => [card.Set.Id], (id, first) => (first.Set.Name, first.Set));
        var byGeneration = Counted(cards, Generations, (id, _) => (Generation(id).Name, null)).ToDictionary(group => group.Id, StringComparer.Ordinal);
        return new Dictionary<string, CardGrouping>(StringComparer.Ordinal)
        {
            ["set"] = new(card => [card.Set.Id], [.. bySet.OrderBy(group => group.Set!.ReleaseDate ?? DateOnly.MaxValue).ThenBy(group => group.Id, StringComparer.Ordinal)]),
            ["series"] = new(Series, [.. Counted(cards, Series, (id, _) => (id, null)).OrderBy(group => group.Id, StringComparer.Ordinal)]),
            ["generation"] = new(Generations, [.. SpeciesList.Generations.Select(g => byGeneration.GetValueOrDefault(Text(g.Number)) ?? new CardGroup(Text(g.Number), g.Name, null, 0, 0, 0, []))]),
            ["species"] = new(Species, [.. Counted(cards, Species, (id, _) => (species.GetValueOrDefault(Number(id))?.Name ?? id, null)).OrderBy(group => Number(group.Id))]),
        };
    }

    private static IEnumerable<CardGroup> Counted(IEnumerable<KnownCard> cards, Func<KnownCard, IEnumerable<string>> groups, Func<string, KnownCard, (string Name, KnownSet? Set)> about) =>
        cards.SelectMany(card => groups(card).Select(id => (id, card))).GroupBy(pair => pair.id, pair => pair.card, StringComparer.Ordinal).Select(group =>
        {
            var (name, set) = about(group.Key, group.First());
            return new CardGroup(group.Key, name, set, group.Count(card => card.IsPrinted), group.Count(), group.Sum(card => Math.Max(1, card.Finishes.Count)), [.. group.SelectMany(card => card.Species).Distinct()]);
        });

    /// <summary>The cards of another game are never counted with those on paper.</summary>
    private static bool IsOnPaper(KnownCard card) => card.Set.Game is null or Games.Tcg;

    private static IEnumerable<string> Series(KnownCard card) => IsOnPaper(card) && card.Set.Series is { } series ? [series] : [];

    private static IEnumerable<string> Species(KnownCard card) => IsOnPaper(card) ? card.Species.Select(Text) : [];

    private static IEnumerable<string> Generations(KnownCard card) => IsOnPaper(card) ? card.Species.Select(GenerationOf).Where(number => number > 0).Distinct().Select(Text) : [];

    /// <summary>0 for a number that the program knows no species of.</summary>
    internal static int GenerationOf(int number) => SpeciesList.TryGet(number, out var species) ? species.Generation : 0;

    private static PokemonGeneration Generation(string id) => SpeciesList.Generations[Number(id) - 1];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
