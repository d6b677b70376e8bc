using System.Data;
using System.Data.Common;
using System.Text;
using Microsoft.Data.SqlClient;

namespace PokedexTop.Data;

/// <summary>The few lines ADO.NET wants around each statement.</summary>
public static class DbConnectionExtensions
{
    public static DbCommand Command(this DbConnection connection, string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value ?? DBNull.Value;
            // By name: the type itself would load the client of a database that is not used.
            if (parameter.GetType().Name == nameof(SqlParameter))
                ShapeForSqlServer(parameter);
            command.Parameters.Add(parameter);
        }
        return command;
    }

    /// <summary>
    /// Left to itself the client sends times as <c>datetime</c>, which rounds to 1/300 s and so differs from the columns, and
    /// texts with their own length, each of which is a plan of its own.
    /// </summary>
    private static void ShapeForSqlServer(DbParameter parameter)
    {
        if (parameter.Value is DateTime)
            parameter.DbType = DbType.DateTime2;
        else if (parameter.Value is string text)
            parameter.Size = text.Length <= SqlServerStatements.LongestText ? SqlServerStatements.LongestText : -1;
    }

    /// <summary>Reads every row of a statement.</summary>
    public static Task<List<T>> ReadAsync<T>(this DbCommand command, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        return FillAsync(command, rows, row => rows.Add(read(row)), cancellationToken);
    }

    /// <summary>Generic over the list and not over its rows: ahead of time, an asynchronous method cannot be compiled for each kind of tuple.</summary>
    private static async Task<TRows> FillAsync<TRows>(DbCommand command, TRows rows, Action<DbDataReader> add, CancellationToken cancellationToken) where TRows : class
    {
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            add(reader);
        return rows;
    }

    /// <summary>The count, sum or id that is a statement's only value; 0 for NULL.</summary>
    public static async Task<long> CountAsync(this DbCommand command, CancellationToken cancellationToken) =>
        (await command.ReadAsync(row => row.Count(0), cancellationToken))[0];

    /// <summary>A text that is not NULL; else the database's own client says so.</summary>
    public static string Text(this DbDataReader row, int column) => row.TextOrNull(column) ?? row.GetString(column);

    public static string? TextOrNull(this DbDataReader row, int column) =>
        SqliteColumns.AreIn(row) ? SqliteColumns.TextOrNull(row, column) : row.IsDBNull(column) ? null : row.GetString(column);

    /// <summary>A text as UTF-8, which SQLite and PostgreSQL hand over as they store it; SQL Server stores UTF-16.</summary>
    public static ReadOnlyMemory<byte> Utf8(this DbDataReader row, int column) =>
        SqliteColumns.AreIn(row) ? SqliteColumns.Bytes(row, column)
        : row.GetType().Name == nameof(SqlDataReader) ? Encoding.UTF8.GetBytes(row.GetString(column)) : row.GetFieldValue<byte[]>(column);

    public static DateTime Utc(this DbDataReader row, int column) => DateTime.SpecifyKind(row.GetDateTime(column), DateTimeKind.Utc);

    public static DateTime? UtcOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.Utc(column);

    /// <summary>A count or sum, whose type differs between the databases; 0 for NULL.</summary>
    public static long Count(this DbDataReader row, int column) =>
        row.IsDBNull(column) ? 0 : Convert.ToInt64(row.GetValue(column), System.Globalization.CultureInfo.InvariantCulture);

    public static int? IntOrNull(this DbDataReader row, int column) =>
        SqliteColumns.AreIn(row) ? checked((int?)SqliteColumns.NumberOrNull(row, column)) : row.IsDBNull(column) ? null : row.GetInt32(column);

    public static long? LongOrNull(this DbDataReader row, int column) =>
        SqliteColumns.AreIn(row) ? SqliteColumns.NumberOrNull(row, column) : row.IsDBNull(column) ? null : row.GetInt64(column);

    /// <summary>An amount of money, which each database stores as a number of another type.</summary>
    public static decimal? AmountOrNull(this DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : Convert.ToDecimal(row.GetValue(column), System.Globalization.CultureInfo.InvariantCulture);
}
