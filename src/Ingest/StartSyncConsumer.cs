using MassTransit;
using PokedexTop.Contracts;
using PokedexTop.Hosting.Messaging;
using PokedexTop.Ingest.Syncs;

namespace PokedexTop.Ingest;

/// <summary>Takes requested syncs and plans them.</summary>
public sealed class StartSyncConsumer(SyncRunner runner) : IConsumer<StartSync>
{
    public Task Consume(ConsumeContext<StartSync> context) => runner.WorkAsync(context.CancellationToken);
}

public sealed class StartSyncConsumerDefinition : ConsumerDefinition<StartSyncConsumer>
{
    // No retry: the run's row stays, and the reconciler comes back to it.
    public StartSyncConsumerDefinition() => ConcurrentMessageLimit = 1;

    protected override void ConfigureConsumer(IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<StartSyncConsumer> consumerConfigurator, IRegistrationContext context) =>
        endpointConfigurator.UseQuorumQueue(StageQueues.StartSync, prefetch: 4);
}
