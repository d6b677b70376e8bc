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
    [EveryDatabase]
    public async Task An_empty_database_gets_every_table(DatabaseProvider provider) =>
        Assert.Equal(["gold_api_tokens", "gold_audit_log", "gold_import_rows", "gold_imports", "gold_pokemon_generations", "gold_session_keys", "gold_user_collections", "gold_users"], await EmptyDatabase.MigratedAsync(provider, "gold", database => new GoldContextFactory(database).Migrations));
}
