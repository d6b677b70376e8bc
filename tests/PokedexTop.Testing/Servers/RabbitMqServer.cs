using PokedexTop.Testing.Servers;
using Testcontainers.RabbitMq;

namespace PokedexTop.Testing;

/// <summary>
/// One RabbitMQ server for all tests of a process: the one POKEDEXTOP_TEST_RABBITMQ names (an amqp URI; its virtual host is
/// used as it is), else a container, else an own instance of the programs installed on the machine.
/// </summary>
public sealed class RabbitMqServer
{
    private static readonly Lazy<Task<RabbitMqServer?>> Shared = new(FindAsync);

    private readonly Func<CancellationToken, Task<Uri>> createVirtualHost;
    private LocalRabbitMq? own;

    private RabbitMqServer(string origin, Func<CancellationToken, Task<Uri>> createVirtualHost) =>
        (Origin, this.createVirtualHost) = (origin, createVirtualHost);

    /// <summary>Where the server comes from, for people.</summary>
    public string Origin { get; }

    /// <summary>The running server. Skips the calling test where there is none (fails it with POKEDEXTOP_TESTS=all).</summary>
    public static async Task<RabbitMqServer> StartedAsync()
    {
        Requirement.Time("a RabbitMQ server");
        var server = await Shared.Value;
        if (server is null)
            Requirement.Missing($"No RabbitMQ: POKEDEXTOP_TEST_RABBITMQ is not set, no Docker engine answers, and {LocalRabbitMq.ServerProgram} is not installed.");
        ServerNotice.Say($"RabbitMQ: {server!.Origin}");
        return server;
    }

    /// <summary>A server of the caller's own, which it may stop. Skips the calling test where RabbitMQ is not installed.</summary>
    public static async Task<RabbitMqServer> OwnAsync()
    {
        Requirement.Time("a RabbitMQ server");
        var local = await LocalRabbitMq.StartAsync();
        if (local is null)
            Requirement.Missing($"This test stops its RabbitMQ, so it needs one of its own: {LocalRabbitMq.ServerProgram} is not installed.");
        ServerNotice.Say($"RabbitMQ: {local!.Origin}");
        return new RabbitMqServer(local.Origin, local.CreateVirtualHostAsync) { own = local };
    }

    /// <summary>An own server's port on 127.0.0.1.</summary>
    public int Port => own!.Port;

    /// <summary>Ends an own server, killed or asked to stop, and starts it again over its data.</summary>
    public async Task RestartAsync(bool kill)
    {
        await own!.EndAsync(kill);
        await own.StartAgainAsync();
    }

    /// <summary>The amqp URI of an empty virtual host; with a configured server the configured one, empty or not.</summary>
    public Task<Uri> CreateVirtualHostAsync(CancellationToken cancellationToken = default) => createVirtualHost(cancellationToken);

    private static async Task<RabbitMqServer?> FindAsync()
    {
        if (Environment.GetEnvironmentVariable("POKEDEXTOP_TEST_RABBITMQ") is { Length: > 0 } configured)
        {
            var address = new Uri(configured);
            return new RabbitMqServer("configured by POKEDEXTOP_TEST_RABBITMQ", _ => Task.FromResult(address));
        }

        if (await DockerEngine.AnswersAsync())
        {
            var container = new RabbitMqBuilder("rabbitmq:3.13").Build();
            await container.StartAsync();
            return new RabbitMqServer("container of rabbitmq:3.13", token => CreateVirtualHostAsync(container, token));
        }

        return await LocalRabbitMq.StartAsync() is { } local ? new RabbitMqServer(local.Origin, local.CreateVirtualHostAsync) : null;
    }

    private static async Task<Uri> CreateVirtualHostAsync(RabbitMqContainer container, CancellationToken cancellationToken)
    {
        var address = new UriBuilder(container.GetConnectionString());
        var name = $"test-{Guid.NewGuid():N}";
        string[][] commands = [["add_vhost", name], ["set_permissions", "-p", name, Uri.UnescapeDataString(address.UserName), ".*", ".*", ".*"]];
        foreach (var command in commands)
        {
            var result = await container.ExecAsync(["rabbitmqctl", .. command], cancellationToken);
            if (result.ExitCode != 0)
                throw new InvalidOperationException($"rabbitmqctl {command[0]} ended with {result.ExitCode}: {result.Stderr}");
        }

        address.Path = name;
        return address.Uri;
    }
}
