using MassTransit;
using PokedexTop.Collections.Telemetry;
using PokedexTop.Contracts;
using PokedexTop.Hosting;
using PokedexTop.Messaging;

namespace PokedexTop.Collections;

/// <summary>Wakes the worker when cards changed: one of them may have become another. Losing or repeating the message changes nothing for long.</summary>
internal sealed class FollowCardsConsumer(WakeUp<CollectionsWork> wake) : IConsumer<CardNormalized>
{
    public Task Consume(ConsumeContext<CardNormalized> context)
    {
        using var span = MessageTraces.Start(CollectionsTelemetry.Activities, "follow cards", context);
        wake.Call();
        return Task.CompletedTask;
    }
}

internal sealed class FollowCardsConsumerDefinition : ConsumerDefinition<FollowCardsConsumer>
{
    public FollowCardsConsumerDefinition() => ConcurrentMessageLimit = 1;

    protected override void ConfigureConsumer(IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<FollowCardsConsumer> consumerConfigurator, IRegistrationContext context)
    {
        endpointConfigurator.UseQuorumQueue(CollectionsQueues.FollowCards, prefetch: 4);
        endpointConfigurator.RetryShortly(context);
    }
}
