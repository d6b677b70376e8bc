using PokedexTop.Ingest.Sources;

namespace PokedexTop.Normalize.Merging;

/// <summary>Which feed's word goes before which other's.</summary>
/// <param name="feeds">The feeds, the one that goes first first; others follow by name.</param>
internal sealed class FeedOrder(IReadOnlyList<string> feeds)
{
    /// <summary>The feeds of the sources that stand in for each other, in their order.</summary>
    /// <param name="sources">Bare names, as in <c>Source:Order</c>.</param>
    public static FeedOrder Of(IReadOnlyList<string> sources) => new([.. sources.Select(name => new SourceSelection(name, null).Feed)]);

    public IEnumerable<T> Sort<T>(IEnumerable<T> said, Func<T, string> feed) =>
        said.OrderBy(s => Place(feed(s))).ThenBy(feed, StringComparer.Ordinal);

    private int Place(string feed)
    {
        var place = 0;
        while (place < feeds.Count && feeds[place] != feed)
            place++;
        return place;
    }
}
