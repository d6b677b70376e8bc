using Microsoft.EntityFrameworkCore;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Images.Rows;
using PokedexTop.Testing;

namespace PokedexTop.Images.Tests.Rows;

public sealed class MigrationsTests
{
    [Theory]
    [InlineData(DatabaseProvider.Sqlite, "Data Source=:memory:")]
    [InlineData(DatabaseProvider.PostgreSql, "Host=localhost")]
    [InlineData(DatabaseProvider.SqlServer, "Server=localhost")]
    public void The_migrations_make_what_the_model_says_and_are_those_listed(DatabaseProvider provider, string connectionString)
    {
        var factory = new ImagesContextFactory(SqlDatabase.Create(provider, connectionString));
        using var context = factory.Create();
        Assert.False(context.Database.HasPendingModelChanges());
        Assert.Equal(LayerMigrations.InAssembly(context.GetType()), factory.Migrations.Known);
        Assert.NotEmpty(factory.Migrations.Known);
    }

    [Theory]
    [EveryDatabase]
    public async Task An_empty_database_gets_every_table(DatabaseProvider provider) =>
        Assert.Equal(["silver_card_images", "silver_image_issues", "silver_set_images"], await EmptyDatabase.MigratedAsync(provider, "silver", database => new ImagesContextFactory(database).Migrations));
}
