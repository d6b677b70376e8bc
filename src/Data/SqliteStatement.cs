using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace PokedexTop.Data;

/// <summary>
/// A prepared statement that is run many times. SqliteCommand makes a reader and looks every parameter up by name on every
/// run, which costs more than SQLite's own work; this binds by position. Values are written as EF writes them with
/// <see cref="ModelConventions"/>.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly bool[] _isNull;
    private byte[] _utf8 = new byte[4096];
    private (DateTime Time, string Text) _lastTime = (DateTime.MinValue, "");

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(_database, sql, out _statement), _database);
        _isNull = new bool[raw.sqlite3_bind_parameter_count(_statement) + 1];
        Array.Fill(_isNull, true);
    }

    /// <param name="position">From 1.</param>
    /// <param name="value">Null for NULL.</param>
    public void Bind(int position, object? value)
    {
        // Values stay bound from one run to the next, and most nulls follow a null.
        if (value is null && _isNull[position])
            return;
        _isNull[position] = value is null;
        var result = value switch
        {
            null => raw.sqlite3_bind_null(_statement, position),
            string text => BindText(position, text),
            ReadOnlyMemory<byte> utf8 => utf8.IsEmpty ? BindText(position, "") : raw.sqlite3_bind_text(_statement, position, utf8.Span),
            int number => raw.sqlite3_bind_int64(_statement, position, number),
            long number => raw.sqlite3_bind_int64(_statement, position, number),
            bool flag => raw.sqlite3_bind_int64(_statement, position, flag ? 1 : 0),
            double number => raw.sqlite3_bind_double(_statement, position, number),
            DateTime time => BindText(position, TextOf(time)),
            DateOnly date => BindText(position, date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            decimal amount => raw.sqlite3_bind_double(_statement, position, (double)amount),
            _ => throw new NotSupportedException($"A {value.GetType().Name} is no bulk value."),
        };
        SqliteException.ThrowExceptionForRC(result, _database);
    }

    public void Run()
    {
        var result = raw.sqlite3_step(_statement);
        var reset = raw.sqlite3_reset(_statement);
        SqliteException.ThrowExceptionForRC(result == raw.SQLITE_DONE ? raw.SQLITE_OK : reset == raw.SQLITE_OK ? result : reset, _database);
    }

    /// <summary>SQLite takes its own copy, so one buffer does for every text; the binding's own conversion makes an array each time.</summary>
    private int BindText(int position, string text)
    {
        // No bytes at all would be taken for NULL.
        if (text.Length == 0)
            return raw.sqlite3_bind_text(_statement, position, text);
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (_utf8.Length < most)
            _utf8 = new byte[Math.Max(most, 2 * _utf8.Length)];
        return raw.sqlite3_bind_text(_statement, position, _utf8.AsSpan(0, Encoding.UTF8.GetBytes(text, _utf8)));
    }

    /// <summary>Rows of one batch share their times.</summary>
    private string TextOf(DateTime time)
    {
        if (_lastTime.Time != time || _lastTime.Text.Length == 0)
            _lastTime = (time, time.ToString("yyyy-MM-dd HH':'mm':'ss.FFFFFFF", CultureInfo.InvariantCulture));
        return _lastTime.Text;
    }

    public void Dispose() => raw.sqlite3_finalize(_statement);
}
