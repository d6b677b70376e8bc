using System.Globalization;
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

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(_database, sql, out _statement), _database);
    }

    /// <param name="position">From 1.</param>
    /// <param name="value">Null for NULL.</param>
    public void Bind(int position, object? value)
    {
        var result = value switch
        {
            null => raw.sqlite3_bind_null(_statement, position),
            string text => raw.sqlite3_bind_text(_statement, position, text),
            int number => raw.sqlite3_bind_int64(_statement, position, number),
            long number => raw.sqlite3_bind_int64(_statement, position, number),
            bool flag => raw.sqlite3_bind_int64(_statement, position, flag ? 1 : 0),
            double number => raw.sqlite3_bind_double(_statement, position, number),
            DateTime time => raw.sqlite3_bind_text(_statement, position, time.ToString("yyyy-MM-dd HH':'mm':'ss.FFFFFFF", CultureInfo.InvariantCulture)),
            DateOnly date => raw.sqlite3_bind_text(_statement, position, date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
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

    public void Dispose() => raw.sqlite3_finalize(_statement);
}
