using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Nodes;
using PokedexTop.Data;
using PokedexTop.Lake.Restoring;
using PokedexTop.Lake.Rows;
using PokedexTop.Normalize;

namespace PokedexTop.Lake.Checking;

/// <summary>A row of silver that is another when it is made again.</summary>
/// <param name="Table">Its table.</param>
/// <param name="Key">Its key.</param>
/// <param name="What">The columns that differ, or on which side alone it is.</param>
public sealed record ReplayDifference(string Table, string Key, string What);

/// <summary>What a replay found.</summary>
public sealed record LakeReplayed(int Run, long Rows, IReadOnlyList<ReplayDifference> Differences);

/// <summary>
/// Makes silver again from the lake's bronze, in a SQLite file of its own, and compares it with the lake's: facts, not times and attempts,
/// of which bronze knows nothing. Matches that a person made stay, since bronze knows nothing of them either.
/// </summary>
/// <param name="restore">Restores into the file.</param>
/// <param name="database">The file.</param>
/// <param name="work">Normalises in the file.</param>
/// <param name="layers">The tables.</param>
public sealed class LakeReplay(LakeRestore restore, SqlDatabase database, NormalizeWork work, IEnumerable<LayerTables> layers)
{
    private static readonly string[] s_facts =
        ["silver_tcg_sets", "silver_tcg_cards", "silver_card_identities", "silver_set_identities", "silver_tcg_card_pokemon", "silver_card_prices", "silver_card_finishes", "silver_card_texts"];

    /// <summary>What silver makes of bronze beside facts; the list of species and the ranks are the program's.</summary>
    private static readonly string[] s_findings = ["silver_price_marks", "silver_rejects", "silver_quality_issues", "silver_schema_drift", "silver_changes"];

    /// <summary>When it was, and how often it was tried.</summary>
    private static readonly string[] s_ofTheWork = ["normalized_at", "normalizer_version", "attempts", "next_attempt_at", "applied_fetch_id", "applied_members", "listed", "compare_again"];

    private readonly List<TableLayout> _tables = [.. layers.SelectMany(l => l.Tables).Select(t => t.Layout).Where(t => s_facts.Contains(t.Name))];

    /// <exception cref="Objects.LakeException">The lake is not whole.</exception>
    public async Task<LakeReplayed> RunAsync(CancellationToken cancellationToken)
    {
        var restored = await restore.RestoreAsync(cancellationToken);
        await using (var connection = await database.OpenAsync(cancellationToken))
        {
            foreach (var table in _tables)
                await ExecuteAsync(connection, $"CREATE TABLE lake_{table.Name} AS SELECT * FROM {table.Name}; CREATE UNIQUE INDEX ix_lake_{table.Name} ON lake_{table.Name} ({string.Join(", ", table.Key)})", cancellationToken);
            foreach (var name in s_findings.Concat(_tables.Select(t => t.Name).Reverse()))
                await ExecuteAsync(connection, $"DELETE FROM {name}{(name == "silver_card_identities" ? " WHERE matched_by <> 'person'" : "")}", cancellationToken);
        }
        await work.DrainAsync(cancellationToken);

        var (rows, differences) = (0L, new List<ReplayDifference>());
        await using (var connection = await database.OpenAsync(cancellationToken))
        {
            foreach (var table in _tables)
                rows += await CompareAsync(connection, table, differences, cancellationToken);
        }
        return new LakeReplayed(restored.Run, rows, differences);
    }

    private static async Task<long> CompareAsync(DbConnection connection, TableLayout table, List<ReplayDifference> differences, CancellationToken cancellationToken)
    {
        var columns = table.Layout;
        string Joined(string lake, string now) => $"FROM {lake} a LEFT JOIN {now} b ON {string.Join(" AND ", table.Key.Select(k => $"a.\"{k}\" = b.\"{k}\""))}";
        string Key(object?[] row) => string.Join('/', table.Key.Select(k => row[columns.ToList().FindIndex(c => c.Name == k)]));
        var rows = 0L;
        await using (var select = connection.Command($"SELECT {string.Join(", ", columns.Select(c => $"a.\"{c.Name}\"").Concat(columns.Select(c => $"b.\"{c.Name}\"")))} {Joined("lake_" + table.Name, table.Name)}"))
        {
            await foreach (var row in RowReader.ReadAsync(select, [.. columns, .. columns], cancellationToken))
            {
                rows++;
                var there = row[columns.Count + columns.ToList().FindIndex(c => c.Name == table.Key[0])] is not null;
                var differing = there ? columns.Where((c, i) => !s_ofTheWork.Contains(c.Name) && !IsSame(c, row[i], row[columns.Count + i])).Select(c => c.Name).ToList() : [];
                if (!there || differing.Count > 0)
                    differences.Add(new ReplayDifference(table.Name, Key(row), there ? string.Join(", ", differing) : "only in the lake"));
            }
        }
        await using var more = connection.Command($"SELECT {string.Join(", ", columns.Select(c => $"a.\"{c.Name}\""))} {Joined(table.Name, "lake_" + table.Name)} WHERE b.\"{table.Key[0]}\" IS NULL");
        await foreach (var row in RowReader.ReadAsync(more, columns, cancellationToken))
            differences.Add(new ReplayDifference(table.Name, Key(row), "not in the lake"));
        return rows;
    }

    private static bool IsSame(ColumnLayout column, object? lake, object? now) => column.Name is "retired_at" or "absent_at"
        ? lake is null == now is null
        : Equals(lake, now) || (column.Type is BulkType.Json or BulkType.TextList && lake is string before && now is string after && IsSameJson(before, after));

    private static async Task ExecuteAsync(DbConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.Command(sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>However it is spelled.</summary>
    private static bool IsSameJson(string one, string other)
    {
        try
        {
            return JsonNode.DeepEquals(JsonNode.Parse(one), JsonNode.Parse(other));
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
