using PokedexTop.Catalogue;

namespace PokedexTop.Normalize.Merging;

/// <summary>The same as <see cref="CardMerge"/> for sets.</summary>
internal static class SetMerge
{
    private static readonly FieldGroup<CanonicalSet>[] s_groups =
    [
        new("name", _ => true, (from, to) => (to.Name, to.Game, to.Extra) = (from.Name, from.Game, from.Extra)),
        new("series", s => s.Series is not null, (from, to) => to.Series = from.Series),
        new("totals", s => s.PrintedTotal is not null || s.Total is not null, (from, to) => (to.PrintedTotal, to.Total) = (from.PrintedTotal, from.Total)),
        new("ptcgoCode", s => s.PtcgoCode is not null, (from, to) => to.PtcgoCode = from.PtcgoCode),
        new("releaseDate", s => s.ReleaseDate is not null, (from, to) => to.ReleaseDate = from.ReleaseDate),
        new("updatedAt", s => s.UpdatedAt is not null, (from, to) => to.UpdatedAt = from.UpdatedAt),
        new("legalities", s => s.Legalities is not null, (from, to) => to.Legalities = from.Legalities),
        new("symbol", s => s.SymbolUrl is not null, (from, to) => to.SymbolUrl = from.SymbolUrl),
        new("logo", s => s.LogoUrl is not null, (from, to) => to.LogoUrl = from.LogoUrl),
    ];

    /// <summary>What of a merged set one feed gave.</summary>
    public static CanonicalSet Given(CanonicalSet set, IReadOnlyDictionary<string, string> givenBy, string feed) => FieldGroup<CanonicalSet>.Given(s_groups, givenBy, feed, set, new CanonicalSet());

    /// <param name="said">What each feed that knows the set says, one at least.</param>
    /// <param name="order">Whose word goes first.</param>
    /// <param name="target">The set to fill.</param>
    /// <returns>Which feed gave which group of fields; null where there is one feed only.</returns>
    public static IReadOnlyDictionary<string, string>? Into(CanonicalSet target, IReadOnlyCollection<(string Feed, CanonicalSet Set)> said, FeedOrder order)
    {
        var givenBy = FieldGroup<CanonicalSet>.Merge(s_groups, order.Sort(said, s => s.Feed).ToList(), target);
        return said.Count > 1 ? givenBy : null;
    }
}
