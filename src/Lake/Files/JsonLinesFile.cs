using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using PokedexTop.Data;
using ZstdSharp;

namespace PokedexTop.Lake.Files;

/// <summary>
/// A row a line as a JSON object with every column, compressed with zstd. What was received stands as text in it, so that it comes back
/// byte by byte.
/// </summary>
internal sealed class JsonLinesFile : IRowFile
{
    /// <summary>Of one file before it is compressed: a tenth of it is stored.</summary>
    private const long Most = 64 * 1024 * 1024;

    private const int Level = 6;

    private readonly IReadOnlyList<ColumnLayout> _columns;
    private readonly JsonEncodedText[] _names;
    private readonly MemoryStream _file = new();
    private readonly CompressionStream _compressed;
    private readonly ArrayBufferWriter<byte> _line = new(16 * 1024);
    private readonly Utf8JsonWriter _json;
    private long _written;

    public JsonLinesFile(IReadOnlyList<ColumnLayout> columns)
    {
        _columns = columns;
        _names = [.. columns.Select(c => JsonEncodedText.Encode(c.Name))];
        _compressed = new CompressionStream(_file, Level, leaveOpen: true);
        _json = new Utf8JsonWriter(_line, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
    }

    public long Rows { get; private set; }

    public bool IsFull => _written >= Most;

    public void Add(object?[] row)
    {
        _json.WriteStartObject();
        for (var i = 0; i < row.Length; i++)
        {
            _json.WritePropertyName(_names[i]);
            Write(row[i]);
        }
        _json.WriteEndObject();
        _json.Flush();
        _line.Write("\n"u8);
        _compressed.Write(_line.WrittenSpan);
        _written += _line.WrittenCount;
        _line.ResetWrittenCount();
        _json.Reset();
        Rows++;
    }

    public ReadOnlyMemory<byte> Finish()
    {
        _compressed.Dispose();
        return _file.GetBuffer().AsMemory(0, (int)_file.Length);
    }

    public void Dispose()
    {
        _compressed.Dispose();
        _json.Dispose();
        _file.Dispose();
    }

    private void Write(object? value)
    {
        switch (value)
        {
            case null: _json.WriteNullValue(); break;
            case string text: _json.WriteStringValue(text); break;
            case int number: _json.WriteNumberValue(number); break;
            case long number: _json.WriteNumberValue(number); break;
            case double number: _json.WriteNumberValue(number); break;
            case decimal number: _json.WriteNumberValue(number); break;
            case bool flag: _json.WriteBooleanValue(flag); break;
            case DateTime time: _json.WriteStringValue(time); break;
            case DateOnly day: _json.WriteStringValue(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)); break;
            default: throw new NotSupportedException($"A {value.GetType().Name} is no bulk value.");
        }
    }
}
