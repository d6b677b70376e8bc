using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PokedexTop.Composition;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Hosting;
using PokedexTop.Ingest;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Sources;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Messaging;
using PokedexTop.Normalize.Replays;
using PokedexTop.Testing;

namespace PokedexTop.Normalize.Tests.Pipeline;

/// <summary>Ingest and Normalize in this process, composed as a sync is, over the in-memory bus and a database of its own.</summary>
internal sealed class TestPipeline : IAsyncDisposable
{
    private readonly IHost _host;

    private TestPipeline(IHost host) => _host = host;

    public SqlDatabase Database => _host.Services.GetRequiredService<SqlDatabase>();

    public IServiceProvider Services => _host.Services;

    /// <param name="folder">Where the SQLite file goes.</param>
    /// <param name="source">A folder as pokemon-tcg-data has it, <c>starter</c>, or another source by its whole name.</param>
    /// <param name="more">What a test adds or replaces.</param>
    public static Task<TestPipeline> StartAsync(TemporaryFolder folder, string source, Action<IServiceCollection>? more = null) =>
        StartAsync(folder, source, TestDatabase.OfFile(folder), more);

    /// <summary>The same, on one of the databases a test runs on.</summary>
    public static async Task<TestPipeline> StartAsync(TemporaryFolder folder, string source, DatabaseProvider provider) =>
        await StartAsync(folder, source, await TestDatabase.CreateAsync(provider, folder));

    /// <summary>The same, on a database that is there.</summary>
    public static async Task<TestPipeline> StartAsync(TemporaryFolder folder, string source, TestDatabase database, Action<IServiceCollection>? more = null, params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddStages(Configuration(folder, source, database, settings), [IngestStage.Name, NormalizeStage.Name], runs: false);
        more?.Invoke(builder.Services);
        var started = builder.Build();
        var stages = started.Services.GetRequiredService<StageStart>();
        await stages.StartWithAsync(() => started.StartAsync());
        await stages.ReadyAsync(CancellationToken.None);
        return new TestPipeline(started);
    }

    /// <summary>What the program reads where this is configured.</summary>
    public static ProgramConfiguration Configuration(TemporaryFolder folder, string source, TestDatabase database, params (string Key, string Value)[] settings)
    {
        var selection = SourceSelection.Parse(Path.IsPathRooted(source) ? "folder:" + source : source, "source");
        return new ProgramConfiguration(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(database.Settings)
        {
            ["Data:Directory"] = folder.Path,
            ["Source:Name"] = selection.Name,
            ["Source:Folder:Path"] = selection.FolderPath,
            ["Ingest:ReconcileSeconds"] = "0.2",
            ["Normalize:ReconcileSeconds"] = "20",
            ["Logging:LogLevel:Default"] = "Warning",
        }).AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))).Build());
    }

    /// <summary>Requests a sync and waits until it is finished and silver is drained.</summary>
    public async Task<SyncRun> SyncAsync(SyncScope? scope = null, bool force = false)
    {
        var runs = _host.Services.GetRequiredService<SyncRuns>();
        var outcomes = _host.Services.GetRequiredService<SyncOutcomes>();
        var (syncId, _) = await runs.RequestAsync(new SyncRequest(scope ?? new SyncScope(), null, null, force, "test"), CancellationToken.None);
        await _host.Services.GetRequiredService<StagePublisher>().PublishMandatoryAsync([new Contracts.StartSync(syncId)], CancellationToken.None);
        SyncRun? run = null;
        await Eventually.ThatAsync(async cancellationToken =>
        {
            run = await runs.FindAsync(syncId, cancellationToken);
            return SyncStatus.IsFinished(run!.Status) && await outcomes.BacklogAsync(syncId, cancellationToken) == 0;
        }, TimeSpan.FromSeconds(60), "the sync ends and is drained");
        return run!;
    }

    /// <summary>Normalises everything again from bronze.</summary>
    public async Task ReplayAsync()
    {
        await _host.Services.GetRequiredService<Replay>().MarkAsync([], CancellationToken.None);
        await DrainAsync();
    }

    /// <summary>Works off whatever is due, as the reconciler does.</summary>
    public Task DrainAsync() => _host.Services.GetRequiredService<NormalizeWork>().DrainAsync(CancellationToken.None);

    public Task<int> ExecuteAsync(string sql, params (string Name, object? Value)[] parameters) => Database.ExecuteAsync(sql, parameters);

    public Task<long> CountAsync(string sql) => Database.CountAsync(sql);

    public Task<List<string>> RowsAsync(string sql) => Database.RowsAsync(sql);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        if (_host is IAsyncDisposable disposable)
            await disposable.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }
}
