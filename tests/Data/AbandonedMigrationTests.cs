using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Testing;

namespace PokedexTop.Data.Tests;

/// <summary>A process that dies while it upgrades a SQLite file leaves EF's lock behind, which nobody would ever take away.</summary>
public sealed class AbandonedMigrationTests
{
    private const string First = "20260101000000_First";
    private const string History = "history";

    [Fact]
    public async Task An_upgrade_that_died_half_way_is_finished_by_the_next_start()
    {
        var stop = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        await using var database = SqlDatabase.Create(DatabaseProvider.Sqlite, $"Data Source={folder.Combine("pokedextop.db")};Pooling=false");
        await using (var older = new TwoStepContext(database))
            await older.Database.MigrateAsync(First, stop);
        await using (var connection = await database.OpenAsync(stop))
        await using (var locked = connection.Command("INSERT INTO __EFMigrationsLock (Id, Timestamp) VALUES (1, '2026-01-01 00:00:00')"))
            await locked.ExecuteNonQueryAsync(stop);
        var migrations = new LayerMigrations(database, "bronze", typeof(TwoStepContext), History, () => new TwoStepContext(database));
        Assert.Equal("20260102000000_Second", Assert.Single(await migrations.PendingAsync(stop)));

        await migrations.ApplyAsync(stop).WaitAsync(TimeSpan.FromSeconds(30), stop);

        Assert.Empty(await migrations.PendingAsync(stop));
        await using var after = await database.OpenAsync(stop);
        await using var second = after.Command("SELECT COUNT(*) FROM second");
        Assert.Equal(0L, await second.ExecuteScalarAsync(stop));
    }

    private sealed class TwoStepContext(SqlDatabase database) : DbContext
    {
        protected override void OnConfiguring(DbContextOptionsBuilder options) => database.Configure(options, History);
    }

    [DbContext(typeof(TwoStepContext))]
    [Migration(First)]
    private sealed class FirstStep : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("CREATE TABLE first (id INTEGER PRIMARY KEY)");
    }

    [DbContext(typeof(TwoStepContext))]
    [Migration("20260102000000_Second")]
    private sealed class SecondStep : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("CREATE TABLE second (id INTEGER PRIMARY KEY)");
    }
}
