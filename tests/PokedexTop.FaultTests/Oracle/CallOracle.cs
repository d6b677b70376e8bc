using PokedexTop.FakeApi;

namespace PokedexTop.FaultTests.Oracle;

/// <summary>Every request the source saw has its row, and no row tells of an answer that never was.</summary>
internal static class CallOracle
{
    public static IEnumerable<string> Differences(Tables tables, IReadOnlyList<FakeRequest> requests)
    {
        var rows = tables.Rows("SELECT endpoint, outcome, status_code FROM bronze_api_calls WHERE source = 'pokemontcg'");
        var seen = requests.Where(r => r.Path.StartsWith("/v2/", StringComparison.Ordinal)).GroupBy(r => r.Path[4..] + Uri.UnescapeDataString(r.QueryString)).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        var kept = rows.GroupBy(row => Uri.UnescapeDataString(row["endpoint"]!)).ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
        foreach (var (endpoint, count) in seen)
        {
            var of = kept.GetValueOrDefault(endpoint) ?? [];
            if (of.Count < count)
                yield return $"{count} requests of {endpoint}, but {of.Count} rows";
            if (of.Count(row => row["outcome"] == "ok") is var answered && answered > count)
                yield return $"{answered} answers of {endpoint}, but {count} requests";
        }
        foreach (var (endpoint, of) in kept.Where(pair => !seen.ContainsKey(pair.Key)))
            if (of.Exists(row => row["outcome"] == "ok" || row["status_code"] is not null))
                yield return $"an answer to {endpoint}, which nobody asked";
    }
}
