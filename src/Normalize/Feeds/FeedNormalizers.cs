using System.Collections.Frozen;
using PokedexTop.Ingest.Sources;
using PokedexTop.Normalize.Feeds.PokemonTcg;
using PokedexTop.Normalize.Feeds.Reading;

namespace PokedexTop.Normalize.Feeds;

/// <summary>Every feed there is and who normalises it.</summary>
public static class FeedNormalizers
{
    private static readonly PokemonTcgNormalizer s_pokemonTcg = new();

    private static readonly FrozenDictionary<string, IFeedNormalizer> s_all = new Dictionary<string, IFeedNormalizer>(StringComparer.Ordinal)
    {
        [SourceSelection.PokemonTcg] = s_pokemonTcg,
        [SourceSelection.Starter] = s_pokemonTcg,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The normaliser of a feed.</summary>
    /// <exception cref="KeyNotFoundException">The program knows no such feed.</exception>
    public static IFeedNormalizer Of(string feed) => s_all[feed];

    public static bool Knows(string feed) => s_all.ContainsKey(feed);

    /// <summary>The SQL expression that gives the normaliser version of a row's feed.</summary>
    /// <param name="feedColumn">The column that names the feed, such as <c>b.feed</c>.</param>
    internal static string VersionOf(string feedColumn) =>
        $"(CASE {feedColumn} {string.Join(' ', s_all.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"WHEN '{f.Key}' THEN {f.Value.Version}"))} ELSE 0 END)";
}
