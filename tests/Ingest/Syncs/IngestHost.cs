using System.Data.Common;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Hosting;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Sources;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Ingest.Tests.Sources;
using PokedexTop.Messaging;

namespace PokedexTop.Ingest.Tests.Syncs;

/// <summary>The Ingest stage over a bronze layer of its own, worked by hand: a sync is asked for and carried out, nothing goes on behind it.</summary>
internal sealed class IngestHost(BronzeLayer layer, SqlDatabase database, IHost host) : IAsyncDisposable
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public IServiceProvider Services => host.Services;

    public SqlDatabase Database => database;

    /// <param name="sources">Registers what is read.</param>
    /// <param name="settings">What is configured besides.</param>
    /// <param name="time">The clock.</param>
    public static async Task<IngestHost> StartAsync(Action<IServiceCollection, IConfiguration> sources, TimeProvider? time = null, params (string Key, string Value)[] settings)
    {
        var layer = await BronzeLayer.CreateAsync();
        return Over(layer, sources, time, settings);
    }

    /// <summary>Another process over the same layer.</summary>
    public IngestHost Restart(Action<IServiceCollection, IConfiguration> sources, TimeProvider? time = null, params (string Key, string Value)[] settings) => Over(layer, sources, time, settings);

    /// <summary>Asks for a sync and carries out whatever is due.</summary>
    public async Task<SyncRun> SyncAsync(SyncScope? scope = null, bool force = false, string? source = null, CancellationToken? stop = null)
    {
        var (syncId, _) = await Services.GetRequiredService<SyncRuns>().RequestAsync(new SyncRequest(scope ?? new SyncScope(), null, source, force, "test"), Stop);
        await WorkAsync(stop);
        return await RunAsync(syncId);
    }

    public Task WorkAsync(CancellationToken? cancellationToken = null) => Services.GetRequiredService<SyncRunner>().WorkAsync(cancellationToken ?? Stop);

    /// <summary>What a process that stops does.</summary>
    public Task ReleaseAsync() => Services.GetRequiredService<SyncRunner>().ReleaseAsync(Stop);

    public async Task<SyncRun> RunAsync(Guid syncId) => (await Services.GetRequiredService<SyncRuns>().FindAsync(syncId, Stop))!;

    public async Task<long> CountAsync(string from, params (string, object?)[] parameters)
    {
        await using var connection = await database.OpenAsync(Stop);
        await using var select = connection.Command($"SELECT COUNT(*) FROM {from}", parameters);
        return await select.CountAsync(Stop);
    }

    public async Task<List<T>> ReadAsync<T>(string sql, Func<DbDataReader, T> read, params (string, object?)[] parameters)
    {
        await using var connection = await database.OpenAsync(Stop);
        await using var select = connection.Command(sql, parameters);
        return await select.ReadAsync(read, Stop);
    }

    public async ValueTask DisposeAsync()
    {
        if (host is IAsyncDisposable disposable)
            await disposable.DisposeAsync();
        await layer.DisposeAsync();
    }

    private static IngestHost Over(BronzeLayer layer, Action<IServiceCollection, IConfiguration> sources, TimeProvider? time, (string Key, string Value)[] values)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(values.GroupBy(v => v.Key).Select(v => KeyValuePair.Create(v.Key, (string?)v.Last().Value))).Build();
        var settings = HostSettings.Read(configuration);
        var database = layer.Open();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton(settings).AddSingleton(time ?? TimeProvider.System).AddSingleton(database).AddSingleton<StageStart>();
        sources(builder.Services, configuration);
        builder.Services.AddBronze().AddIngestStage(configuration, settings);
        builder.Services.AddBus(settings, [], bus => bus.AddIngestConsumers());
        return new IngestHost(layer, database, builder.Build());
    }
}
