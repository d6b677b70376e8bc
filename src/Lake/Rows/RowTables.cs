using PokedexTop.Data;

namespace PokedexTop.Lake.Rows;

/// <summary>Any table for the bulk writers, its rows being arrays of values.</summary>
internal static class RowTables
{
    /// <param name="table">The table.</param>
    /// <param name="columns">Those that rows have, in the order of their values; the others keep what the database gives them.</param>
    public static BulkTable<object?[]> Of(TableLayout table, IReadOnlyList<ColumnLayout> columns) =>
        new(table.Name, table.Key, [.. columns.Select((column, i) => new BulkColumn<object?[]>(column.Name, column.Type, row => row[i]))]);
}
