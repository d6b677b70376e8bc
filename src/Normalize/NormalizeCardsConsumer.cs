using MassTransit;
using PokedexTop.Contracts;
using PokedexTop.Messaging;

namespace PokedexTop.Normalize;

/// <summary>Normalises the card versions of one commit.</summary>
internal sealed class NormalizeCardsConsumer(NormalizeWork work) : IConsumer<CardFetched>
{
    public async Task Consume(ConsumeContext<CardFetched> context)
    {
        using var span = MessageTraces.Start(NormalizeTelemetry.Activities, "normalize cards", context);
        await work.NormalizeAsync(context.Message, context.CancellationToken);
    }
}

internal sealed class NormalizeCardsConsumerDefinition : ConsumerDefinition<NormalizeCardsConsumer>
{
    // One decides while the other writes: writing is one at a time, under the layer's lock.
    public NormalizeCardsConsumerDefinition() => ConcurrentMessageLimit = 2;

    protected override void ConfigureConsumer(IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<NormalizeCardsConsumer> consumerConfigurator, IRegistrationContext context)
    {
        endpointConfigurator.UseQuorumQueue(NormalizeQueues.NormalizeCards, prefetch: 4);
        // Seconds only: a row that keeps failing waits in its table, not in the queue.
        endpointConfigurator.RetryShortly(context);
    }
}
