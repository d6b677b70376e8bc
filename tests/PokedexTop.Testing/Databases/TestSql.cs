using System.Data.Common;
using System.Globalization;
using System.Text;
using PokedexTop.Configuration;
using PokedexTop.Data;
using Xunit.v3;

namespace PokedexTop.Testing;

/// <summary>
/// A test's own SQL. Where the test runs on several databases, one text is for all of them: it is read as SQL Server reads it
/// wherever it runs, so that it stays right for the one server that most machines lack.
/// </summary>
public static class TestSql
{
    /// <summary>Runs a statement and returns how many rows it changed.</summary>
    public static async Task<int> ExecuteAsync(this SqlDatabase database, string sql, params (string Name, object? Value)[] parameters)
    {
        await using var connection = await database.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.Command(Portable(sql), parameters);
        return await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>A query's only value; 0 for NULL.</summary>
    public static async Task<long> CountAsync(this SqlDatabase database, string sql)
    {
        await using var connection = await database.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.Command(Portable(sql));
        return await command.CountAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Every value of a query's rows as text, a line a row, the same whichever database it comes from.</summary>
    public static async Task<List<string>> RowsAsync(this SqlDatabase database, string sql)
    {
        await using var connection = await database.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.Command(Portable(sql));
        return await command.ReadAsync(row => string.Join('|', Enumerable.Range(0, row.FieldCount).Select(i => Text(row, i))), TestContext.Current.CancellationToken);
    }

    /// <summary>Fails for SQL that SQL Server would not take, in a test that has the database as an argument.</summary>
    /// <returns>The same text.</returns>
    public static string Portable(string sql)
    {
        if (TestContext.Current.Test is not IXunitTest { TestMethodArguments: { } arguments } || !arguments.OfType<DatabaseProvider>().Any())
            return sql;
        // A plain literal is of the database's code page there, and N'…' is unknown to SQLite.
        Assert.True(Ascii.IsValid(sql), $"Signs beyond ASCII belong into parameters: {sql}");
        TransactSql.AssertParses(sql);
        return sql;
    }

    private static string? Text(DbDataReader row, int column) => row.GetValue(column) switch
    {
        DBNull => "",
        bool flag => flag ? "1" : "0",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime date when row.GetDataTypeName(column) == "date" => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        // With its fractions: two times within a second are not the same.
        DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
        var value => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
