using System.Data.Common;

namespace PokedexTop.Data;

/// <summary>How a bulk column is written on each database.</summary>
public enum BulkType
{
    Text,
    /// <summary>JSON as text the program wrote; <c>jsonb</c> on PostgreSQL.</summary>
    Json,
    /// <summary>The same, of an array of texts.</summary>
    TextList,
    Integer,
    BigInteger,
    Boolean,
    Timestamp,
    Date,
    Decimal,
    Double,
}

/// <summary>A column, whatever holds its rows.</summary>
/// <param name="Name">The column's name in the database.</param>
/// <param name="Type">How it is written.</param>
public record ColumnLayout(string Name, BulkType Type);

/// <summary>A table, whatever holds its rows.</summary>
public abstract class TableLayout(string name, IReadOnlyList<string> key, IReadOnlyList<ColumnLayout> layout)
{
    public string Name { get; } = name;

    /// <summary>The columns that decide whether a row is there already.</summary>
    public IReadOnlyList<string> Key { get; } = key;

    /// <summary>Every column.</summary>
    public IReadOnlyList<ColumnLayout> Layout { get; } = layout;
}

/// <summary>One column of a table.</summary>
/// <param name="Name">The column's name in the database.</param>
/// <param name="Type">How it is written.</param>
/// <param name="Value">The row's value; null for NULL. A text may be UTF-8 bytes.</param>
/// <param name="Read">Puts the value at a reader's position into the row; null where rows are read without it.</param>
public sealed record BulkColumn<T>(string Name, BulkType Type, Func<T, object?> Value, Action<T, DbDataReader, int>? Read = null) : ColumnLayout(Name, Type);

/// <summary>
/// A table as plain SQL writes it and reads its rows back. The column list repeats what the EF model says, because the hot
/// paths must not pay for building the model; a test compares the two for every table and database.
/// </summary>
public sealed class BulkTable<T>(string name, IReadOnlyList<string> key, params BulkColumn<T>[] columns) : TableLayout(name, key, columns)
{
    public IReadOnlyList<BulkColumn<T>> Columns { get; } = columns;

    /// <summary>The columns that have a reader.</summary>
    public IReadOnlyList<BulkColumn<T>> Readable { get; } = [.. columns.Where(c => c.Read is not null)];

    /// <summary>Selects what <see cref="Read"/> reads.</summary>
    public string Select { get; } = $"SELECT {string.Join(", ", columns.Where(c => c.Read is not null).Select(c => $"\"{c.Name}\""))} FROM {name}";

    /// <summary>A row of <see cref="Select"/>.</summary>
    public T Read(DbDataReader row)
    {
        var item = Activator.CreateInstance<T>();
        for (var i = 0; i < Readable.Count; i++)
            Readable[i].Read!(item, row, i);
        return item;
    }

    internal string ColumnList { get; } = string.Join(", ", columns.Select(c => c.Name));

    internal IEnumerable<string> Updated => Columns.Select(c => c.Name).Except(Key);
}
