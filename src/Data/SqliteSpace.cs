using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace PokedexTop.Data;

/// <summary>What takes the room of a SQLite file, and giving back what holds nothing any more.</summary>
internal static class SqliteSpace
{
    /// <summary>Rows of a table that are looked at; beyond some hundred the estimate hardly changes.</summary>
    private const int Sample = 200;

    /// <summary>Below this, or less than a quarter of the file, room is left to the rows that come.</summary>
    private const long WorthIt = 16 * 1024 * 1024;

    /// <summary>
    /// The library comes without <c>dbstat</c>, which counts a table's pages; so the pages in use are shared out by what the tables'
    /// rows hold, of which some spread over each table are weighed.
    /// </summary>
    public static async Task<IReadOnlyDictionary<string, long>> TablesAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await using var list = connection.Command(
            "SELECT t.name, c.name FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' ORDER BY t.name");
        var columns = await list.ReadAsync(row => (Table: row.GetString(0), Column: row.GetString(1)), cancellationToken);
        var held = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var table in columns.GroupBy(c => c.Table, c => c.Column))
            held[table.Key] = await HeldAsync(connection, table.Key, table, cancellationToken);
        var used = (await ReadPagesAsync(connection, cancellationToken)).Used;
        var all = held.Values.Sum();
        return held.ToDictionary(table => table.Key, table => all == 0 ? 0 : (long)(used * table.Value / all), StringComparer.Ordinal);
    }

    /// <returns>The bytes by which the file became smaller: 0 where it was not worth the work.</returns>
    public static async Task<long> CompactAsync(string connectionString, CancellationToken cancellationToken)
    {
        // A connection of its own: others keep temporary tables in memory, and the copy that VACUUM makes is one.
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder(connectionString) { Pooling = false }.ToString());
        await connection.OpenAsync(cancellationToken);
        var (used, free) = await ReadPagesAsync(connection, cancellationToken);
        // The copy, and the same once more in the log that the file is written anew from.
        if (free < WorthIt || free * 3 < used || Room(connection.DataSource) < used * 2)
            return 0;
        await using var vacuum = connection.Command("PRAGMA temp_store = FILE; VACUUM; PRAGMA wal_checkpoint(TRUNCATE)");
        vacuum.CommandTimeout = 30; // That others write for; the work itself takes what it takes.
        await vacuum.ExecuteNonQueryAsync(cancellationToken);
        var (now, left) = await ReadPagesAsync(connection, cancellationToken);
        return used + free - now - left;
    }

    private static async Task<double> HeldAsync(DbConnection connection, string table, IEnumerable<string> columns, CancellationToken cancellationToken)
    {
        var octets = string.Join(" + ", columns.Select(column => $"COALESCE(octet_length(\"{column}\"), 0)"));
        await using var weigh = connection.Command(
            $"""
            SELECT (SELECT COUNT(*) FROM "{table}") * COALESCE((SELECT AVG({octets}) FROM "{table}" WHERE rowid IN (
                WITH RECURSIVE place(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM place WHERE n < {Sample})
                SELECT (SELECT MAX(rowid) FROM "{table}") * n / {Sample} FROM place
                UNION SELECT * FROM (SELECT rowid FROM "{table}" LIMIT {Sample / 4}))), 0)
            """);
        return (await weigh.ReadAsync(row => row.GetDouble(0), cancellationToken))[0];
    }

    private static async Task<(long Used, long Free)> ReadPagesAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await using var pages = connection.Command("SELECT (page_count - freelist_count) * page_size, freelist_count * page_size FROM pragma_page_count(), pragma_freelist_count(), pragma_page_size()");
        return (await pages.ReadAsync(row => (row.Count(0), row.Count(1)), cancellationToken))[0];
    }

    private static long Room(string file) => new DriveInfo(Path.GetDirectoryName(Path.GetFullPath(file))!).AvailableFreeSpace;
}
