using PokedexTop.Catalogue;

namespace PokedexTop.Normalize.Merging;

/// <summary>
/// Makes one card of what the feeds say of it: each group of fields from the first feed, in their order, that states it.
/// Pure. With one feed it is that feed's card.
/// </summary>
internal static class CardMerge
{
    /// <summary>The group that every feed states; what a feed says beyond the known fields goes with it.</summary>
    public const string Printed = "printed";

    private const string SpeciesGroup = "species";

    private static readonly FieldGroup<CanonicalCard>[] s_groups =
    [
        new(Printed, _ => true, (from, to) =>
        {
            (to.Name, to.Number, to.Supertype, to.Subtypes, to.Types, to.Hp, to.Level) = (from.Name, from.Number, from.Supertype, from.Subtypes, from.Types, from.Hp, from.Level);
            (to.EvolvesFrom, to.EvolvesTo, to.Rules, to.Abilities, to.Attacks, to.AncientTrait) = (from.EvolvesFrom, from.EvolvesTo, from.Rules, from.Abilities, from.Attacks, from.AncientTrait);
            (to.Weaknesses, to.Resistances, to.RetreatCost, to.ConvertedRetreatCost) = (from.Weaknesses, from.Resistances, from.RetreatCost, from.ConvertedRetreatCost);
            to.Extra = from.Extra;
        }),
        new("rarity", c => c.Rarity is not null, (from, to) => to.Rarity = from.Rarity),
        new("artist", c => c.Artist is not null, (from, to) => to.Artist = from.Artist),
        new("flavorText", c => c.FlavorText is not null, (from, to) => to.FlavorText = from.FlavorText),
        new("regulationMark", c => c.RegulationMark is not null, (from, to) => to.RegulationMark = from.RegulationMark),
        new("legalities", c => c.Legalities is not null, (from, to) => to.Legalities = from.Legalities),
        new("images", c => c.ImageSmallUrl is not null || c.ImageLargeUrl is not null, (from, to) => (to.ImageSmallUrl, to.ImageLargeUrl) = (from.ImageSmallUrl, from.ImageLargeUrl)),
    ];

    /// <summary>What of a merged card one feed gave.</summary>
    public static CanonicalCard Given(CanonicalCard card, IReadOnlyDictionary<string, string> givenBy, string feed) => FieldGroup<CanonicalCard>.Given(s_groups, givenBy, feed, card, new CanonicalCard());

    /// <summary>Whether a feed gave a merged card its species.</summary>
    public static bool GaveSpecies(IReadOnlyDictionary<string, string> givenBy, string feed) => givenBy.GetValueOrDefault(SpeciesGroup) == feed;

    /// <param name="said">What each feed that knows the card says, one at least.</param>
    /// <param name="order">Whose word goes first.</param>
    /// <param name="target">The card to fill.</param>
    public static MergedCard Into(CanonicalCard target, IReadOnlyCollection<FeedCard> said, FeedOrder order)
    {
        var sorted = order.Sort(said, s => s.Feed).ToList();
        var givenBy = FieldGroup<CanonicalCard>.Merge(s_groups, sorted.ConvertAll(s => (s.Feed, s.Card)), target);
        // Numbers that a feed names go before those a rule found in a name.
        var species = sorted.Find(s => s.Species.Any(l => l.MatchedBy == CardSpecies.BySource)) ?? sorted.Find(s => s.Species.Count > 0);
        if (species is not null)
            givenBy[SpeciesGroup] = species.Feed;
        return new MergedCard(species?.Species ?? [], sorted.Count > 1 ? givenBy : null, sorted.TrueForAll(s => s.AbsentAt is not null) ? sorted.Max(s => s.AbsentAt) : null);
    }
}
