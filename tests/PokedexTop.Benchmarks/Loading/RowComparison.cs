using Microsoft.Data.Sqlite;

namespace PokedexTop.Benchmarks.Loading;

/// <summary>Proves that the loader wrote what the pipeline wrote: table by table, every column but ids, times and what tells of the run itself.</summary>
internal static class RowComparison
{
    private static readonly HashSet<string> s_ofTheRun = ["id", "bronze_id", "sync_id", "api_call_id", "applied_fetch_id", "items", "members", "duration_ms", "lease_token"];

    /// <summary>The number of rows in all tables but the vocabulary of rarities, which comes with the program.</summary>
    /// <exception cref="InvalidDataException">The databases differ.</exception>
    public static long Check(string pipeline, string loader)
    {
        using var connection = new SqliteConnection($"Data Source={pipeline}");
        connection.Open();
        Query(connection, $"ATTACH '{loader.Replace("'", "''", StringComparison.Ordinal)}' AS other", _ => 0);
        var rows = 0L;
        foreach (var table in Query(connection, "SELECT name FROM sqlite_master WHERE type = 'table' AND (name LIKE 'bronze%' OR name LIKE 'silver%') AND name <> 'silver_rarities'", r => r.GetString(0)))
        {
            var columns = string.Join(", ", Query(connection, $"SELECT name FROM pragma_table_info('{table}')", r => r.GetString(0)).Where(c => !s_ofTheRun.Contains(c) && !c.EndsWith("_at", StringComparison.Ordinal) && c != "at"));
            var here = Query(connection, $"SELECT COUNT(*) FROM main.{table}", r => r.GetInt64(0))[0];
            var there = Query(connection, $"SELECT COUNT(*) FROM other.{table}", r => r.GetInt64(0))[0];
            var differing = Query(connection, $"SELECT COUNT(*) FROM (SELECT {columns} FROM main.{table} EXCEPT SELECT {columns} FROM other.{table})", r => r.GetInt64(0))[0];
            if (here != there || differing > 0)
                throw new InvalidDataException($"{table}: the pipeline wrote {here} rows and the loader {there}; {differing} differ.");
            rows += here;
        }
        return rows;
    }

    private static List<T> Query<T>(SqliteConnection connection, string sql, Func<SqliteDataReader, T> read)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Names come from the schema.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(read(reader));
        return rows;
    }
}
