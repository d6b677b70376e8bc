using PokedexTop.Testing;

namespace PokedexTop.Normalize.Tests.Feeds.PokemonTcg;

/// <summary>docs/quality-rules.md as tests read it.</summary>
internal static class QualityRulesPage
{
    public static string Text() => File.ReadAllText(RepositoryRoot.Combine("docs", "quality-rules.md"));

    /// <summary>The severities of each rule by the page's table.</summary>
    public static Dictionary<string, string[]> Severities() => Text().Split('\n')
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
        .Where(cells => cells.Length >= 6 && cells[1].StartsWith('`'))
        .ToDictionary(cells => cells[1].Trim('`'), cells => cells[2].Split(", "), StringComparer.Ordinal);
}
