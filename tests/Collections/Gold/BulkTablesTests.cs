using PokedexTop.Collections.Gold;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Data.Tests;

namespace PokedexTop.Collections.Tests.Gold;

public sealed class BulkTablesTests
{
    private static readonly TableDescriptions s_tables = new(typeof(GoldTables));

    [Theory]
    [InlineData(DatabaseProvider.Sqlite, "Data Source=:memory:")]
    [InlineData(DatabaseProvider.PostgreSql, "Host=localhost")]
    [InlineData(DatabaseProvider.SqlServer, "Server=localhost")]
    public void Tables_are_described_as_the_model_has_them(DatabaseProvider provider, string connectionString)
    {
        using var context = new GoldContextFactory(SqlDatabase.Create(provider, connectionString)).Create();
        Assert.Empty(s_tables.DifferencesFrom(context));
    }

    [Fact]
    public void Rows_are_read_back_as_they_are_written() => Assert.Empty(s_tables.DifferencesFromRead([]));
}
