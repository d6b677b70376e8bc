using System.Globalization;
using System.Text.Json;
using PokedexTop.Data;
using ZstdSharp;

namespace PokedexTop.Lake.Files;

/// <summary>Reads a file of <see cref="JsonLinesFile"/>, a line in memory at a time.</summary>
internal sealed class JsonLinesSource : IRowSource
{
    private readonly DecompressionStream _lines;
    private readonly string _table;
    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;

    public JsonLinesSource(byte[] content, TableLayout table)
    {
        _table = table.Name;
        _lines = new DecompressionStream(new MemoryStream(content, writable: false));
        // Every line has the columns of the first one.
        Columns = RowFile.Known(table, NextLine() is { } first ? NamesOf(first) : []);
        _start = 0;
    }

    public IReadOnlyList<ColumnLayout> Columns { get; }

    public IEnumerable<object?[]> Read()
    {
        while (NextLine() is { } line)
            yield return Parse(line);
    }

    public void Dispose() => _lines.Dispose();

    private object?[] Parse(ReadOnlyMemory<byte> line)
    {
        var row = new object?[Columns.Count];
        try
        {
            var json = new Utf8JsonReader(line.Span);
            json.Read();
            for (var i = 0; json.Read() && json.TokenType == JsonTokenType.PropertyName; i++)
            {
                if (i == row.Length || !json.ValueTextEquals(Columns[i].Name))
                    throw new InvalidDataException($"A line of {_table} has other columns than the first one.");
                json.Read();
                row[i] = Value(ref json, Columns[i].Type);
            }
            return row;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"A line of {_table} is no row: {error.Message}", error);
        }
    }

    private static object? Value(ref Utf8JsonReader json, BulkType type) => json.TokenType == JsonTokenType.Null ? null : type switch
    {
        BulkType.Integer => json.GetInt32(),
        BulkType.BigInteger => json.GetInt64(),
        BulkType.Boolean => json.GetBoolean(),
        BulkType.Timestamp => json.GetDateTime(),
        BulkType.Date => DateOnly.ParseExact(json.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        BulkType.Decimal => json.GetDecimal(),
        BulkType.Double => json.GetDouble(),
        _ => json.GetString(),
    };

    private static List<string> NamesOf(ReadOnlyMemory<byte> line)
    {
        using var row = JsonDocument.Parse(line);
        return [.. row.RootElement.EnumerateObject().Select(p => p.Name)];
    }

    /// <returns>Without its end; valid until the next one. Null after the last.</returns>
    private ReadOnlyMemory<byte>? NextLine()
    {
        for (var searched = _start; ;)
        {
            var end = _buffer.AsSpan(searched, _end - searched).IndexOf((byte)'\n');
            if (end >= 0)
            {
                var line = _buffer.AsMemory(_start, searched + end - _start);
                _start = searched + end + 1;
                return line;
            }
            if (_start > 0)
                _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_end, _start) = (_end - _start, 0);
            searched = _end;
            if (_end == _buffer.Length)
                Array.Resize(ref _buffer, 2 * _buffer.Length);
            var read = _lines.Read(_buffer.AsSpan(_end));
            if (read == 0)
                return _end == 0 ? null : throw new InvalidDataException($"The last line of {_table} does not end.");
            _end += read;
        }
    }
}
