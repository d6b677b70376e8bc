using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PokedexTop.Configuration;
using PokedexTop.Contracts;
using PokedexTop.Data;
using PokedexTop.Hosting;
using PokedexTop.Ingest;
using PokedexTop.Messaging;
using PokedexTop.Testing;
using Quartz;

namespace PokedexTop.Schedule.Tests;

/// <summary>A process that has the schedules, with or without running them; syncs it asks for stay requested.</summary>
internal sealed class ScheduleHost : IAsyncDisposable
{
    private readonly IHost _host;

    private ScheduleHost(IHost host) => _host = host;

    public IServiceProvider Services => _host.Services;

    public Schedules Schedules => Services.GetRequiredService<Schedules>();

    public SqlDatabase Database => Services.GetRequiredService<SqlDatabase>();

    /// <summary>What was sent beside syncs.</summary>
    public Heard Heard => Services.GetRequiredService<Heard>();

    /// <param name="folder">Where the SQLite file goes.</param>
    /// <param name="database">A database to use instead of the file.</param>
    /// <param name="runs">Whether the scheduler runs in it.</param>
    /// <param name="settings">What is configured.</param>
    public static async Task<ScheduleHost> StartAsync(TemporaryFolder folder, TestDatabase? database = null, bool runs = true, params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection((database ?? TestDatabase.OfFile(folder)).Settings)
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)).Append(new("Data:Directory", folder.Path))).Build();
        var host = HostSettings.Read(configuration);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole(o => o.SingleLine = true);
        builder.Services.AddSingleton(host);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(SqlDatabase.Create(host.Provider, host.ConnectionString));
        builder.Services.AddBronze();
        builder.Services.AddSingleton<StageStart>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<StageStart>());
        builder.Services.AddSingleton<Heard>();
        builder.Services.AddSchedules(host);
        if (runs)
            builder.Services.AddScheduleStage(configuration);
        builder.Services.AddBus(host, [], bus =>
        {
            bus.AddConsumer<HearSpecies>();
            bus.AddConsumer<HearImages>();
            bus.AddConsumer<HearTidy>();
            bus.AddConsumer<HearLake>();
        });
        var started = builder.Build();
        await started.StartAsync(TestContext.Current.CancellationToken);
        await started.Services.GetRequiredService<StageStart>().ReadyAsync(TestContext.Current.CancellationToken);
        var running = new ScheduleHost(started);
        if (runs)
            await Eventually.ThatAsync(async stop => (await started.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(stop)).Status == SchedulerStatus.Running, TimeSpan.FromSeconds(30), "the scheduler runs", TestContext.Current.CancellationToken);
        return running;
    }

    public async Task<ScheduleInfo> ShowAsync(string schedule) => (await Schedules.ListAsync(TestContext.Current.CancellationToken)).Single(s => s.Name == schedule);

    public Task<List<string>> RunsAsync() => RowsAsync("SELECT requested_by, status, scope FROM bronze_sync_runs ORDER BY requested_at");

    public Task<List<string>> RowsAsync(string sql) => Database.RowsAsync(sql);

    public Task ExecuteAsync(string sql) => Database.ExecuteAsync(sql);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        if (_host.Services.GetService<ISchedulerFactory>() is IAsyncDisposable factory)
            await factory.DisposeAsync();
        if (_host is IAsyncDisposable disposable)
            await disposable.DisposeAsync();
    }
}

/// <summary>Commands that arrived.</summary>
internal sealed class Heard
{
    public int Species;

    public int Images;

    public int Tidy;

    public int Lake;
}

internal sealed class HearSpecies(Heard heard) : IConsumer<RefreshSpecies>
{
    public Task Consume(ConsumeContext<RefreshSpecies> context)
    {
        Interlocked.Increment(ref heard.Species);
        return Task.CompletedTask;
    }
}

internal sealed class HearImages(Heard heard) : IConsumer<RetryImages>
{
    public Task Consume(ConsumeContext<RetryImages> context)
    {
        Interlocked.Increment(ref heard.Images);
        return Task.CompletedTask;
    }
}

internal sealed class HearTidy(Heard heard) : IConsumer<TidyUp>
{
    public Task Consume(ConsumeContext<TidyUp> context)
    {
        Interlocked.Increment(ref heard.Tidy);
        return Task.CompletedTask;
    }
}

internal sealed class HearLake(Heard heard) : IConsumer<WriteLake>
{
    public Task Consume(ConsumeContext<WriteLake> context)
    {
        Interlocked.Increment(ref heard.Lake);
        return Task.CompletedTask;
    }
}
