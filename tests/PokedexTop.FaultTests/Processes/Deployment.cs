using System.Globalization;
using PokedexTop.Configuration;
using PokedexTop.FaultTests.Oracle;
using PokedexTop.FaultTests.Sources;
using PokedexTop.Testing;

namespace PokedexTop.FaultTests.Processes;

/// <summary>How the program runs.</summary>
internal enum Mode
{
    /// <summary>One process, SQLite, in-memory bus.</summary>
    Embedded,

    /// <summary>Ingest and Normalize each a process, a database server and RabbitMQ between them.</summary>
    Distributed,

    /// <summary>As before, with two Ingest processes.</summary>
    TwoIngests,
}

/// <summary>The program's processes, over a database and a broker of their own.</summary>
internal sealed class Deployment : IAsyncDisposable
{
    private readonly TemporaryFolder? _folder;
    private readonly DatabaseProvider _database;

    private Deployment(DatabaseProvider database, TemporaryFolder? folder = null) => (_database, _folder) = (database, folder);

    public required Tables Tables { get; init; }

    public required IReadOnlyList<Supervised> Processes { get; init; }

    public Servers? Servers { get; private init; }

    public TcpProxy? DatabaseProxy { get; private init; }

    public TcpProxy? BrokerProxy { get; private init; }

    /// <summary>The broker's address past the proxy.</summary>
    public Uri? Broker { get; private init; }

    public Supervised Process(string name) => Processes.Single(p => p.Name == name);

    /// <param name="mode">How the program runs.</param>
    /// <param name="source">What it reads.</param>
    /// <param name="more">What configures every process besides.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <param name="server">The database, unless the mode is embedded.</param>
    public static async Task<Deployment> CreateAsync(Mode mode, ITestSource source, IReadOnlyDictionary<string, string?> more, CancellationToken cancellationToken, DatabaseProvider server = DatabaseProvider.PostgreSql)
    {
        var environment = new Dictionary<string, string?>(source.Environment)
        {
            // As fast as waiting for a reconciler should be in a test; what it does is the same.
            ["Ingest__ReconcileSeconds"] = "0.5",
            ["Normalize__ReconcileSeconds"] = "0.5",
            ["Ingest__LeaseSeconds"] = "3",
        };
        foreach (var (name, value) in more)
            environment[name] = value;
        return mode == Mode.Embedded ? Embedded(source, environment) : await DistributedAsync(mode, source, environment, server, cancellationToken);
    }

    public void Start()
    {
        foreach (var process in Processes)
            process.Start();
    }

    /// <summary>Hands in a sync of everything: the row is the command.</summary>
    public void RequestSync()
    {
        var now = DateTime.UtcNow.ToString("yyyy-MM-dd HH':'mm':'ss.ffffff", CultureInfo.InvariantCulture) + (_database == DatabaseProvider.PostgreSql ? "+00" : "");
        Tables.Execute(
            $$"""
            INSERT INTO bronze_sync_runs (sync_id, scope, force, status, requested_by, requested_at, lease_token)
            VALUES ('{{Guid.CreateVersion7()}}', '{"sets":[],"generations":[],"cards":[]}', '0', 'requested', 'test', '{{now}}', 0)
            """);
    }

    /// <summary>Ends every process as an orchestrator does and returns how long the slowest took.</summary>
    public async Task<TimeSpan> StopAsync() => (await Task.WhenAll(Processes.Select(process => process.StopAsync()))).Max();

    public async ValueTask DisposeAsync()
    {
        foreach (var process in Processes)
            await process.DisposeAsync();
        if (DatabaseProxy is not null)
            await DatabaseProxy.DisposeAsync();
        if (BrokerProxy is not null)
            await BrokerProxy.DisposeAsync();
        _folder?.Dispose();
    }

    private static Deployment Embedded(ITestSource source, Dictionary<string, string?> environment)
    {
        var folder = new TemporaryFolder();
        environment["Data__Directory"] = folder.Path;
        // The cards' images are on the network, where no test goes.
        environment["Images__Enabled"] = "false";
        return new Deployment(DatabaseProvider.Sqlite, folder)
        {
            Tables = Tables.OfSqlite(folder.Combine("pokedextop.db")),
            Processes = [new Supervised("run", ["run", .. source.Arguments, "--urls", "http://127.0.0.1:0"], environment, folder.Path)],
        };
    }

    private static async Task<Deployment> DistributedAsync(Mode mode, ITestSource source, Dictionary<string, string?> environment, DatabaseProvider server, CancellationToken cancellationToken)
    {
        var servers = await Servers.StartedAsync();
        var (database, broker) = (await servers.CreateDatabaseAsync(server, cancellationToken), await servers.RabbitMq.CreateVirtualHostAsync(cancellationToken));
        var ((databaseProxy, through), brokerProxy) = (Servers.Between(database), new TcpProxy(broker.Host, servers.RabbitMq.Port));
        environment["Database__Provider"] = $"{server}";
        environment["ConnectionStrings__Database"] = through;
        environment["Messaging__Transport"] = "RabbitMq";
        environment["ConnectionStrings__RabbitMq"] = new UriBuilder(broker) { Port = brokerProxy.Port }.Uri.AbsoluteUri;
        string[] ingests = mode == Mode.TwoIngests ? ["ingest", "ingest2"] : ["ingest"];
        return new Deployment(server)
        {
            Tables = Tables.Of(database),
            Servers = servers,
            DatabaseProxy = databaseProxy,
            BrokerProxy = brokerProxy,
            Broker = broker,
            Processes =
            [
                .. ingests.Select(name => new Supervised(name, ["run", "ingest", .. source.Arguments, "--urls", "http://127.0.0.1:0"], environment, null)),
                new Supervised("normalize", ["run", "normalize", "--urls", "http://127.0.0.1:0"], environment, null),
            ],
        };
    }
}
