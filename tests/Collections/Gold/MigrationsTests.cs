using Microsoft.EntityFrameworkCore;
using PokedexTop.Collections.Gold;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Testing;

namespace PokedexTop.Collections.Tests.Gold;

public sealed class MigrationsTests
{
    [Theory]
    [InlineData(DatabaseProvider.Sqlite, "Data Source=:memory:")]
    [InlineData(DatabaseProvider.PostgreSql, "Host=localhost")]
    [InlineData(DatabaseProvider.SqlServer, "Server=localhost")]
    public void The_migrations_make_what_the_model_says(DatabaseProvider provider, string connectionString)
    {
        var factory = new GoldContextFactory(SqlDatabase.Create(provider, connectionString));
        using var context = factory.Create();
        Assert.False(context.Database.HasPendingModelChanges());
        Assert.Equal(LayerMigrations.InAssembly(context.GetType()), factory.Migrations.Known);
        Assert.NotEmpty(factory.Migrations.Known);
    }

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    public async Task An_empty_database_gets_every_table(DatabaseProvider provider)
    {
        var stop = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        await using var database = provider == DatabaseProvider.Sqlite
            ? SqlDatabase.Create(provider, $"Data Source={folder.Combine("gold.db")};Pooling=false")
            : SqlDatabase.Create(provider, await (await PostgreSqlServer.StartedAsync()).CreateDatabaseAsync(stop));
        var migrations = new GoldContextFactory(database).Migrations;
        Assert.Equal(migrations.Known, await migrations.PendingAsync(stop));
        await migrations.ApplyAsync(stop);
        Assert.Empty(await migrations.PendingAsync(stop));
        await migrations.ApplyAsync(stop);

        await using var connection = await database.OpenAsync(stop);
        await using var tables = connection.Command(provider == DatabaseProvider.Sqlite
            ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'gold%'"
            : "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE '\\_%'");
        Assert.Equal(["gold_api_tokens", "gold_audit_log", "gold_import_rows", "gold_imports", "gold_pokemon_generations", "gold_session_keys", "gold_user_collections", "gold_users"], (await tables.ReadAsync(row => row.GetString(0), stop)).Order(StringComparer.Ordinal));
    }
}
