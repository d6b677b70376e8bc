using Npgsql;
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

    private static async Task<Servers> StartAsync()
    {
        var (postgreSql, rabbitMq) = (await PostgreSqlServer.OwnAsync(), await RabbitMqServer.OwnAsync());
        var template = await postgreSql.CreateDatabaseAsync();
        var environment = new Dictionary<string, string?> { ["Database__Provider"] = "PostgreSql", ["ConnectionStrings__Database"] = template };
        var migrated = await ProgramRunner.RunAsync(["migrate"], environment);
        Assert.True(migrated.ExitCode == 0, migrated.ToString());
        return new Servers(postgreSql, rabbitMq, new NpgsqlConnectionStringBuilder(template).Database!);
    }
}
