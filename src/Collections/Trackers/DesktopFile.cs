using System.Data;
using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using PokedexTop.Collections.Files;
using PokedexTop.Configuration;
using PokedexTop.Data;

namespace PokedexTop.Collections.Trackers;

/// <summary>
/// The database of the PokedexTop for desktops: a table <c>gold_user_collections</c> with <c>card_id</c>, an id of pokemontcg, and
/// <c>collection_type</c>. It is read from a copy that nothing writes, and nothing in it is run: a view or a virtual table is no table.
/// </summary>
internal static class DesktopFile
{
    public const string FormatName = "desktop";

    private const string Table = "gold_user_collections";

    public static bool Is(ReadOnlySpan<byte> file) => file.Length >= 100 && file.StartsWith("SQLite format 3\0"u8);

    /// <exception cref="ConfigurationException">It is no such database.</exception>
    public static async Task<IReadOnlyList<(int Row, string Raw, TrackerRow Read)>> ReadAsync(ReadOnlyMemory<byte> file, CancellationToken cancellationToken)
    {
        var path = Path.Combine(Path.GetTempPath(), $"pokedextop-import-{Guid.NewGuid():N}.db");
        try
        {
            var copy = file.ToArray();
            // A database with a write-ahead log wants files beside it, also to be read; what stands in the log is not in the file.
            copy.AsSpan(18, Math.Min(2, copy.Length - 18)).Fill(1);
            await File.WriteAllBytesAsync(path, copy, cancellationToken);
            return await ReadAsync(path, cancellationToken);
        }
        catch (SqliteException wrong)
        {
            throw new ConfigurationException($"The file is a SQLite database that cannot be read: {wrong.Message}");
        }
        finally
        {
            foreach (var beside in new[] { "", "-wal", "-shm", "-journal" })
                File.Delete(path + beside);
        }
    }

    private static async Task<IReadOnlyList<(int, string, TrackerRow)>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using (var distrust = connection.Command("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON"))
            await distrust.ExecuteNonQueryAsync(cancellationToken);
        await using var tables = connection.Command("SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table' AND name = @table AND sql NOT LIKE '%VIRTUAL%'", ("@table", Table));
        await using var columns = connection.Command($"SELECT name FROM pragma_table_info('{Table}')");
        var heads = await tables.CountAsync(cancellationToken) == 0 ? [] : await columns.ReadAsync(row => row.GetString(0), cancellationToken);
        if (!heads.Contains("card_id") || !heads.Contains("collection_type"))
            throw new ConfigurationException($"The file is a SQLite database, but not that of the PokedexTop for desktops: it has no table {Table} with card_id and collection_type.");
        await using var select = connection.Command($"SELECT * FROM {Table} LIMIT {FileLimits.Rows + 1}");
        var rows = await select.ReadAsync(row => Cells(row), cancellationToken);
        FileLimits.CheckRows(rows.Count);
        var named = new TrackerHeads([.. heads]);
        return [.. rows.Select((cells, i) => (i + 1, RawRow.Write(heads, cells), Read(new TrackerCells(named, cells))))];
    }

    private static string[] Cells(DbDataReader row) =>
        [.. Enumerable.Range(0, row.FieldCount).Select(i => row.IsDBNull(i) || row.GetFieldType(i) == typeof(byte[]) ? "" : Convert.ToString(row.GetValue(i), CultureInfo.InvariantCulture) ?? "")];

    private static TrackerRow Read(TrackerCells cells) => new()
    {
        Clues = new() { CardId = cells["card_id"] },
        List = cells["collection_type"] is { } type && !type.Equals("personal", StringComparison.OrdinalIgnoreCase) ? type : null,
        Refusal = cells["card_id"] is null ? "has no card_id" : null,
        Quantity = cells["quantity"],
        Finish = cells["finish"] ?? cells["variant"],
        Condition = cells["condition"],
        Language = cells["language"],
        Notes = cells["notes"],
    };
}
