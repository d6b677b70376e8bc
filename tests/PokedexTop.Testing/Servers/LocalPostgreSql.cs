using System.Diagnostics;
using Npgsql;
using PokedexTop.Testing.Processes;

namespace PokedexTop.Testing.Servers;

/// <summary>An own instance of the PostgreSQL that is installed, apart from the machine's service: own folder, own port, loopback only, and no fsync unless it is to be durable.</summary>
#pragma warning disable CA1001 // Its leash ends the server with the tests.
internal sealed class LocalPostgreSql
#pragma warning restore CA1001
{
    private const string Installed = "/usr/lib/postgresql";

    private readonly string[] command;
    private readonly string folder;
    private LeashedProcess? server;

    private LocalPostgreSql(string[] command, string folder, string programs, int port)
    {
        (this.command, this.folder) = (command, folder);
        Origin = $"own instance of {programs} on port {port}";
        ConnectionString = $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres;Include Error Detail=true";
    }

    public string Origin { get; }

    public string ConnectionString { get; }

    public static async Task<LocalPostgreSql?> StartAsync(bool durable = false)
    {
        var programs = Directory.Exists(Installed)
            ? Directory.EnumerateDirectories(Installed).Select(version => Path.Combine(version, "bin")).Where(bin => File.Exists(Path.Combine(bin, "initdb"))).Order(StringComparer.Ordinal).LastOrDefault()
            : null;
        if (programs is null)
            return null;

        var folder = Directory.CreateTempSubdirectory("pokedextop-postgresql-").FullName;
        string[] user = [];
        if (Environment.UserName == "root")
        {
            // postgres refuses to run as root. setpriv executes it in place, so the signal reaches it; runuser and su stay between.
            user = ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups", "--"];
            await RunAsync(["chown", "postgres:postgres", folder], folder);
        }

        var data = Path.Combine(folder, "data");
        await RunAsync([.. user, Path.Combine(programs, "initdb"), "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"], folder);

        var port = Loopback.FreePorts(1)[0];
        string[] settings =
        [
            $"port={port}", "listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=1000", "shared_buffers=128MB", "autovacuum=on",
            .. durable ? Array.Empty<string>() : ["fsync=off", "synchronous_commit=off", "full_page_writes=off"],
        ];
        var local = new LocalPostgreSql([.. user, Path.Combine(programs, "postgres"), "-D", data, .. settings.SelectMany(setting => new[] { "-c", setting })], folder, programs, port);
        await local.StartAgainAsync();
        return local;
    }

    /// <summary>Starts it over the data it has; returns when it answers.</summary>
    public async Task StartAgainAsync()
    {
        server = new LeashedProcess(command, new Dictionary<string, string>(), folder, stopSignal: "QUIT"); // Immediate: the data goes anyway.
        await server.WaitUntilReadyAsync("PostgreSQL", token => AnswersAsync(ConnectionString, token), TimeSpan.FromSeconds(60));
    }

    /// <summary>A fast shutdown: connections are cut, what is committed stays.</summary>
    public Task StopAsync() => server!.EndAsync("INT");

    /// <summary>Sends the postmaster and all its children a signal.</summary>
    public async Task SignalAsync(string signal)
    {
        var postmaster = (await File.ReadAllLinesAsync(Path.Combine(folder, "data", "postmaster.pid")))[0];
        var children = (await File.ReadAllTextAsync($"/proc/{postmaster}/task/{postmaster}/children")).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        await RunAsync(["/bin/sh", "-c", "kill -s \"$@\"", "sh", signal, postmaster, .. children], folder);
    }

    private static async Task<bool> AnswersAsync(string address, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new NpgsqlConnection(address + ";Pooling=false");
            await connection.OpenAsync(cancellationToken);
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private static async Task RunAsync(string[] command, string folder)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{string.Join(' ', command)} ended with {process.ExitCode}: {await output}{await error}");
    }
}
