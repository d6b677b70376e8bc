using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Normalize.Silver;
using PokedexTop.Testing;

namespace PokedexTop.Normalize.Tests.Pipeline;

/// <summary>deployment/postgresql/grants.sql: each stage with no more rights than it needs.</summary>
public sealed class RolesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ingest_and_Normalize_each_do_their_work_under_a_role_that_writes_its_own_layer_alone()
    {
        var (owner, ingest, normalize) = await DatabaseOfRolesAsync();
        await using var database = new DatabaseOfTwo(SqlDatabase.Create(DatabaseProvider.PostgreSql, ingest), SqlDatabase.Create(DatabaseProvider.PostgreSql, normalize));
        using var folder = new TemporaryFolder();
        using var catalogue = new SampleCatalogue().WithSet("s1", 12);
        await using (var pipeline = await TestPipeline.StartAsync(folder, catalogue.Path, services => services.AddSingleton<SqlDatabase>(database), owner))
        {
            Assert.Equal(SyncStatus.Completed, (await pipeline.SyncAsync()).Status);
            catalogue.Keep("s1", 11);
            await pipeline.SyncAsync();
            Assert.Equal(11, await pipeline.CountAsync("SELECT COUNT(*) FROM silver_tcg_cards WHERE retired_at IS NULL"));
        }

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, await RefusalAsync(normalize, "UPDATE bronze_tcg_cards SET version = 2"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, await RefusalAsync(normalize, "UPDATE silver_card_images SET status = 'missing'"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, await RefusalAsync(ingest, "SELECT 1 FROM silver_tcg_cards"));
        Assert.Null(await RefusalAsync(normalize, "SELECT 1 FROM bronze_tcg_cards"));
    }

    /// <summary>A migrated database with the roles, and a login in each of two.</summary>
    private static async Task<(string Owner, string Ingest, string Normalize)> DatabaseOfRolesAsync()
    {
        var owner = await (await PostgreSqlServer.StartedAsync()).CreateDatabaseAsync(Stop);
        await using var database = SqlDatabase.Create(DatabaseProvider.PostgreSql, owner);
        await new BronzeContextFactory(database).Migrations.ApplyAsync(Stop);
        await new SilverContextFactory(database).Migrations.ApplyAsync(Stop);
        await using var connection = await database.OpenAsync(Stop);
        // Another layer's table, which Normalize must not write.
        await ExecuteAsync(connection, "CREATE TABLE silver_card_images (card_id text, status text)");
        var grants = await File.ReadAllTextAsync(RepositoryRoot.Combine("deployment", "postgresql", "grants.sql"), Stop);
        foreach (var _ in Enumerable.Range(0, 2))
            await ExecuteAsync(connection, grants);
        var names = new[] { "ingest", "normalize" }.Select(stage => (Stage: stage, Login: $"{stage}_{Guid.NewGuid():N}")).ToList();
        foreach (var (stage, login) in names)
            await ExecuteAsync(connection, $"CREATE ROLE {login} LOGIN PASSWORD 'Kanto-151' IN ROLE pokedextop_{stage}");
        string As(string login) => new NpgsqlConnectionStringBuilder(owner) { Username = login, Password = "Kanto-151" }.ConnectionString;
        return (owner, As(names[0].Login), As(names[1].Login));
    }

    private static async Task<string?> RefusalAsync(string connectionString, string sql)
    {
        await using var database = SqlDatabase.Create(DatabaseProvider.PostgreSql, connectionString);
        await using var connection = await database.OpenAsync(Stop);
        try
        {
            await ExecuteAsync(connection, sql);
            return null;
        }
        catch (DbException error)
        {
            return error.SqlState;
        }
    }

    private static async Task ExecuteAsync(DbConnection connection, string sql)
    {
        await using var command = connection.Command(sql);
        await command.ExecuteNonQueryAsync(Stop);
    }

    /// <summary>Bronze is written under one login; everything else happens under the other.</summary>
    private sealed class DatabaseOfTwo(SqlDatabase ingest, SqlDatabase normalize) : SqlDatabase(normalize.ConnectionString)
    {
        public override DatabaseProvider Provider => normalize.Provider;

        public override string Location => normalize.Location;

        public override string SizeInBytes => normalize.SizeInBytes;

        public override Task<DbConnection> OpenAsync(CancellationToken cancellationToken) => normalize.OpenAsync(cancellationToken);

        public override Task<WriteTransaction> BeginWriteAsync(string layer, CancellationToken cancellationToken) =>
            (layer == "bronze" ? ingest : normalize).BeginWriteAsync(layer, cancellationToken);

        public override Task InsertAsync<T>(WriteTransaction write, BulkTable<T> table, IReadOnlyList<T> rows, CancellationToken cancellationToken) =>
            normalize.InsertAsync(write, table, rows, cancellationToken);

        public override Task UpsertAsync<T>(WriteTransaction write, BulkTable<T> table, IReadOnlyList<T> rows, CancellationToken cancellationToken) =>
            normalize.UpsertAsync(write, table, rows, cancellationToken);

        public override string IsOneOf(string column, string parameter) => normalize.IsOneOf(column, parameter);

        public override object TextList(IReadOnlyCollection<string> values) => normalize.TextList(values);

        public override string First(string orderedSelect, int rows) => normalize.First(orderedSelect, rows);

        public override void Configure(DbContextOptionsBuilder options, string migrationsHistoryTable) => normalize.Configure(options, migrationsHistoryTable);

        protected override bool Refuses(DbException error) => false;

        public override async ValueTask DisposeAsync()
        {
            await ingest.DisposeAsync();
            await normalize.DisposeAsync();
            await base.DisposeAsync();
        }
    }
}
