using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Lake.Rows;

namespace PokedexTop.Lake.Tests;

/// <summary>
/// Rows in every table, secret ones too, whatever its columns are: a first one with a value in each, a second one with NULL wherever
/// that is allowed, a third one with texts that are hard to keep.
/// </summary>
internal static class SampleRows
{
    /// <summary>Escapes, signs of two and four bytes, an end of line, a blank at the end.</summary>
    private const string Hard = "é \U0001F525 \"quoted\" \\ 'it''s' <b>&amp;</b>\r\nline\t♀ ";

    public static async Task FillAsync(LakeHost host, CancellationToken cancellationToken)
    {
        var required = await RequiredAsync(host.Database, cancellationToken);
        await using var write = await host.Database.BeginWriteAsync("bronze", cancellationToken);
        foreach (var layer in host.Layers)
        {
            foreach (var table in layer.Tables.Select(t => t.Layout).Concat(layer.Secret))
            {
                var rows = Enumerable.Range(1, 3).Select(n => table.Layout.Select(c => Value(table, c, n, required.Contains($"{table.Name}.{c.Name}"))).ToArray()).ToList();
                await host.Database.InsertAsync(write, RowTables.Of(table, table.Layout), rows, cancellationToken);
            }
        }
        await write.CommitAsync(cancellationToken);
    }

    private static object? Value(TableLayout table, ColumnLayout column, int row, bool required)
    {
        if (row == 2 && !required)
            return null;
        var isWord = table.Key.Contains(column.Name) || required || column.Name.EndsWith("id", StringComparison.Ordinal) || column.Name is "feed" or "currency" or "status" or "market";
        return column.Type switch
        {
            BulkType.Integer => row,
            BulkType.BigInteger => (long)row,
            BulkType.Boolean => row == 1,
            BulkType.Double => row == 1 ? 12.5 : 0.1,
            BulkType.Decimal => row == 1 ? 12345678.1234m : 0.5m,
            BulkType.Timestamp => new DateTime(2026, 3, row, 4, 5, 6, DateTimeKind.Utc).AddTicks(row == 1 ? 1_234_560 : 0),
            BulkType.Date => new DateOnly(1999, 1, row),
            BulkType.TextList => row == 1 ? """["Fire","Water"]""" : """["é","\"q\"\\"]""",
            BulkType.Json => row == 1 ? """{"b":1,"a":[1.5,null,{"x":"é"}]}""" : "[]",
            // Ids are read as such by those who own them.
            _ when column.Name is "sync_id" or "import_id" or "lot_id" || (column.Name == "id" && table.Name.StartsWith("gold_", StringComparison.Ordinal)) => $"01931d2c-7b5a-7c3e-9d7e-0d4b0a6f2c1{row}",
            // Nobody's: what a user owns names the user.
            _ when column.Name == "user_id" => $"01931d2c-7b5a-7c3e-9d7e-0d4b0a6f2c1{row}",
            _ when column.Name is "hash" or "xml" => $"secret-{row}",
            _ => isWord ? $"{row}" : row == 3 && IsLong(table, column.Name) ? Hard : $"t{row}",
        };
    }

    /// <summary>Columns that take a text of any length, or of a long one.</summary>
    private static bool IsLong(TableLayout table, string column) =>
        column is "payload" or "error" or "detail" or "raw" or "notes" or "members" or "items" || (column == "name" && table.Name.StartsWith("silver_", StringComparison.Ordinal));

    private static async Task<HashSet<string>> RequiredAsync(SqlDatabase database, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command(database.Provider == DatabaseProvider.Sqlite
            ? "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' AND (c.\"notnull\" = 1 OR c.pk > 0)"
            : "SELECT TABLE_NAME, COLUMN_NAME FROM INFORMATION_SCHEMA.COLUMNS WHERE IS_NULLABLE = 'NO'");
        return [.. await select.ReadAsync(r => $"{r.GetString(0)}.{r.GetString(1)}", cancellationToken)];
    }
}
