using Microsoft.Data.SqlClient;
using PokedexTop.Testing.Servers;
using Testcontainers.MsSql;

namespace PokedexTop.Testing;

/// <summary>
/// One SQL Server for all tests of a process: the one POKEDEXTOP_TEST_SQLSERVER names (the connection string of a login that may
/// create databases; any server that speaks its protocol will do), else a container.
/// </summary>
public sealed class TdsServer
{
    private const string Image = "mcr.microsoft.com/mssql/server:2022-latest";

    /// <summary>Another session copies the database that new ones are made from; it ends soon.</summary>
    private const int ModelInUse = 1807;

    private static readonly Lazy<Task<TdsServer?>> Shared = new(FindAsync);

    // Each copies the model database, which the server lets only one do at a time.
    private static readonly SemaphoreSlim Creating = new(1, 1);

    private readonly string administration;

    private TdsServer(string origin, string administration) => (Origin, this.administration) = (origin, administration);

    /// <summary>Where the server comes from, for people.</summary>
    public string Origin { get; }

    /// <summary>
    /// The running server. Skips the calling test where there is none, even with POKEDEXTOP_TESTS=all: it is the one server that
    /// a build machine cannot install.
    /// </summary>
    public static async Task<TdsServer> StartedAsync()
    {
        Requirement.Time("a SQL Server");
        if (await Shared.Value is not { } server)
        {
            Assert.Skip("No SQL Server: POKEDEXTOP_TEST_SQLSERVER is not set, and no Docker engine answers.");
            return null!;
        }
        ServerNotice.Say($"SQL Server: {server.Origin}");
        return server;
    }

    /// <summary>Creates an empty database, set up as <c>deployment/sqlserver/create-database.sql</c> does, and returns its connection string.</summary>
    public async Task<string> CreateDatabaseAsync(CancellationToken cancellationToken = default)
    {
        var name = $"pokedextop_test_{Guid.NewGuid():N}";
        await Creating.WaitAsync(cancellationToken);
        try
        {
            await Eventually.ThatAsync(stop => TryExecuteAsync($"CREATE DATABASE {name}", stop), TimeSpan.FromMinutes(1), "the server makes a database", cancellationToken);
        }
        finally
        {
            Creating.Release();
        }
        await TryExecuteAsync($"ALTER DATABASE {name} SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE; ALTER DATABASE {name} SET ALLOW_SNAPSHOT_ISOLATION ON", cancellationToken);
        EndOfTests.Undo(() => DropAtEnd(name));
        return new SqlConnectionStringBuilder(administration) { InitialCatalog = name }.ConnectionString;
    }

    private static async Task<TdsServer?> FindAsync()
    {
        if (Environment.GetEnvironmentVariable("POKEDEXTOP_TEST_SQLSERVER") is { Length: > 0 } configured)
            return new TdsServer("configured by POKEDEXTOP_TEST_SQLSERVER", configured);
        if (!await DockerEngine.AnswersAsync())
            return null;
        // It is up when its own client can log in, which is later than when its port is open.
        var container = new MsSqlBuilder(Image).Build();
        await container.StartAsync();
        return new TdsServer($"container of {Image}", container.GetConnectionString());
    }

    /// <summary>Only a configured server outlives the tests, and only there the databases would stay.</summary>
    private void DropAtEnd(string name)
    {
        if (!Origin.StartsWith("configured", StringComparison.Ordinal))
            return;
        using var connection = new SqlConnection(administration);
        connection.Open();
        using var command = connection.CreateCommand();
        Describe(command, $"ALTER DATABASE {name} SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE {name}");
        command.ExecuteNonQuery();
    }

    /// <returns>False where it is to be tried again.</returns>
    private async Task<bool> TryExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = new SqlConnection(administration);
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        Describe(command, sql);
        try
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
            return true;
        }
        catch (SqlException error) when (error.Number == ModelInUse)
        {
            return false;
        }
    }

#pragma warning disable CA2100 // The names are made here; DDL takes no parameters.
    private static void Describe(SqlCommand command, string sql) => command.CommandText = sql;
#pragma warning restore CA2100
}
