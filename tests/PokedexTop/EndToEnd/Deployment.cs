using System.Text.Json;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Testing;
using RabbitMQ.Client;

namespace PokedexTop.Tests.EndToEnd;

/// <summary>A deployment as operators run it: a database, a broker, and every stage and verb a process of its own.</summary>
internal sealed class Deployment : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<StageProcess> _stages = [];

    private Deployment(TestDatabase database, Uri broker, string source)
    {
        (Database, Broker, Source) = (database.Open(), broker, source);
        Environment = new Dictionary<string, string?>(database.Environment)
        {
            ["Messaging__Transport"] = "RabbitMq",
            ["ConnectionStrings__RabbitMq"] = broker.AbsoluteUri,
        };
    }

    /// <summary>What configures every process of it; to be changed before they start.</summary>
    public Dictionary<string, string?> Environment { get; }

    /// <summary>What stages connect by that have a login of their own.</summary>
    public Dictionary<string, string> Logins { get; } = [];

    public SqlDatabase Database { get; }

    public Uri Broker { get; }

    /// <summary>What Ingest reads.</summary>
    public string Source { get; }

    /// <summary>An empty database, an empty virtual host, nothing running.</summary>
    public static async Task<Deployment> CreateAsync(string source, DatabaseProvider server = DatabaseProvider.PostgreSql)
    {
        using var none = new TemporaryFolder();
        var (database, rabbitMq) = (await TestDatabase.CreateAsync(server, none), await RabbitMqServer.StartedAsync());
        return new Deployment(database, await rabbitMq.CreateVirtualHostAsync(TestContext.Current.CancellationToken), source);
    }

    /// <summary>Lines of warning or worse that any stage wrote.</summary>
    public string Errors => string.Join('\n', _stages.SelectMany(s => s.Program.StandardError.Split('\n')).Where(line => line.Contains(" warn ", StringComparison.Ordinal) || line.Contains(" fail ", StringComparison.Ordinal) || line.Contains(" crit ", StringComparison.Ordinal)));

    /// <summary>Starts <c>run STAGE</c> on a free port; <see cref="StageProcess.ReadyAsync"/> waits for it.</summary>
    public async Task<StageProcess> StartAsync(string stage)
    {
        string[] source = stage == "ingest" ? ["--source", Source] : [];
        return await StartAsync(stage, source);
    }

    /// <summary>Starts one more process of a stage with settings of its own.</summary>
    public async Task<StageProcess> StartAsync(string stage, params string[] settings)
    {
        var process = await StageProcess.StartAsync([stage, .. settings, "--urls", "http://127.0.0.1:0"],
            new Dictionary<string, string?>(Environment) { ["ConnectionStrings__Database"] = Logins.GetValueOrDefault(stage) ?? Environment["ConnectionStrings__Database"] });
        _stages.Add(process);
        return process;
    }

    /// <summary>Runs a verb to its end.</summary>
    public async Task<ProgramResult> RunAsync(int exitCode, params string[] arguments)
    {
        var result = await ProgramRunner.RunAsync(arguments, Environment, _folder.Path, TimeSpan.FromSeconds(90), TestContext.Current.CancellationToken);
        Assert.True(result.ExitCode == exitCode, $"{string.Join(' ', arguments)}: {result}\n{string.Join('\n', _stages.Select(s => s.Program.StandardError))}");
        return result;
    }

    public async Task<JsonElement> SyncAsync(params string[] arguments) =>
        JsonDocument.Parse((await RunAsync(0, ["sync", "--source", Source, "--json", .. arguments])).StandardOutput).RootElement;

    /// <summary>A file or folder of the verbs' working folder.</summary>
    public string Combine(params string[] parts) => _folder.Combine(parts);

    public Task<long> CountAsync(string sql) => Database.CountAsync(sql);

    /// <returns>The rows changed.</returns>
    public Task<int> ExecuteAsync(string sql) => Database.ExecuteAsync(sql);

    public Task<List<string>> RowsAsync(string sql) => Database.RowsAsync(sql);

    /// <summary>All that bronze and silver hold of the catalogue.</summary>
    public async Task<List<string>> CatalogueAsync()
    {
        var rows = new List<string>();
        foreach (var table in new[] { "bronze_tcg_cards", "bronze_tcg_sets", "bronze_tcg_prices", "bronze_rejects", "silver_tcg_cards", "silver_tcg_sets", "silver_tcg_card_pokemon", "silver_card_prices", "silver_changes", "silver_card_identities", "silver_set_identities", "silver_quality_issues", "silver_schema_drift", "silver_rejects" })
            rows.AddRange((await RowsAsync($"SELECT * FROM {table} ORDER BY 1, 2, 3")).Select(row => $"{table}|{row}"));
        return rows;
    }

    public async Task<IConnection> ConnectAsync() => await new ConnectionFactory { Uri = Broker }.CreateConnectionAsync(TestContext.Current.CancellationToken);

    /// <summary>Messages that wait in a queue; the queue must exist.</summary>
    public async Task<uint> WaitingInAsync(string queue)
    {
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        return (await channel.QueueDeclarePassiveAsync(queue)).MessageCount;
    }

    /// <summary>Drops what waits in a queue; the queue stays.</summary>
    public async Task EmptyQueueAsync(string queue)
    {
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.QueuePurgeAsync(queue);
    }

    /// <summary>Takes a queue away with all that waits in it, as a wiped broker does.</summary>
    public async Task DeleteQueueAsync(string queue)
    {
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.QueueDeleteAsync(queue);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var stage in _stages)
            await stage.DisposeAsync();
        await Database.DisposeAsync();
        _folder.Dispose();
    }
}
