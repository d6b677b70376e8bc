using MassTransit;
using PokedexTop.Contracts;
using PokedexTop.Hosting.Messaging;
using PokedexTop.Ingest.Syncs;

namespace PokedexTop.Ingest;

/// <summary>Fetches what is due. One wake-up does the work of many; those after it find nothing left and cost a look at an index.</summary>
public sealed class FetchQueryConsumer(SyncRunner runner) : IConsumer<FetchQuery>
{
    public Task Consume(ConsumeContext<FetchQuery> context) => runner.WorkAsync(context.CancellationToken);
}

public sealed class FetchQueryConsumerDefinition : ConsumerDefinition<FetchQueryConsumer>
{
    public FetchQueryConsumerDefinition() => ConcurrentMessageLimit = 1;

    protected override void ConfigureConsumer(IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<FetchQueryConsumer> consumerConfigurator, IRegistrationContext context) =>
        endpointConfigurator.UseQuorumQueue(StageQueues.FetchQuery, prefetch: 16);
}
