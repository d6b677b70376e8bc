using MassTransit;
using PokedexTop.Contracts;
using PokedexTop.Hosting.Messaging;

namespace PokedexTop.Normalize;

/// <summary>Normalises the cards of a batch of events.</summary>
public sealed class NormalizeCardsConsumer(NormalizeWork work, ForcedSyncs forced) : IConsumer<Batch<CardFetched>>
{
    public async Task Consume(ConsumeContext<Batch<CardFetched>> context)
    {
        foreach (var group in context.Message.GroupBy(m => (m.Message.Feed, m.Message.SyncId)))
        {
            using var span = MessageTraces.StartBatch(NormalizeTelemetry.Activities, "normalize cards", group);
            var ids = group.Select(m => m.Message.CardId).Distinct(StringComparer.Ordinal).ToList();
            await work.NormalizeAsync(group.Key.Feed, ids, await forced.IsForcedAsync(group.Key.SyncId, context.CancellationToken), context.CancellationToken,
                MessageTraces.OfCards(NormalizeTelemetry.Activities, group, message => message.CardId));
        }
    }
}

public sealed class NormalizeCardsConsumerDefinition : ConsumerDefinition<NormalizeCardsConsumer>
{
    protected override void ConfigureConsumer(IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<NormalizeCardsConsumer> consumerConfigurator, IRegistrationContext context)
    {
        // Measured (docs/performance.md). On RabbitMQ large batches pay for the round trips. The in-memory bus has a
        // reader for each message in flight and wakes all of them for each message, so there batches are small.
        var (size, batches, prefetch) = endpointConfigurator is IRabbitMqReceiveEndpointConfigurator ? (250, 2, 750) : (64, 3, 192);
        endpointConfigurator.UseQuorumQueue(StageQueues.NormalizeCards, prefetch);
        endpointConfigurator.RetryShortly(context);
        consumerConfigurator.Options<BatchOptions>(batch => batch
            .SetMessageLimit(size)
            .SetConcurrencyLimit(batches)
            .SetTimeLimit(TimeSpan.FromMilliseconds(50)));
    }
}
