using Microsoft.EntityFrameworkCore;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Normalize.Silver;

namespace PokedexTop.Normalize.Tests.Silver;

public sealed class BulkTablesTests
{
    [Theory]
    [InlineData(DatabaseProvider.Sqlite, "Data Source=:memory:")]
    [InlineData(DatabaseProvider.PostgreSql, "Host=localhost")]
    [InlineData(DatabaseProvider.SqlServer, "Server=localhost")]
    public void Bulk_columns_are_those_of_the_model(DatabaseProvider provider, string connectionString)
    {
        using var context = new SilverContextFactory(SqlDatabase.Create(provider, connectionString)).Create();
        var tables = context.Model.GetRelationalModel().Tables.ToDictionary(t => t.Name);
        foreach (var field in typeof(SilverTables).GetFields())
        {
            dynamic bulk = field.GetValue(null)!;
            string name = bulk.Name;
            var columns = new List<string>();
            foreach (var column in bulk.Columns)
                columns.Add((string)column.Name);
            Assert.Equal(tables[name].Columns.Select(c => c.Name).Order(), columns.Order());
        }
    }
}
