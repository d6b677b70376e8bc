using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using PokedexTop.Hosting.Configuration;
using PokedexTop.Hosting.Data;
using PokedexTop.Hosting.Health;
using PokedexTop.Hosting.Messaging;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Sources;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Ingest.Tests.Sources;

namespace PokedexTop.Ingest.Tests.Syncs;

public sealed class SyncRunnerTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_is_not_held_for_longer_than_a_broker_allows_and_the_run_goes_on_later()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
        using var source = new FullQuota(time);
        await using var layer = await BronzeLayer.CreateAsync();
        using var host = Build(layer.Open(), source, time);
        var runs = host.Services.GetRequiredService<SyncRuns>();
        var runner = host.Services.GetRequiredService<SyncRunner>();
        var (syncId, _) = await runs.RequestAsync(new SyncRequest(new SyncScope(), null, null, Force: false, "test"), Stop);

        var waits = runner.WorkAsync(Stop);
        await source.WaitsAsync(1);
        time.Advance(TimeSpan.FromMinutes(19));
        Assert.False(waits.IsCompleted);
        // RabbitMQ closes the channel of a delivery after half an hour.
        time.Advance(TimeSpan.FromMinutes(2));
        await waits.WaitAsync(TimeSpan.FromSeconds(30), Stop);
        Assert.Equal(SyncStatus.Running, (await runs.FindAsync(syncId, Stop))!.Status);

        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var again = runner.WorkAsync(enough.Token);
        await source.WaitsAsync(2);
        await enough.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => again);
    }

    private static IHost Build(SqlDatabase database, ICardSource source, TimeProvider time)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>()).Build();
        var settings = HostSettings.Read(configuration);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton(settings).AddSingleton(time).AddSingleton(database).AddSingleton(source).AddSingleton<StageStart>();
        builder.Services.AddBronze().AddIngestStage(configuration, settings);
        builder.Services.AddBus(settings, bus => bus.AddIngestConsumers());
        return builder.Build();
    }

    /// <summary>A source whose quota is used up for the day.</summary>
    private sealed class FullQuota(TimeProvider time) : ICardSource, IDisposable
    {
        private readonly SemaphoreSlim _asked = new(0);
        private int _waits;

        public string Name => SourceSelection.PokemonTcg;
        public string Feed => SourceSelection.PokemonTcg;
        public string Location => "nowhere";
        public int Parallelism => 1;
        public int Attempts => 1;
        public string Advice => "Wait.";

        /// <summary>Until it was asked so often in all.</summary>
        public async Task WaitsAsync(int times)
        {
            for (; _waits < times; _waits++)
                Assert.True(await _asked.WaitAsync(TimeSpan.FromSeconds(30), Stop), $"The source was asked {_waits} times, not {times}.");
        }

        public async Task<SourceAnswer> FetchSetsAsync(Guid syncId, CancellationToken cancellationToken)
        {
            var day = Task.Delay(TimeSpan.FromDays(1), time, cancellationToken);
            _asked.Release();
            await day;
            throw new InvalidOperationException("Nobody waits for so long.");
        }

        public void Dispose() => _asked.Dispose();

        public Task<SourceAnswer> FetchSetAsync(Guid syncId, string setId, CancellationToken cancellationToken) => throw new InvalidOperationException("No set is known.");

        public Task<SourceAnswer> FetchQueryAsync(Guid syncId, CardQuery query, CancellationToken cancellationToken) => throw new InvalidOperationException("No card is known.");
    }
}
