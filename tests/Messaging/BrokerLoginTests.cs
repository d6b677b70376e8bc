using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using PokedexTop.Configuration;
using PokedexTop.Contracts;
using PokedexTop.Data;
using PokedexTop.Hosting;
using PokedexTop.Messaging;
using PokedexTop.Testing;

namespace PokedexTop.Messaging.Tests;

public sealed class BrokerLoginTests
{
    private static readonly TimeSpan s_within = TimeSpan.FromSeconds(90);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_login_refused_at_start_or_later_is_tried_again_until_it_is_taken(bool atStart)
    {
        await using var proxy = new LoginProxy(await (await RabbitMqServer.StartedAsync()).CreateVirtualHostAsync(Stop)) { Spoiling = atStart };
        var settings = new HostSettings(DatabaseProvider.Sqlite, "Data Source=none.db", Transport.RabbitMq, proxy.Address, ".");
        var seen = new Seen();
        await using var database = SqlDatabase.Create(settings.Provider, settings.ConnectionString);
        using var tables = new StageStart(database, settings, [], [], TimeProvider.System, NullLogger<StageStart>.Instance);
        await tables.StartAsync(Stop);
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton(tables).AddSingleton(seen);
        services.AddBus(settings, [StageQueue.For<StartSync>("start-sync")], bus => bus.AddConsumer<StartSyncConsumer, StartSyncConsumerDefinition>());
        await using var provider = services.BuildServiceProvider();
        var bus = provider.GetRequiredService<IBusControl>();
        var hosted = provider.GetServices<IHostedService>().OfType<BusStart>().Single();
        await hosted.StartAsync(Stop);
        try
        {
            if (!atStart)
            {
                await Eventually.ThatAsync(() => bus.CheckHealth().Status == BusHealthStatus.Healthy, s_within, "the bus is started", Stop);
                proxy.Spoiling = true;
                proxy.Cut();
            }
            // Twice: it was tried again.
            await Eventually.ThatAsync(() => proxy.Spoiled >= 2, s_within, "the login is refused and tried again", Stop);
            var health = bus.CheckHealth();
            Assert.NotEqual(BusHealthStatus.Healthy, health.Status);
            Assert.Contains("ACCESS_REFUSED", health.Exception?.GetBaseException().Message, StringComparison.Ordinal);

            proxy.Spoiling = false;
            await Eventually.ThatAsync(() => bus.CheckHealth().Status == BusHealthStatus.Healthy, s_within, "the bus is healthy", Stop);
            await bus.Publish(new StartSync(Guid.NewGuid()), Stop);
            await Eventually.ThatAsync(() => seen.Count == 1, s_within, "the message is consumed", Stop);
        }
        finally
        {
            await hosted.StopAsync(Stop);
        }
    }

    private sealed class Seen
    {
        public int Count;
    }

    private sealed class StartSyncConsumer(Seen seen) : IConsumer<StartSync>
    {
        public Task Consume(ConsumeContext<StartSync> context)
        {
            Interlocked.Increment(ref seen.Count);
            return Task.CompletedTask;
        }
    }

    private sealed class StartSyncConsumerDefinition : ConsumerDefinition<StartSyncConsumer>
    {
        protected override void ConfigureConsumer(IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<StartSyncConsumer> consumerConfigurator, IRegistrationContext context) =>
            endpointConfigurator.UseQuorumQueue("start-sync", prefetch: 4);
    }
}
