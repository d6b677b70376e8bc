using MassTransit;
using PokedexTop.Contracts;
using PokedexTop.Hosting.Messaging;

namespace PokedexTop.Images;

/// <summary>
/// Plans the pictures of cards that were normalised and wakes the worker. The rows are the queue from there on: a picture
/// takes as long as its source wants, and no message waits for it.
/// </summary>
public sealed class PlanImagesConsumer(ImagePlanner planner, ImagesWake wake) : IConsumer<Batch<CardNormalized>>
{
    public async Task Consume(ConsumeContext<Batch<CardNormalized>> context)
    {
        await planner.PlanCardsAsync([.. context.Message.Select(m => m.Message.CardId).Distinct(StringComparer.Ordinal)], context.CancellationToken);
        wake.Call();
    }
}

public sealed class PlanImagesConsumerDefinition : ConsumerDefinition<PlanImagesConsumer>
{
    protected override void ConfigureConsumer(IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<PlanImagesConsumer> consumerConfigurator, IRegistrationContext context)
    {
        // As Normalize's: on the in-memory bus each message in flight costs a reader.
        var (size, prefetch) = endpointConfigurator is IRabbitMqReceiveEndpointConfigurator ? (250, 500) : (64, 128);
        endpointConfigurator.UseQuorumQueue(StageQueues.PlanImages, prefetch);
        endpointConfigurator.UseMessageRetry(retry => retry.Intervals(200, 1_000, 3_000));
        consumerConfigurator.Options<BatchOptions>(batch => batch
            .SetMessageLimit(size)
            .SetConcurrencyLimit(1)
            .SetTimeLimit(TimeSpan.FromMilliseconds(100)));
    }
}
