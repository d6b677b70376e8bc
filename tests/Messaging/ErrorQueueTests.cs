using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using PokedexTop.Configuration;
using PokedexTop.Contracts;
using PokedexTop.Data;
using PokedexTop.Hosting;
using PokedexTop.Messaging;
using PokedexTop.Testing;
using RabbitMQ.Client;

namespace PokedexTop.Messaging.Tests;

public sealed class ErrorQueueTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_its_consumer_fails_at_is_moved_to_the_error_queue_at_once()
    {
        var broker = await (await RabbitMqServer.StartedAsync()).CreateVirtualHostAsync(Stop);
        var settings = new HostSettings(DatabaseProvider.Sqlite, "Data Source=none.db", Transport.RabbitMq, broker, ".");
        var tried = new Attempts();
        await using var database = SqlDatabase.Create(settings.Provider, settings.ConnectionString);
        using var tables = new StageStart(database, settings, [], [], TimeProvider.System, NullLogger<StageStart>.Instance);
        await tables.StartAsync(Stop);
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton(tables).AddSingleton(tried);
        services.AddBus(settings, [StageQueue.For<StartSync>("start-sync")], bus => bus.AddConsumer<StartSyncConsumer, StartSyncConsumerDefinition>());
        await using var provider = services.BuildServiceProvider();
        var control = provider.GetRequiredService<IBusControl>();
        await control.StartAsync(Stop);
        try
        {
            await control.Publish(new StartSync(Guid.NewGuid()), Stop);
            await using var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync(Stop);
            await using var channel = await connection.CreateChannelAsync(cancellationToken: Stop);
            await Eventually.ThatAsync(async stop => await channel.MessageCountAsync("start-sync_error", stop) == 1, TimeSpan.FromSeconds(60), "the message is out of the way", Stop);
            Assert.Equal(1, tried.Count);
            var moved = await channel.BasicGetAsync("start-sync_error", autoAck: true, Stop);
            // Why it is there, for whoever finds it; a dead letter of the broker's would not say.
            Assert.Contains("MT-Fault-Message", moved?.BasicProperties.Headers?.Keys ?? []);
        }
        finally
        {
            await control.StopAsync(Stop);
        }
    }

    private sealed class Attempts
    {
        public int Count;
    }

    private sealed class StartSyncConsumer(Attempts tried) : IConsumer<StartSync>
    {
        public Task Consume(ConsumeContext<StartSync> context)
        {
            Interlocked.Increment(ref tried.Count);
            throw new InvalidOperationException("This sync cannot be started.");
        }
    }

    private sealed class StartSyncConsumerDefinition : ConsumerDefinition<StartSyncConsumer>
    {
        protected override void ConfigureConsumer(IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<StartSyncConsumer> consumerConfigurator, IRegistrationContext context) =>
            endpointConfigurator.UseQuorumQueue("start-sync", prefetch: 4);
    }
}
