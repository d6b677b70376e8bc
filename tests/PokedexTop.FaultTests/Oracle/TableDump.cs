namespace PokedexTop.FaultTests.Oracle;

/// <summary>
/// All that bronze and silver hold of the catalogue, less what may differ between two equal runs: ids, times, attempts, and
/// which of several cards first showed a drift. Two dumps are equal exactly where the databases say the same.
/// </summary>
internal static class TableDump
{
    private static readonly string[] s_tables =
    [
        "bronze_tcg_cards", "bronze_tcg_sets", "bronze_tcg_prices", "bronze_rejects", "silver_tcg_cards", "silver_tcg_sets", "silver_tcg_card_pokemon", "silver_card_prices",
        "silver_changes", "silver_card_identities", "silver_set_identities", "silver_rejects", "silver_quality_issues", "silver_schema_drift", "silver_pokemon_master",
    ];

    /// <summary>Times that are facts of the catalogue, and keys that are no numbers.</summary>
    private static readonly HashSet<string> s_kept = ["card_id", "set_id", "feed_card_id", "feed_set_id", "observed_on", "updated_at", "release_date", "retirement_held"];

    private static readonly HashSet<string> s_left = ["id", "at", "attempts", "example_id", "applied_fetch_id"];

    public static SortedDictionary<string, int> Of(Tables tables)
    {
        var dump = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var table in s_tables)
        {
            foreach (var row in tables.Rows($"SELECT * FROM {table}"))
            {
                var line = $"{table}: {string.Join(", ", row.OrderBy(p => p.Key, StringComparer.Ordinal).Select(Told).OfType<string>())}";
                dump[line] = dump.GetValueOrDefault(line) + 1;
            }
        }
        return dump;
    }

    public static IEnumerable<string> Differences(SortedDictionary<string, int> undisturbed, SortedDictionary<string, int> now)
    {
        foreach (var line in undisturbed.Keys.Union(now.Keys))
        {
            var (must, found) = (undisturbed.GetValueOrDefault(line), now.GetValueOrDefault(line));
            if (must != found)
                yield return $"{found} instead of {must} × {(line.Length > 400 ? line[..400] + "…" : line)}";
        }
    }

    private static string? Told(KeyValuePair<string, string?> column) => column switch
    {
        { Value: null } => null,
        { Key: var name } when s_left.Contains(name) => null,
        { Key: var name } when s_kept.Contains(name) => $"{name} {column.Value}",
        // When is not the same twice; whether is.
        { Key: var name } when name.EndsWith("_at", StringComparison.Ordinal) => $"{name} set",
        { Key: var name } when name.EndsWith("_id", StringComparison.Ordinal) => null,
        _ => $"{column.Key} {column.Value}",
    };
}
