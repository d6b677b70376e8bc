using PokedexTop.Ingest.Sources;

namespace PokedexTop.Normalize.Merging;

/// <summary>Which feed's word goes before which other's.</summary>
/// <param name="feeds">The feeds, the one that goes first first; others follow by name.</param>
internal sealed class FeedOrder(IReadOnlyList<string> feeds)
{
    /// <summary>The feed whose ids silver takes goes first.</summary>
    public static FeedOrder Usual { get; } = new([SourceSelection.PokemonTcg]);

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
