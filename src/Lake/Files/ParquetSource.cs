using ParquetSharp;
using PokedexTop.Data;

namespace PokedexTop.Lake.Files;

/// <summary>Reads a file of <see cref="ParquetFile"/>, a part of it in memory at a time.</summary>
internal sealed class ParquetSource : IRowSource
{
    private readonly ParquetFileReader _file;
    private readonly ParquetColumn[] _columns;

    public ParquetSource(byte[] content, TableLayout table)
    {
        try
        {
            _file = new ParquetFileReader(new MemoryStream(content, writable: false));
        }
        catch (ParquetException error)
        {
            throw new InvalidDataException($"A file of {table.Name} is no Parquet file: {error.Message}", error);
        }
        var schema = _file.FileMetaData.Schema;
        Columns = RowFile.Known(table, Enumerable.Range(0, schema.NumColumns).Select(i => schema.Column(i).Path.ToDotVector()[0]));
        _columns = [.. Columns.Select(ParquetColumn.Of)];
    }

    public IReadOnlyList<ColumnLayout> Columns { get; }

    public IEnumerable<object?[]> Read()
    {
        for (var part = 0; part < _file.FileMetaData.NumRowGroups; part++)
        {
            using var group = _file.RowGroup(part);
            var rows = checked((int)group.MetaData.NumRows);
            for (var i = 0; i < _columns.Length; i++)
                _columns[i].Read(group, i, rows);
            for (var row = 0; row < rows; row++)
                yield return Array.ConvertAll(_columns, c => c.ValueOf(row));
        }
    }

    public void Dispose() => _file.Dispose();
}
