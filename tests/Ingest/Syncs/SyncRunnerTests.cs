using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Hosting;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Sources;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Ingest.Tests.Sources;
using PokedexTop.Messaging;

namespace PokedexTop.Ingest.Tests.Syncs;

public sealed class SyncRunnerTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sync_waits_for_its_quota_for_as_long_as_it_takes_and_a_stop_hands_it_back()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
        using var source = new FullQuota(time);
        await using var layer = await BronzeLayer.CreateAsync();
        using var host = Build(layer.Open(), source, time);
        var runs = host.Services.GetRequiredService<SyncRuns>();
        var runner = host.Services.GetRequiredService<SyncRunner>();
        var (syncId, _) = await runs.RequestAsync(new SyncRequest(new SyncScope(), null, null, Force: false, "test"), Stop);

        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        var waits = runner.WorkAsync(enough.Token);
        await source.WaitsAsync(1);
        // Far longer than a broker leaves a message unacknowledged: none is.
        for (var minutes = 0; minutes < 180; minutes++)
            time.Advance(TimeSpan.FromMinutes(1));
        Assert.False(waits.IsCompleted);
        Assert.True(ActivatorUtilities.CreateInstance<StartSyncConsumer>(host.Services).Consume(null!).IsCompletedSuccessfully);

        await enough.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waits);
        await runner.ReleaseAsync(Stop);
        var run = (await runs.FindAsync(syncId, Stop))!;
        Assert.Equal((SyncStatus.Running, null), (run.Status, run.LeaseOwner));
    }

    private static IHost Build(SqlDatabase database, ICardSource source, TimeProvider time)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>()).Build();
        var settings = HostSettings.Read(configuration);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton(settings).AddSingleton(time).AddSingleton(database).AddSingleton(source).AddSingleton<StageStart>();
        builder.Services.AddBronze().AddIngestStage(configuration, settings);
        builder.Services.AddBus(settings, [], bus => bus.AddIngestConsumers());
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
