using MassTransit;
using PokedexTop.Contracts;
using PokedexTop.Messaging;

namespace PokedexTop.Normalize;

/// <summary>Derives retirement and return from complete fetches, as they come.</summary>
internal sealed class ApplySetFetchesConsumer(NormalizeWork work) : IConsumer<SetFetched>
{
    public async Task Consume(ConsumeContext<SetFetched> context)
    {
        using var span = MessageTraces.Start(NormalizeTelemetry.Activities, "apply set fetches", context);
        await work.ApplyFetchesAsync(context.Message.SetFetchIds, context.CancellationToken);
    }
}

internal sealed class ApplySetFetchesConsumerDefinition : ConsumerDefinition<ApplySetFetchesConsumer>
{
    public ApplySetFetchesConsumerDefinition() => ConcurrentMessageLimit = 1;

    protected override void ConfigureConsumer(IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<ApplySetFetchesConsumer> consumerConfigurator, IRegistrationContext context)
    {
        endpointConfigurator.UseQuorumQueue(NormalizeQueues.ApplySetFetches, prefetch: 4);
        endpointConfigurator.RetryShortly(context);
    }
}
