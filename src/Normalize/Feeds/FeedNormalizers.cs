using System.Collections.Concurrent;
using PokedexTop.Catalogue;
using PokedexTop.Ingest.Sources;
using PokedexTop.Normalize.Feeds.PokemonTcg;
using PokedexTop.Normalize.Feeds.Reading;
using PokedexTop.Normalize.Feeds.Tcgdex;

namespace PokedexTop.Normalize.Feeds;

/// <summary>Every feed there is and who normalises it.</summary>
internal static class FeedNormalizers
{
    /// <summary>The feeds that have the first one's shape and ids, as a list in SQL.</summary>
    internal const string FirstFeeds = $"('{SourceSelection.PokemonTcg}', '{SourceSelection.Starter}')";

    private static readonly PokemonTcgNormalizer s_pokemonTcg = new();

    // A feed for each of its languages: tcgdex/en, tcgdex/fr…
    private static readonly ConcurrentDictionary<string, TcgdexNormalizer> s_tcgdex = new(StringComparer.Ordinal);

    /// <summary>The normaliser of a feed.</summary>
    /// <exception cref="KeyNotFoundException">The program knows no such feed.</exception>
    public static IFeedNormalizer Of(string feed) =>
        IsFirst(feed) ? s_pokemonTcg
        : IsTcgdex(feed) ? s_tcgdex.GetOrAdd(feed, static f => new TcgdexNormalizer(FeedLanguage.Of(f)))
        : throw new KeyNotFoundException($"No normaliser knows the feed '{feed}'.");

    public static bool Knows(string feed) => IsFirst(feed) || IsTcgdex(feed);

    /// <summary>The SQL expression that gives the normaliser version of a row's feed.</summary>
    /// <param name="feedColumn">The column that names the feed, such as <c>b.feed</c>.</param>
    internal static string VersionOf(string feedColumn) =>
        $"(CASE WHEN {feedColumn} IN {FirstFeeds} THEN {s_pokemonTcg.Version} WHEN {feedColumn} LIKE '{TcgdexFeed.Prefix}%' THEN {TcgdexNormalizer.CurrentVersion} ELSE 0 END)";

    /// <summary>Whether a feed has the first one's shape.</summary>
    internal static bool IsFirst(string feed) => feed is SourceSelection.PokemonTcg or SourceSelection.Starter;

    private static bool IsTcgdex(string feed) => feed.Length > TcgdexFeed.Prefix.Length && TcgdexFeed.Is(feed);
}
