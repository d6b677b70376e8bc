using PokedexTop.Configuration;
using PokedexTop.Data;

namespace PokedexTop.Testing;

/// <summary>A layer's migrations, on a database where nothing is yet.</summary>
public static class EmptyDatabase
{
    /// <summary>Applies them, twice, and asks what is pending before and after.</summary>
    /// <param name="provider">Which database.</param>
    /// <param name="prefix">What the names of the layer's tables begin with.</param>
    /// <param name="migrationsOf">The layer's migrations over a database.</param>
    /// <returns>The names of the tables that are there then, in order.</returns>
    public static async Task<IReadOnlyList<string>> MigratedAsync(DatabaseProvider provider, string prefix, Func<SqlDatabase, LayerMigrations> migrationsOf)
    {
        var stop = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        await using var database = (await TestDatabase.CreateAsync(provider, folder)).Open();
        var migrations = migrationsOf(database);
        Assert.Equal(migrations.Known, await migrations.PendingAsync(stop));
        await migrations.ApplyAsync(stop);
        Assert.Empty(await migrations.PendingAsync(stop));
        await migrations.ApplyAsync(stop);

        await using var connection = await database.OpenAsync(stop);
        await using var tables = connection.Command(provider == DatabaseProvider.Sqlite
            ? $"SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE '{prefix}%'"
            : $"SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA IN ('public', 'dbo') AND TABLE_NAME LIKE '{prefix}%'");
        return [.. (await tables.ReadAsync(row => row.GetString(0), stop)).Order(StringComparer.Ordinal)];
    }
}
