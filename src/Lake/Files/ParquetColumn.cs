using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using ParquetSharp;
using PokedexTop.Data;

namespace PokedexTop.Lake.Files;

/// <summary>A column of a Parquet file as people who ask it expect it: UTC times, days, decimals, lists of texts. Every column may be null.</summary>
internal abstract class ParquetColumn
{
    /// <summary>Digits of an amount, as databases keep them, and those after its point.</summary>
    private const int Digits = 18;
    private const int Decimals = 4;

    private static readonly JsonSerializerOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public abstract Column Column { get; }

    /// <summary>Adds a row's value.</summary>
    public abstract void Add(object? value);

    /// <summary>Writes what was added, and begins anew.</summary>
    public abstract void Write(RowGroupWriter group);

    /// <summary>Reads a part of the file.</summary>
    public abstract void Read(RowGroupReader group, int column, int rows);

    /// <summary>A value of what was read.</summary>
    public abstract object? ValueOf(int row);

    public static ParquetColumn Of(ColumnLayout column) => column.Type switch
    {
        BulkType.Integer => new Typed<int?>(new Column<int?>(column.Name), value => (int)value),
        BulkType.BigInteger => new Typed<long?>(new Column<long?>(column.Name), value => (long)value),
        BulkType.Boolean => new Typed<bool?>(new Column<bool?>(column.Name), value => (bool)value),
        BulkType.Double => new Typed<double?>(new Column<double?>(column.Name), value => (double)value),
        BulkType.Decimal => new Typed<decimal?>(new Column<decimal?>(column.Name, LogicalType.Decimal(Digits, Decimals)), value => Amount((decimal)value, column.Name)),
        BulkType.Timestamp => new Typed<DateTime?>(new Column<DateTime?>(column.Name, LogicalType.Timestamp(isAdjustedToUtc: true, TimeUnit.Micros)), value => Time((DateTime)value, column.Name)),
        BulkType.Date => new Typed<Date?>(new Column<Date?>(column.Name), value => new Date((DateOnly)value is var day ? day.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber : 0), day => DateOnly.FromDateTime(day!.Value.DateTime)),
        BulkType.TextList => new Typed<string[]>(new Column<string[]>(column.Name), value => List((string)value, column.Name), list => JsonSerializer.Serialize(list, s_json)),
        BulkType.Json => new Typed<string>(new Column<string>(column.Name, LogicalType.Json()), value => (string)value),
        _ => new Typed<string>(new Column<string>(column.Name), value => (string)value),
    };

    private static string[]? List(string json, string column)
    {
        try
        {
            return JsonSerializer.Deserialize<string[]>(json, s_json);
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"A value of {column} is no list of texts: {error.Message}", error);
        }
    }

    /// <summary>The library cuts off what does not fit, in silence.</summary>
    private static decimal Amount(decimal amount, string column) => decimal.Round(amount, Decimals) == amount && Math.Abs(amount) < 100_000_000_000_000m
        ? amount : throw new InvalidDataException($"An amount of {column} has more digits than the lake keeps: {amount}.");

    private static DateTime Time(DateTime time, string column) =>
        time.Ticks % TimeSpan.TicksPerMicrosecond == 0 ? time : throw new InvalidDataException($"A time of {column} is finer than a microsecond.");

    private sealed class Typed<T>(Column column, Func<object, T?> toFile, Func<T, object>? fromFile = null) : ParquetColumn
    {
        private readonly List<T?> _written = [];
        private T[] _read = [];

        public override Column Column { get; } = column;

        public override void Add(object? value) => _written.Add(value is null ? default : toFile(value));

        public override void Write(RowGroupWriter group)
        {
            using var writer = group.NextColumn().LogicalWriter<T>();
            writer.WriteBatch(CollectionsMarshal.AsSpan(_written)!);
            _written.Clear();
        }

        public override void Read(RowGroupReader group, int column, int rows)
        {
            using var reader = group.Column(column).LogicalReader<T>();
            _read = reader.ReadAll(rows);
        }

        public override object? ValueOf(int row) => _read[row] is { } value && fromFile is not null ? fromFile(value) : _read[row];
    }
}
