using PokedexTop.Data;

namespace PokedexTop.Lake.Files;

/// <summary>A file of rows that is being made, in memory: it is stored whole or not at all.</summary>
internal interface IRowFile : IDisposable
{
    long Rows { get; }

    /// <summary>Whether it is as large as one should be.</summary>
    bool IsFull { get; }

    /// <summary>Writes a row; its array may be another one's afterwards.</summary>
    void Add(object?[] row);

    /// <returns>The whole file.</returns>
    ReadOnlyMemory<byte> Finish();
}

/// <summary>A file of rows that is read.</summary>
internal interface IRowSource : IDisposable
{
    /// <summary>The columns it has of those the program knows, in the order of a row's values.</summary>
    IReadOnlyList<ColumnLayout> Columns { get; }

    /// <summary>Every row, an array of its own each.</summary>
    /// <exception cref="InvalidDataException">It holds something else.</exception>
    IEnumerable<object?[]> Read();
}

/// <summary>The two kinds of files, told by their names: what was received as JSON lines, what was made of it as Parquet.</summary>
internal static class RowFile
{
    public const string JsonLines = ".jsonl.zst";
    public const string Parquet = ".parquet";

    public static IRowFile Create(string ending, IReadOnlyList<ColumnLayout> columns) => ending == Parquet ? new ParquetFile(columns) : new JsonLinesFile(columns);

    /// <exception cref="InvalidDataException">It holds something else, or a column that the program does not know.</exception>
    public static IRowSource Open(string key, byte[] content, TableLayout table) =>
        key.EndsWith(Parquet, StringComparison.Ordinal) ? new ParquetSource(content, table) : new JsonLinesSource(content, table);

    /// <summary>The columns of a file by their names.</summary>
    /// <exception cref="InvalidDataException">A column that the program does not know.</exception>
    public static List<ColumnLayout> Known(TableLayout table, IEnumerable<string> names) =>
        [.. names.Select(name => table.Layout.FirstOrDefault(c => c.Name == name) ?? throw new InvalidDataException($"{table.Name} has no column {name} in this program; use the newer one that wrote it."))];
}
