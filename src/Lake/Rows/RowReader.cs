using System.Data.Common;
using System.Runtime.CompilerServices;
using PokedexTop.Data;

namespace PokedexTop.Lake.Rows;

/// <summary>
/// Reads rows of any table as the values bulk writers take: texts, numbers, UTC times, days. One row is in memory at a time, and the
/// same array for each.
/// </summary>
internal static class RowReader
{
    /// <summary>Selects every column, in the layout's order.</summary>
    public static string Select(TableLayout table) => $"SELECT {string.Join(", ", table.Layout.Select(c => Quoted(c.Name)))} FROM {table.Name}";

    /// <summary>An order that is the same each time.</summary>
    public static string Ordered(TableLayout table) => $" ORDER BY {string.Join(", ", table.Key.Select(Quoted))}";

    public static async IAsyncEnumerable<object?[]> ReadAsync(DbCommand command, IReadOnlyList<ColumnLayout> columns, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var row = new object?[columns.Count];
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            for (var i = 0; i < row.Length; i++)
                row[i] = reader.IsDBNull(i) ? null : Value(reader, i, columns[i].Type);
            yield return row;
        }
    }

    private static object Value(DbDataReader row, int column, BulkType type) => type switch
    {
        BulkType.Integer => row.GetInt32(column),
        BulkType.BigInteger => row.GetInt64(column),
        BulkType.Boolean => row.GetBoolean(column),
        BulkType.Timestamp => row.Utc(column),
        BulkType.Date => DateOnly.FromDateTime(row.GetDateTime(column)),
        BulkType.Decimal => row.AmountOrNull(column)!,
        BulkType.Double => row.GetDouble(column),
        _ => row.GetString(column),
    };

    private static string Quoted(string column) => $"\"{column}\"";
}
