using MassTransit;
using PokedexTop.Contracts;
using PokedexTop.Hosting.Messaging;
using PokedexTop.Ingest.Syncs;

namespace PokedexTop.Ingest;

/// <summary>Fetches what is due. One wake-up does the work of many; those after it find nothing left and cost a look at an index.</summary>
public sealed class FetchSetConsumer(SyncRunner runner) : IConsumer<FetchSet>
{
    public Task Consume(ConsumeContext<FetchSet> context) => runner.WorkAsync(context.CancellationToken);
}

public sealed class FetchSetConsumerDefinition : ConsumerDefinition<FetchSetConsumer>
{
    public FetchSetConsumerDefinition() => ConcurrentMessageLimit = 1;

    protected override void ConfigureConsumer(IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<FetchSetConsumer> consumerConfigurator, IRegistrationContext context) =>
        endpointConfigurator.UseQuorumQueue(StageQueues.FetchSet, prefetch: 16);
}
