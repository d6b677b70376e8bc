using MassTransit;
using PokedexTop.Contracts;
using PokedexTop.Hosting;
using PokedexTop.Images.Telemetry;
using PokedexTop.Messaging;

namespace PokedexTop.Images;

/// <summary>
/// Plans the pictures of cards that changed and wakes the worker. The rows are the queue from there on: a picture takes as
/// long as its source wants, and no message waits for it.
/// </summary>
internal sealed class PlanImagesConsumer(ImagePlanner planner, WakeUp<ImagePlanner> wake) : IConsumer<CardNormalized>
{
    public async Task Consume(ConsumeContext<CardNormalized> context)
    {
        using var span = MessageTraces.Start(ImagesTelemetry.Activities, "plan pictures", context);
        await planner.PlanChangesAsync(context.Message.FirstChangeId, context.Message.LastChangeId, context.CancellationToken);
        wake.Call();
    }
}

internal sealed class PlanImagesConsumerDefinition : ConsumerDefinition<PlanImagesConsumer>
{
    public PlanImagesConsumerDefinition() => ConcurrentMessageLimit = 1;

    protected override void ConfigureConsumer(IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<PlanImagesConsumer> consumerConfigurator, IRegistrationContext context)
    {
        endpointConfigurator.UseQuorumQueue(ImagesQueues.PlanImages, prefetch: 4);
        endpointConfigurator.RetryShortly(context);
    }
}
