using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace PokedexTop.Data;

/// <summary>
/// Reads a column of the current row with one call of SQLite's, two where it is a number or bytes. SqliteDataReader makes five for a text that
/// may be NULL, three of them under the connection's mutex, and a replay reads fifty columns a card.
/// </summary>
internal static class SqliteColumns
{
    // Set where SQLite is used: naming the type loads the client, which a process on another database does without.
    private static Type? s_reader;

    public static void Use() => s_reader = typeof(SqliteDataReader);

    public static bool AreIn(DbDataReader row) => row.GetType() == s_reader;

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static string? TextOrNull(DbDataReader row, int column) => raw.sqlite3_column_text(Of(row), column).utf8_to_string();

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long? NumberOrNull(DbDataReader row, int column) =>
        raw.sqlite3_column_type(Of(row), column) == raw.SQLITE_NULL ? null : raw.sqlite3_column_int64(Of(row), column);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static byte[] Bytes(DbDataReader row, int column) => raw.sqlite3_column_blob(Of(row), column).ToArray();

    private static sqlite3_stmt Of(DbDataReader row) => ((SqliteDataReader)row).Handle!;
}
