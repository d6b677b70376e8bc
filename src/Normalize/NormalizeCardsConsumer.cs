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
            var ids = group.Select(m => m.Message.CardId).Distinct(StringComparer.Ordinal).ToList();
            await work.NormalizeAsync(group.Key.Feed, ids, await forced.IsForcedAsync(group.Key.SyncId, context.CancellationToken), context.CancellationToken);
        }
    }
}

public sealed class NormalizeCardsConsumerDefinition : ConsumerDefinition<NormalizeCardsConsumer>
{
    /// <summary>Measured: see docs/performance.md.</summary>
    private const int BatchSize = 250;

    private const int Batches = 2;

    protected override void ConfigureConsumer(IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<NormalizeCardsConsumer> consumerConfigurator, IRegistrationContext context)
    {
        endpointConfigurator.UseQuorumQueue(StageQueues.NormalizeCards, prefetch: BatchSize * (Batches + 1));
        // Seconds only: a row that keeps failing waits in its table, not in the queue.
        endpointConfigurator.UseMessageRetry(retry => retry.Intervals(200, 1_000, 3_000));
        consumerConfigurator.Options<BatchOptions>(batch => batch
            .SetMessageLimit(BatchSize)
            .SetConcurrencyLimit(Batches)
            .SetTimeLimit(TimeSpan.FromMilliseconds(50)));
    }
}
