using MassTransit;
using PokedexTop.Contracts;
using PokedexTop.Hosting.Messaging;

namespace PokedexTop.Normalize;

/// <summary>Derives retirement and return from complete fetches, as they come and when a sync has fetched all it can.</summary>
public sealed class ApplySetFetchesConsumer(NormalizeWork work) : IConsumer<SetFetched>, IConsumer<SyncFetched>
{
    public Task Consume(ConsumeContext<SyncFetched> context) => work.ApplyFetchesAsync(context.CancellationToken);

    public Task Consume(ConsumeContext<SetFetched> context) => work.ApplyFetchAsync(context.Message.SetFetchId, context.CancellationToken);
}

public sealed class ApplySetFetchesConsumerDefinition : ConsumerDefinition<ApplySetFetchesConsumer>
{
    public ApplySetFetchesConsumerDefinition() => ConcurrentMessageLimit = 1;

    protected override void ConfigureConsumer(IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<ApplySetFetchesConsumer> consumerConfigurator, IRegistrationContext context)
    {
        endpointConfigurator.UseQuorumQueue(StageQueues.ApplySetFetches, prefetch: 32);
        endpointConfigurator.UseMessageRetry(retry => retry.Intervals(200, 1_000, 3_000));
    }
}
