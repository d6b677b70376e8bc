using MassTransit;
using PokedexTop.Contracts;
using PokedexTop.Hosting;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Messaging;

namespace PokedexTop.Ingest;

/// <summary>
/// Wakes the worker for a requested sync. It is acknowledged at once: what is to be done stands in the run's row, and a sync
/// may take longer than a broker waits for an acknowledgement.
/// </summary>
internal sealed class StartSyncConsumer(WakeUp<SyncRunner> ingest) : IConsumer<StartSync>
{
    public Task Consume(ConsumeContext<StartSync> context)
    {
        ingest.Call();
        return Task.CompletedTask;
    }
}

internal sealed class StartSyncConsumerDefinition : ConsumerDefinition<StartSyncConsumer>
{
    protected override void ConfigureConsumer(IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<StartSyncConsumer> consumerConfigurator, IRegistrationContext context) =>
        endpointConfigurator.UseQuorumQueue(IngestQueues.StartSync, prefetch: 4);
}
