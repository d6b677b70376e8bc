using Microsoft.Data.Sqlite;
using PokedexTop.Configuration;

namespace PokedexTop.Data.Tests;

/// <summary>Columns of SQLite are read past its client; what they say is what the client says.</summary>
public sealed class SqliteColumnTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pokedextop-columns-").FullName;

    [Theory]
    [InlineData("'Pikachu'")]
    [InlineData("'Pokémon ☆'")]
    [InlineData("''")]
    [InlineData("NULL")]
    [InlineData("25")]
    [InlineData("2.5")]
    [InlineData("x'414243'")]
    public async Task A_text_is_what_the_client_reads(string literal) =>
        Assert.Equal(await OneAsync(literal, row => row.IsDBNull(0) ? null : row.GetString(0)), await OneAsync(literal, row => row.TextOrNull(0)));

    [Theory]
    [InlineData("25")]
    [InlineData("-9223372036854775808")]
    [InlineData("NULL")]
    [InlineData("'25'")]
    [InlineData("2.5")]
    [InlineData("'none'")]
    public async Task A_number_is_what_the_client_reads(string literal) =>
        Assert.Equal(await OneAsync(literal, row => row.IsDBNull(0) ? (long?)null : row.GetInt64(0)), await OneAsync(literal, row => row.LongOrNull(0)));

    [Fact]
    public async Task A_number_that_does_not_fit_is_refused()
    {
        Assert.Equal(int.MaxValue, await OneAsync("2147483647", row => row.IntOrNull(0)));
        Assert.Null(await OneAsync("NULL", row => row.IntOrNull(0)));
        await Assert.ThrowsAsync<OverflowException>(() => OneAsync("2147483648", row => row.IntOrNull(0)));
    }

    [Theory]
    [InlineData("'{\"id\":\"é\"}'", "7B226964223A22C3A9227D")]
    [InlineData("''", "")]
    public async Task A_payload_is_its_bytes(string literal, string bytes) =>
        Assert.Equal(bytes, await OneAsync(literal, row => Convert.ToHexString(row.Utf8(0).Span)));

    [Fact]
    public async Task A_text_that_may_not_be_null_is_refused_where_it_is() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => OneAsync("NULL", row => row.Text(0)));

    private async Task<T> OneAsync<T>(string literal, Func<System.Data.Common.DbDataReader, T> read)
    {
        await using var database = SqlDatabase.Create(DatabaseProvider.Sqlite, $"Data Source={Path.Combine(_folder, "columns.db")}");
        await using var connection = await database.OpenAsync(TestContext.Current.CancellationToken);
        await using var select = connection.Command("SELECT " + literal);
        return Assert.Single(await select.ReadAsync(read, TestContext.Current.CancellationToken));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }
}
