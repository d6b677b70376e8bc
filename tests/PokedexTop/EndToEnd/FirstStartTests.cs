using System.Net;
using Npgsql;
using PokedexTop.Testing;

namespace PokedexTop.Tests.EndToEnd;

/// <summary>A first start while the servers it needs are away: the host comes up, says what it waits for, and goes on when they come.</summary>
public sealed class FirstStartTests
{
    private static readonly TimeSpan s_within = TimeSpan.FromSeconds(120);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task On_a_file_without_the_broker_the_first_sync_is_done_from_the_tables()
    {
        using var copy = new EmbeddedCopy();
        await using var broker = new LatePort();
        copy.Environment["Messaging__Transport"] = "RabbitMq";
        copy.Environment["ConnectionStrings__RabbitMq"] = $"amqp://guest:guest@127.0.0.1:{broker.Port}/";
        copy.Environment["Normalize__ReconcileSeconds"] = "1";
        await using var host = await StageProcess.StartAsync(["--source", "starter", "--urls", "http://127.0.0.1:0"], copy.Environment, copy.FolderPath);
        // Longer than the half minute after which a message that no broker confirms is given up.
        await host.Program.WaitForOutputAsync("Sync completed", s_within, Token);
        Assert.Equal(61, copy.Count("SELECT COUNT(*) FROM silver_tcg_cards"));
        Assert.True(await host.HealthAsync("ready") is (HttpStatusCode.ServiceUnavailable, var body) && body.Contains("The message bus is", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, (await host.HealthAsync("live")).Status);
        await host.StopAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task With_the_database_away_or_both_the_host_waits_and_syncs_when_they_come(bool withoutBroker)
    {
        var (postgreSql, rabbitMq) = (await PostgreSqlServer.StartedAsync(), withoutBroker ? await RabbitMqServer.StartedAsync() : null);
        await using var databasePort = new LatePort();
        await using var brokerPort = new LatePort();
        var database = new NpgsqlConnectionStringBuilder(await postgreSql.CreateDatabaseAsync(Token));
        var (host, port) = (database.Host!, database.Port);
        (database.Host, database.Port) = ("127.0.0.1", databasePort.Port);
        var environment = new Dictionary<string, string?> { ["Database__Provider"] = "PostgreSql", ["ConnectionStrings__Database"] = database.ConnectionString, ["Normalize__ReconcileSeconds"] = "1" };
        var broker = rabbitMq is null ? null : await rabbitMq.CreateVirtualHostAsync(Token);
        if (broker is not null)
        {
            environment["Messaging__Transport"] = "RabbitMq";
            environment["ConnectionStrings__RabbitMq"] = new UriBuilder(broker) { Host = "127.0.0.1", Port = brokerPort.Port }.Uri.AbsoluteUri;
        }
        await using var all = await StageProcess.StartAsync(["--source", "starter", "--urls", "http://127.0.0.1:0"], environment);
        await Eventually.ThatAsync(async _ => await all.HealthAsync("ready") is (HttpStatusCode.ServiceUnavailable, var body) && body.Contains("cannot be used", StringComparison.Ordinal)
            && body.Contains("The message bus is", StringComparison.Ordinal) == withoutBroker, s_within, "readiness tells what is away", Token);
        databasePort.Open(host, port);
        if (broker is not null)
        {
            await DoneAsync(["migrate"], environment);
            brokerPort.Open(broker.Host, broker.Port);
            await all.ReadyAsync();
            await DoneAsync(["sync", "--source", "starter"], environment);
        }
        else
        {
            await all.Program.WaitForOutputAsync("Sync completed", s_within, Token);
        }
        await all.StopAsync();
    }

    private static async Task DoneAsync(string[] arguments, Dictionary<string, string?> environment)
    {
        var result = await ProgramRunner.RunAsync(arguments, environment, cancellationToken: Token);
        Assert.True(result.ExitCode == 0, result.ToString());
    }
}
