using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Testing;

namespace PokedexTop.Ingest.Tests.Bronze;

public sealed class MigrationsTests
{
    private static readonly string[] s_tables =
    [
        "bronze_api_calls", "bronze_pokemon_species", "bronze_rejects", "bronze_set_fetches", "bronze_sync_runs", "bronze_tcg_cards", "bronze_tcg_prices",
        "bronze_tcg_sets",
    ];

    [Theory]
    [InlineData(DatabaseProvider.Sqlite, "Data Source=:memory:")]
    [InlineData(DatabaseProvider.PostgreSql, "Host=localhost")]
    [InlineData(DatabaseProvider.SqlServer, "Server=localhost")]
    public void The_migrations_make_what_the_model_says(DatabaseProvider provider, string connectionString)
    {
        using var context = new BronzeContextFactory(SqlDatabase.Create(provider, connectionString)).Create();
        Assert.False(context.Database.HasPendingModelChanges());
    }

    [Theory]
    [EveryDatabase]
    public async Task An_empty_database_gets_every_table(DatabaseProvider provider) =>
        Assert.Equal(s_tables, await EmptyDatabase.MigratedAsync(provider, "bronze", database => new BronzeContextFactory(database).Migrations));

    [Fact]
    public void The_scripts_for_sql_server_parse()
    {
        using var context = new BronzeContextFactory(SqlDatabase.Create(DatabaseProvider.SqlServer, "Server=none")).Create();
        TransactSql.AssertParses(context.Database.GenerateCreateScript());
        TransactSql.AssertParses(context.GetService<IMigrator>().GenerateScript());
        TransactSql.AssertParses(context.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent));
    }
}
