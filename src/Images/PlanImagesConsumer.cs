using System.Diagnostics;
using MassTransit;
using PokedexTop.Contracts;
using PokedexTop.Hosting.Messaging;
using PokedexTop.Hosting.Telemetry;

namespace PokedexTop.Images;

/// <summary>
/// Plans the pictures of cards that were normalised and wakes the worker. The rows are the queue from there on: a picture
/// takes as long as its source wants, and no message waits for it.
/// </summary>
public sealed class PlanImagesConsumer(ImagePlanner planner, ImagesWake wake, TimeProvider time) : IConsumer<Batch<CardNormalized>>
{
    public async Task Consume(ConsumeContext<Batch<CardNormalized>> context)
    {
        using var span = MessageTraces.StartBatch(ImagesTelemetry.Activities, "plan pictures", context.Message);
        var began = time.GetUtcNow();
        await planner.PlanCardsAsync([.. context.Message.Select(m => m.Message.CardId).Distinct(StringComparer.Ordinal)], context.CancellationToken);
        wake.Call();
        foreach (var (cardId, parent) in MessageTraces.OfCards(ImagesTelemetry.Activities, context.Message, message => message.CardId))
            PipelineTraces.Record(ImagesTelemetry.Activities, "plan picture", ActivityKind.Consumer, parent, began, time.GetUtcNow(), new KeyValuePair<string, object?>(PipelineAttributes.CardId, cardId));
    }
}

public sealed class PlanImagesConsumerDefinition : ConsumerDefinition<PlanImagesConsumer>
{
    protected override void ConfigureConsumer(IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<PlanImagesConsumer> consumerConfigurator, IRegistrationContext context)
    {
        // As Normalize's: on the in-memory bus each message in flight costs a reader.
        var (size, prefetch) = endpointConfigurator is IRabbitMqReceiveEndpointConfigurator ? (250, 500) : (64, 128);
        endpointConfigurator.UseQuorumQueue(StageQueues.PlanImages, prefetch);
        endpointConfigurator.RetryShortly(context);
        consumerConfigurator.Options<BatchOptions>(batch => batch
            .SetMessageLimit(size)
            .SetConcurrencyLimit(1)
            .SetTimeLimit(TimeSpan.FromMilliseconds(100)));
    }
}
