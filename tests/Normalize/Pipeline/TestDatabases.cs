using DotNet.Testcontainers.Builders;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Testing;
using PokedexTop.Testing.Servers;

namespace PokedexTop.Normalize.Tests.Pipeline;

/// <summary>
/// A database of its own for a test, on whichever server it asks for. SQL Server is the one POKEDEXTOP_TEST_SQLSERVER names (the
/// connection string of a login that may create databases; any server that speaks its protocol will do), else a container. Where there
/// is neither, the test is skipped even with POKEDEXTOP_TESTS=all: that is the one server a build machine cannot install.
/// </summary>
internal static class TestDatabases
{
    private static readonly Lazy<Task<string?>> s_sqlServer = new(FindSqlServerAsync);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <returns>Its connection string; null for SQLite, whose file is the pipeline's own.</returns>
    public static async Task<string?> CreateAsync(DatabaseProvider provider) => provider switch
    {
        DatabaseProvider.PostgreSql => await (await PostgreSqlServer.StartedAsync()).CreateDatabaseAsync(Stop),
        DatabaseProvider.SqlServer => await CreateOnSqlServerAsync(),
        _ => null,
    };

    private static async Task<string> CreateOnSqlServerAsync()
    {
        Requirement.Time("a SQL Server");
        if (await s_sqlServer.Value is not { } server)
        {
            Assert.Skip("No SQL Server: POKEDEXTOP_TEST_SQLSERVER is not set, and no Docker engine answers.");
            return "";
        }
        var name = $"pokedextop_test_{Guid.NewGuid():N}";
        await ExecuteAsync(server, $"CREATE DATABASE {name}");
        await ExecuteAsync(server, $"ALTER DATABASE {name} SET READ_COMMITTED_SNAPSHOT ON");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => ExecuteAsync(server, $"ALTER DATABASE {name} SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE {name}").GetAwaiter().GetResult();
        return $"{server};Initial Catalog={name}";
    }

    private static async Task<string?> FindSqlServerAsync()
    {
        if (Environment.GetEnvironmentVariable("POKEDEXTOP_TEST_SQLSERVER") is { Length: > 0 } configured)
            return configured;
        if (!await DockerEngine.AnswersAsync())
            return null;
        const string Password = "Kanto-151-Johto-251";
        var container = new ContainerBuilder("mcr.microsoft.com/mssql/server:2022-latest")
            .WithEnvironment("ACCEPT_EULA", "Y").WithEnvironment("MSSQL_SA_PASSWORD", Password).WithPortBinding(1433, assignRandomHostPort: true)
            .WithWaitStrategy(Wait.ForUnixContainer().UntilMessageIsLogged("Recovery is complete")).Build();
        await container.StartAsync();
        return $"Server={container.Hostname},{container.GetMappedPublicPort(1433)};User ID=sa;Password={Password};TrustServerCertificate=true";
    }

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var database = SqlDatabase.Create(DatabaseProvider.SqlServer, connectionString);
        await using var connection = await database.OpenAsync(CancellationToken.None);
        await using var command = connection.Command(sql);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }
}
