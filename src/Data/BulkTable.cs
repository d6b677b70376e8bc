namespace PokedexTop.Data;

/// <summary>How a bulk column is written on each database.</summary>
public enum BulkType
{
    Text,
    /// <summary>JSON as text the program wrote; <c>jsonb</c> on PostgreSQL.</summary>
    Json,
    Integer,
    BigInteger,
    Boolean,
    Timestamp,
    Date,
    Decimal,
    Double,
}

/// <summary>One column of a bulk write.</summary>
/// <param name="Name">The column's name in the database.</param>
/// <param name="Type">How it is written.</param>
/// <param name="Read">The row's value; null for NULL.</param>
public sealed record BulkColumn<T>(string Name, BulkType Type, Func<T, object?> Read);

/// <summary>
/// A table as the bulk path writes it. The column list repeats what the EF model says, because the hot paths must not
/// pay for building the model; a test compares the two for every table and database.
/// </summary>
public sealed class BulkTable<T>(string name, string[] key, params BulkColumn<T>[] columns)
{
    public string Name { get; } = name;

    /// <summary>The columns that decide whether a row is there already.</summary>
    public IReadOnlyList<string> Key { get; } = key;

    public IReadOnlyList<BulkColumn<T>> Columns { get; } = columns;

    internal string ColumnList { get; } = string.Join(", ", columns.Select(c => c.Name));

    internal IEnumerable<string> Updated => Columns.Select(c => c.Name).Except(Key);
}
