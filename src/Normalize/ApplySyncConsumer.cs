using MassTransit;
using PokedexTop.Contracts;
using PokedexTop.Messaging;

namespace PokedexTop.Normalize;

/// <summary>Applies what waited until a sync had fetched all it can.</summary>
internal sealed class ApplySyncConsumer(NormalizeWork work) : IConsumer<SyncFetched>
{
    public async Task Consume(ConsumeContext<SyncFetched> context)
    {
        using var span = MessageTraces.Start(NormalizeTelemetry.Activities, "apply sync", context);
        await work.ApplyPendingAsync(context.CancellationToken);
    }
}

internal sealed class ApplySyncConsumerDefinition : ConsumerDefinition<ApplySyncConsumer>
{
    public ApplySyncConsumerDefinition() => ConcurrentMessageLimit = 1;

    protected override void ConfigureConsumer(IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<ApplySyncConsumer> consumerConfigurator, IRegistrationContext context)
    {
        endpointConfigurator.UseQuorumQueue(NormalizeQueues.ApplySync, prefetch: 4);
        endpointConfigurator.RetryShortly(context);
    }
}
