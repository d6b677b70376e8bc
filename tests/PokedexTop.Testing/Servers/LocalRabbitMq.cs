using System.Diagnostics;
using System.Net.Sockets;
using PokedexTop.Testing.Processes;

namespace PokedexTop.Testing.Servers;

/// <summary>
/// An own instance of the RabbitMQ that is installed, apart from the machine's service: own node name, ports, port mapper,
/// cookie and folder, loopback only, no plugins.
/// </summary>
#pragma warning disable CA1001 // Its leash ends the server with the tests.
internal sealed class LocalRabbitMq
#pragma warning restore CA1001
{
    public const string ServerProgram = "/usr/lib/rabbitmq/bin/rabbitmq-server";
    private const string ControlProgram = "/usr/lib/rabbitmq/bin/rabbitmqctl";
    private const string PortMapper = "/usr/bin/epmd";

    private readonly Dictionary<string, string> environment;
    private readonly string folder;
    private readonly int port;
    private LeashedProcess? server;

    private LocalRabbitMq(Dictionary<string, string> environment, string folder, int port) =>
        (this.environment, this.folder, this.port) = (environment, folder, port);

    public string Origin => $"own instance of {ServerProgram} on port {port}";

    public static async Task<LocalRabbitMq?> StartAsync()
    {
        if (!File.Exists(ServerProgram) || !File.Exists(PortMapper))
            return null;

        var folder = Directory.CreateTempSubdirectory("pokedextop-rabbitmq-").FullName;
        var ports = Loopback.FreePorts(3);
        var (port, distributionPort, mapperPort) = (ports[0], ports[1], ports[2]);
        await File.WriteAllTextAsync(Path.Combine(folder, "rabbitmq.conf"), $"""
            listeners.tcp.1 = 127.0.0.1:{port}
            log.console = true
            log.console.level = warning
            log.file = false
            disk_free_limit.absolute = 50MB

            """);
        await File.WriteAllTextAsync(Path.Combine(folder, "enabled_plugins"), "[].\n");
        await File.WriteAllTextAsync(Path.Combine(folder, "rabbitmq-env.conf"), "");
        var environment = new Dictionary<string, string>
        {
            ["HOME"] = folder, // The cookie is made there.
            ["RABBITMQ_NODENAME"] = $"pokedextop-{Guid.NewGuid():N}@localhost",
            ["RABBITMQ_CONF_ENV_FILE"] = Path.Combine(folder, "rabbitmq-env.conf"), // Else the machine's own is read.
            ["RABBITMQ_CONFIG_FILE"] = Path.Combine(folder, "rabbitmq.conf"),
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = Path.Combine(folder, "enabled_plugins"),
            ["RABBITMQ_MNESIA_BASE"] = Path.Combine(folder, "mnesia"),
            ["RABBITMQ_LOG_BASE"] = Path.Combine(folder, "log"),
            ["RABBITMQ_PID_FILE"] = Path.Combine(folder, "rabbitmq.pid"),
            ["RUNNING_UNDER_SYSTEMD"] = "true", // The script is replaced by the node, so that a signal reaches it.
            ["RABBITMQ_DIST_PORT"] = $"{distributionPort}",
            ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1}",
            ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
            ["ERL_EPMD_PORT"] = $"{mapperPort}",
        };

        // Started here and not by the node, which would leave it running as a daemon.
        var mapperFolder = Directory.CreateTempSubdirectory("pokedextop-epmd-").FullName;
        var mapper = new LeashedProcess([PortMapper, "-port", $"{mapperPort}", "-address", "127.0.0.1"], environment, mapperFolder, stopSignal: "TERM");
        await mapper.WaitUntilReadyAsync("epmd", token => RepliesAsync(mapperPort, [0, 1, (byte)'n'], token), TimeSpan.FromSeconds(20));

        var local = new LocalRabbitMq(environment, folder, port);
        await local.StartAgainAsync();
        return local;
    }

    /// <summary>Starts it over the data it has; returns when it answers.</summary>
    public async Task StartAgainAsync()
    {
        server = new LeashedProcess([ServerProgram], environment, folder, stopSignal: "KILL");
        byte[] greeting = [.. "AMQP"u8, 0, 0, 9, 1];
        await server.WaitUntilReadyAsync("RabbitMQ", token => RepliesAsync(port, greeting, token), TimeSpan.FromSeconds(90));
    }

    /// <summary>Ends it: killed, or asked to stop.</summary>
    public Task EndAsync(bool kill) => server!.EndAsync(kill ? "KILL" : "TERM");

    public int Port => port;

    public async Task<Uri> CreateVirtualHostAsync(CancellationToken cancellationToken)
    {
        var name = $"test-{Guid.NewGuid():N}";
        server!.MustRun("RabbitMQ");
        // One call for both: each start of rabbitmqctl takes more than a second.
        await ControlAsync(
            ["eval", $"ok = rabbit_vhost:add(<<\"{name}\">>, <<\"tests\">>), ok = rabbit_auth_backend_internal:set_permissions(<<\"guest\">>, <<\"{name}\">>, <<\".*\">>, <<\".*\">>, <<\".*\">>, <<\"tests\">>)."],
            cancellationToken);
        return new Uri($"amqp://guest:guest@127.0.0.1:{port}/{name}");
    }

    private async Task ControlAsync(string[] arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(ControlProgram, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (variable, value) in environment)
            start.Environment[variable] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"rabbitmqctl {arguments[0]} ended with {process.ExitCode}: {await output}{await error}");
    }

    /// <summary>True when whoever listens there understands the greeting enough to answer with a byte.</summary>
    private static async Task<bool> RepliesAsync(int port, byte[] greeting, CancellationToken cancellationToken)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", port, cancellationToken);
            await using var stream = client.GetStream();
            await stream.WriteAsync(greeting, cancellationToken);
            return await stream.ReadAsync(new byte[1], cancellationToken) == 1;
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            return false;
        }
    }
}
