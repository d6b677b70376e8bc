using Microsoft.EntityFrameworkCore;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Normalize.Silver;
using PokedexTop.Testing;

namespace PokedexTop.Normalize.Tests.Silver;

public sealed class MigrationsTests
{
    private static readonly string[] s_tables =
    [
        "silver_card_finishes", "silver_card_identities", "silver_card_prices", "silver_card_texts", "silver_changes", "silver_pokemon_master", "silver_price_marks", "silver_quality_issues",
        "silver_rarities", "silver_rejects", "silver_schema_drift", "silver_set_identities", "silver_tcg_card_pokemon", "silver_tcg_cards", "silver_tcg_sets",
    ];

    [Theory]
    [InlineData(DatabaseProvider.Sqlite, "Data Source=:memory:")]
    [InlineData(DatabaseProvider.PostgreSql, "Host=localhost")]
    [InlineData(DatabaseProvider.SqlServer, "Server=localhost")]
    public void The_migrations_make_what_the_model_says(DatabaseProvider provider, string connectionString)
    {
        using var context = new SilverContextFactory(SqlDatabase.Create(provider, connectionString)).Create();
        Assert.False(context.Database.HasPendingModelChanges());
    }

    [Fact]
    public void Amounts_are_numbers_in_a_SQLite_file()
    {
        using var context = new SilverContextFactory(SqlDatabase.Create(DatabaseProvider.Sqlite, "Data Source=:memory:")).Create();
        var amounts = context.Model.GetEntityTypes().SelectMany(e => e.GetProperties()).Where(p => (Nullable.GetUnderlyingType(p.ClrType) ?? p.ClrType) == typeof(decimal)).ToList();
        Assert.NotEmpty(amounts);
        Assert.All(amounts, amount => Assert.Equal("REAL", amount.GetColumnType()));
    }

    [Theory]
    [EveryDatabase]
    public async Task An_empty_database_gets_every_table(DatabaseProvider provider) =>
        Assert.Equal(s_tables, await EmptyDatabase.MigratedAsync(provider, "silver", database => new SilverContextFactory(database).Migrations));
}
