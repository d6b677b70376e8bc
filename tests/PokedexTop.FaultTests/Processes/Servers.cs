using System.Globalization;
using Microsoft.Data.SqlClient;
using Npgsql;
using PokedexTop.Configuration;
using PokedexTop.Testing;

namespace PokedexTop.FaultTests.Processes;

/// <summary>The broker and the database of the suite's own, which runs may stop; and a database with tables to copy.</summary>
internal sealed class Servers
{
    private static readonly Lazy<Task<Servers>> s_shared = new(StartAsync);

    private Servers(PostgreSqlServer postgreSql, RabbitMqServer rabbitMq, string template) => (PostgreSql, RabbitMq, Template) = (postgreSql, rabbitMq, template);

    public PostgreSqlServer PostgreSql { get; }

    public RabbitMqServer RabbitMq { get; }

    /// <summary>The name of a database that <c>migrate</c> made and nobody uses.</summary>
    private string Template { get; }

    public static Task<Servers> StartedAsync() => s_shared.Value;

    public Task<string> CreateDatabaseAsync(CancellationToken cancellationToken) => PostgreSql.CreateDatabaseAsync(Template, cancellationToken);

    /// <summary>A database with tables, on the suite's own PostgreSQL or on whichever SQL Server there is.</summary>
    public async Task<TestDatabase> CreateDatabaseAsync(DatabaseProvider server, CancellationToken cancellationToken)
    {
        if (server == DatabaseProvider.PostgreSql)
            return new TestDatabase(server, await CreateDatabaseAsync(cancellationToken));
        var database = new TestDatabase(server, await (await TdsServer.StartedAsync()).CreateDatabaseAsync(cancellationToken));
        await MigrateAsync(database);
        return database;
    }

    /// <summary>Something between a database and those who use it, and how they reach the database through it.</summary>
    public static (TcpProxy Proxy, string ConnectionString) Between(TestDatabase database)
    {
        if (database.Provider == DatabaseProvider.PostgreSql)
        {
            var parts = new NpgsqlConnectionStringBuilder(database.ConnectionString);
            var proxy = new TcpProxy(parts.Host!, parts.Port);
            parts.Port = proxy.Port;
            return (proxy, parts.ConnectionString);
        }
        else
        {
            var parts = new SqlConnectionStringBuilder(database.ConnectionString);
            var address = parts.DataSource.Replace("tcp:", "", StringComparison.OrdinalIgnoreCase).Split(',');
            var proxy = new TcpProxy(address[0], address.Length > 1 ? int.Parse(address[1], CultureInfo.InvariantCulture) : 1433);
            parts.DataSource = $"127.0.0.1,{proxy.Port.ToString(CultureInfo.InvariantCulture)}";
            return (proxy, parts.ConnectionString);
        }
    }

    private static async Task<Servers> StartAsync()
    {
        var (postgreSql, rabbitMq) = (await PostgreSqlServer.OwnAsync(), await RabbitMqServer.OwnAsync());
        var template = await postgreSql.CreateDatabaseAsync();
        await MigrateAsync(new TestDatabase(DatabaseProvider.PostgreSql, template));
        return new Servers(postgreSql, rabbitMq, new NpgsqlConnectionStringBuilder(template).Database!);
    }

    private static async Task MigrateAsync(TestDatabase database)
    {
        var migrated = await ProgramRunner.RunAsync(["migrate"], database.Environment);
        Assert.True(migrated.ExitCode == 0, migrated.ToString());
    }
}
