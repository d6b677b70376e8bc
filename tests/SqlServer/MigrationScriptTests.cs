using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.SqlServer.Tests.Reading;
using PokedexTop.Testing;

namespace PokedexTop.SqlServer.Tests;

/// <summary>The scripts for administrators who let no program make tables.</summary>
public sealed partial class MigrationScriptTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseProvider.SqlServer, "sqlserver", "Server=none")]
    [InlineData(DatabaseProvider.PostgreSql, "postgresql", "Host=none")]
    public async Task The_scripts_that_are_checked_in_are_those_of_the_migrations(DatabaseProvider provider, string folder, string connectionString)
    {
        await using var database = SqlDatabase.Create(provider, connectionString);
        var tables = new SqlCatalog();
        foreach (var (layer, create) in MigrationScripts.Layers(database))
        {
            var (file, script) = (RepositoryRoot.Combine("deployment", folder, "tables", layer + ".sql"), MigrationScripts.Idempotent(create));
            if (Environment.GetEnvironmentVariable("POKEDEXTOP_APPROVE") == "1")
                await File.WriteAllTextAsync(file, script, Stop);
            Assert.True(script == await File.ReadAllTextAsync(file, Stop), $"{file} is not what the migrations do: run 'make scripts'.");
            if (provider != DatabaseProvider.SqlServer)
                continue;
            TransactSql.AssertParses(script);
            tables.Apply(script);
        }
        if (provider == DatabaseProvider.SqlServer)
            Assert.Equal(MigrationScripts.Catalog().Lines, tables.Lines);
    }

    [Fact]
    public void The_grants_for_SQL_Server_are_what_it_reads() =>
        TransactSql.AssertParses(File.ReadAllText(RepositoryRoot.Combine("deployment", "sqlserver", "grants.sql")));

    [Fact]
    public void Every_text_of_ours_has_the_one_collation_but_for_what_is_never_compared()
    {
        // EF gives JSON columns no collation; history tables and Quartz' own are compared with parameters and with each other alone.
        var json = new[] { "abilities", "attacks", "weaknesses", "resistances", "ancient_trait", "legalities" };
        var others = MigrationScripts.Catalog().Texts.Where(t => t.Type.Collation != SqlServerStatements.Collation)
            .Select(t => t.Column).Where(c => !c.StartsWith("__ef_", StringComparison.Ordinal) && !c.StartsWith("schedule_", StringComparison.Ordinal) && !json.Contains(c.Split('.')[1]));
        Assert.Empty(others);
    }

    [Fact]
    public void The_scripts_for_SQL_Server_leave_what_the_models_say()
    {
        var model = new SqlCatalog();
        foreach (var (_, create) in MigrationScripts.Layers(SqlDatabase.Create(DatabaseProvider.SqlServer, "Server=none")))
        {
            using var context = create();
            model.Apply(context.Database.GenerateCreateScript());
        }
        var migrated = MigrationScripts.Catalog().Lines.Where(l => model.Columns(l.Split('.')[0]) is not null).ToList();
        Assert.NotEmpty(migrated);
        Assert.Equal(model.Lines, migrated);
    }

    /// <summary>As an administrator runs them: over an empty database, over one of each earlier version with rows in it, and again.</summary>
    [Theory]
    [EveryDatabase(0, OnServers = true)]
    [EveryDatabase(1, OnServers = true)]
    [EveryDatabase(2, OnServers = true)]
    public async Task The_scripts_bring_a_server_up_to_date_from_wherever_it_is(int migrationsBefore, DatabaseProvider provider)
    {
        using var folder = new TemporaryFolder();
        await using var database = (await TestDatabase.CreateAsync(provider, folder)).Open();
        var layers = MigrationScripts.Layers(database);
        foreach (var (_, create) in layers)
        {
            await using var context = create();
            if (context.Database.GetMigrations().Take(migrationsBefore).LastOrDefault() is { } earlier)
                await context.GetService<Microsoft.EntityFrameworkCore.Migrations.IMigrator>().MigrateAsync(earlier, Stop);
        }
        if (migrationsBefore > 0)
            await database.ExecuteAsync("INSERT INTO silver_pokemon_master (pokedex_number, name, generation, source) VALUES (25, 'Pikachu', 1, 'built-in'); INSERT INTO bronze_rejects (id, sync_id, api_call_id, position, payload, reason, received_at) VALUES (1, 's', 1, 0, '{}', 'why', '2026-11-01')");
        await using var connection = await database.OpenAsync(Stop);
        for (var time = 0; time < 2; time++)
            foreach (var (layer, _) in layers)
                await RunAsync(await File.ReadAllTextAsync(RepositoryRoot.Combine("deployment", provider == DatabaseProvider.SqlServer ? "sqlserver" : "postgresql", "tables", layer + ".sql"), Stop));

        foreach (var (_, create) in layers)
        {
            await using var context = create();
            Assert.Empty(await context.Database.GetPendingMigrationsAsync(Stop));
        }
        Assert.Equal(migrationsBefore > 0 ? 2 : 0, await database.CountAsync("SELECT (SELECT COUNT(*) FROM silver_pokemon_master) + (SELECT COUNT(*) FROM bronze_rejects)"));

        // GO is a word of SQL Server's clients, and PostgreSQL's scripts have no such line.
        async Task RunAsync(string script)
        {
            foreach (var batch in Go().Split(script).Where(batch => !string.IsNullOrWhiteSpace(batch)))
            {
                await using var command = connection.Command(batch);
                await command.ExecuteNonQueryAsync(Stop);
            }
        }
    }

    [GeneratedRegex(@"^GO\s*$", RegexOptions.Multiline)]
    private static partial Regex Go();
}
