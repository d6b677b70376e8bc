using Npgsql;
using PokedexTop.Testing.Servers;
using Testcontainers.PostgreSql;

namespace PokedexTop.Testing;

/// <summary>
/// One PostgreSQL server for all tests of a process: the one POKEDEXTOP_TEST_POSTGRESQL names (the connection string of a
/// role that may create databases), else a container, else an own instance of the programs installed on the machine.
/// </summary>
public sealed class PostgreSqlServer
{
    private static readonly Lazy<Task<PostgreSqlServer?>> Shared = new(FindAsync);

    private readonly string administration;
    private LocalPostgreSql? own;

    private PostgreSqlServer(string origin, string administration) => (Origin, this.administration) = (origin, administration);

    /// <summary>Where the server comes from, for people.</summary>
    public string Origin { get; }

    /// <summary>The running server. Skips the calling test where there is none (fails it with POKEDEXTOP_TESTS=all).</summary>
    public static async Task<PostgreSqlServer> StartedAsync()
    {
        Requirement.Time("a PostgreSQL server");
        var server = await Shared.Value;
        if (server is null)
            Requirement.Missing("No PostgreSQL: POKEDEXTOP_TEST_POSTGRESQL is not set, no Docker engine answers, and postgresql is not installed below /usr/lib/postgresql.");
        ServerNotice.Say($"PostgreSQL: {server!.Origin}");
        return server;
    }

    /// <summary>A server of the caller's own, which it may stop. Skips the calling test where PostgreSQL is not installed.</summary>
    /// <param name="durable">Whether it waits for the disk at each commit, as PostgreSQL does by default.</param>
    public static async Task<PostgreSqlServer> OwnAsync(bool durable = false)
    {
        Requirement.Time("a PostgreSQL server");
        var local = await LocalPostgreSql.StartAsync(durable);
        if (local is null)
            Requirement.Missing("This test stops its PostgreSQL, so it needs one of its own: postgresql is not installed below /usr/lib/postgresql.");
        ServerNotice.Say($"PostgreSQL: {local!.Origin}");
        return new PostgreSqlServer(local.Origin, local.ConnectionString) { own = local };
    }

    /// <summary>Its port on 127.0.0.1, where it is an own one.</summary>
    public int Port => new NpgsqlConnectionStringBuilder(administration).Port;

    /// <summary>Stops an own server and starts it again; every connection is cut.</summary>
    public async Task RestartAsync()
    {
        await own!.StopAsync();
        await own.StartAgainAsync();
    }

    /// <summary>Has every process of an own server hang: connections stay, and nobody answers on them.</summary>
    public Task HangAsync() => own!.SignalAsync("STOP");

    /// <summary>Ends <see cref="HangAsync"/>.</summary>
    public Task GoOnAsync() => own!.SignalAsync("CONT");

    /// <summary>Creates an empty database and returns its connection string.</summary>
    public Task<string> CreateDatabaseAsync(CancellationToken cancellationToken = default) => CreateDatabaseAsync(null, cancellationToken);

    /// <summary>Creates a copy of a database that nobody uses at the moment; null for an empty one.</summary>
    public async Task<string> CreateDatabaseAsync(string? template, CancellationToken cancellationToken)
    {
        var name = $"pokedextop_test_{Guid.NewGuid():N}";
        await ExecuteAsync($"CREATE DATABASE {name}{(template is null ? "" : $" TEMPLATE {template}")}", cancellationToken);
        EndOfTests.Undo(() => DropAtEnd(name));
        // Every database has pools of its own. Those of tests that have ended would keep connections for minutes, until the server has none left.
        return new NpgsqlConnectionStringBuilder(administration) { Database = name, ConnectionIdleLifetime = 5, ConnectionPruningInterval = 2 }.ConnectionString;
    }

    /// <summary>Drops a database made here; whoever is still connected is cut off.</summary>
    public Task DropDatabaseAsync(string connectionString, CancellationToken cancellationToken = default) =>
        ExecuteAsync($"DROP DATABASE {new NpgsqlConnectionStringBuilder(connectionString).Database} WITH (FORCE)", cancellationToken);

    private static async Task<PostgreSqlServer?> FindAsync()
    {
        if (Environment.GetEnvironmentVariable("POKEDEXTOP_TEST_POSTGRESQL") is { Length: > 0 } configured)
            return new PostgreSqlServer("configured by POKEDEXTOP_TEST_POSTGRESQL", configured);
        if (await DockerEngine.AnswersAsync())
        {
            var container = new PostgreSqlBuilder("postgres:15-alpine").WithCommand("-c", "max_connections=1000").Build();
            await container.StartAsync();
            return new PostgreSqlServer("container of postgres:15-alpine", container.GetConnectionString());
        }

        return await LocalPostgreSql.StartAsync() is { } local ? new PostgreSqlServer(local.Origin, local.ConnectionString) { own = local } : null;
    }

    /// <summary>Only a configured server outlives the tests, and only there the databases would stay.</summary>
    private void DropAtEnd(string name)
    {
        if (!Origin.StartsWith("configured", StringComparison.Ordinal))
            return;
        using var connection = new NpgsqlConnection(administration);
        connection.Open();
        using var command = connection.CreateCommand();
        Describe(command, $"DROP DATABASE IF EXISTS {name} WITH (FORCE)");
        command.ExecuteNonQuery();
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        // No pool: a server that was restarted would have its old connections in it.
        await using var connection = new NpgsqlConnection(administration + ";Pooling=false");
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        Describe(command, sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

#pragma warning disable CA2100 // The names are made here; DDL takes no parameters.
    private static void Describe(NpgsqlCommand command, string sql) => command.CommandText = sql;
#pragma warning restore CA2100
}
