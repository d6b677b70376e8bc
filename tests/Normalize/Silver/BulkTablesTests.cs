using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Data.Tests;
using PokedexTop.Normalize.Silver;

namespace PokedexTop.Normalize.Tests.Silver;

public sealed class BulkTablesTests
{
    private static readonly TableDescriptions s_tables = new(typeof(SilverTables));

    [Theory]
    [InlineData(DatabaseProvider.Sqlite, "Data Source=:memory:")]
    [InlineData(DatabaseProvider.PostgreSql, "Host=localhost")]
    [InlineData(DatabaseProvider.SqlServer, "Server=localhost")]
    public void Tables_are_described_as_the_model_has_them(DatabaseProvider provider, string connectionString)
    {
        using var context = new SilverContextFactory(SqlDatabase.Create(provider, connectionString)).Create();
        Assert.Empty(s_tables.DifferencesFrom(context));
    }

    [Fact]
    public void Rows_are_read_back_as_they_are_written() => Assert.Empty(s_tables.DifferencesFromRead(new()
    {
        ["subtypes"] = """["Stage 2"]""",
        ["types"] = """["Fire"]""",
        ["evolves_to"] = """["Mega"]""",
        ["rules"] = """["A rule"]""",
        ["abilities"] = """[{"name":"Energy Burn","text":"As often as you like","type":"Pokémon Power"}]""",
        ["attacks"] = """[{"name":"Fire Spin","cost":["Fire"],"convertedEnergyCost":1,"damage":"100","text":"Discard 2"}]""",
        ["weaknesses"] = """[{"type":"Water","value":"×2"}]""",
        ["resistances"] = """[{"type":"Fighting","value":"-30"}]""",
        ["retreat_cost"] = """["Colorless"]""",
        ["ancient_trait"] = """{"name":"θ Stop","text":"Prevent"}""",
        ["legalities"] = """{"unlimited":"Legal","expanded":"Banned"}""",
        ["stamps"] = """["staff"]""",
        // Prices are read for those who ask what a card costs, who need no more of them.
    }, "extra", "bronze_id"));
}
