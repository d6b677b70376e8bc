using ParquetSharp;
using PokedexTop.Data;

namespace PokedexTop.Lake.Files;

/// <summary>Rows as a Parquet file, compressed with zstd.</summary>
internal sealed class ParquetFile : IRowFile
{
    /// <summary>Of a part of the file, which is in memory as rows. With twice as many, memory grows by a tenth and the file shrinks by a twentieth.</summary>
    private const int RowsOfGroup = 1_500;

    private const long Most = 4 * 1024 * 1024;

    /// <summary>Level 9 takes longer and more memory for a file that is no smaller: a column of a part is short.</summary>
    private const int Level = 3;

    private readonly ParquetColumn[] _columns;
    private readonly MemoryStream _file = new();
    private readonly WriterProperties _properties;
    private readonly ParquetFileWriter _writer;
    private int _rowsOfGroup;

    public ParquetFile(IReadOnlyList<ColumnLayout> columns)
    {
        _columns = [.. columns.Select(ParquetColumn.Of)];
        using var builder = new WriterPropertiesBuilder();
        _properties = builder.Compression(Compression.Zstd).CompressionLevel(Level).Build();
        _writer = new ParquetFileWriter(_file, [.. _columns.Select(c => c.Column)], null, _properties, null, leaveOpen: true);
    }

    public long Rows { get; private set; }

    public bool IsFull => _file.Length >= Most;

    public void Add(object?[] row)
    {
        for (var i = 0; i < row.Length; i++)
            _columns[i].Add(row[i]);
        Rows++;
        if (++_rowsOfGroup == RowsOfGroup)
            EndGroup();
    }

    public ReadOnlyMemory<byte> Finish()
    {
        if (_rowsOfGroup > 0)
            EndGroup();
        _writer.Close();
        return _file.GetBuffer().AsMemory(0, (int)_file.Length);
    }

    public void Dispose()
    {
        _writer.Dispose();
        _properties.Dispose();
        _file.Dispose();
    }

    private void EndGroup()
    {
        using var group = _writer.AppendRowGroup();
        foreach (var column in _columns)
            column.Write(group);
        group.Close();
        _rowsOfGroup = 0;
    }
}
