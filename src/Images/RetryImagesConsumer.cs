using MassTransit;
using PokedexTop.Contracts;
using PokedexTop.Hosting;
using PokedexTop.Images.Upkeep;
using PokedexTop.Messaging;

namespace PokedexTop.Images;

/// <summary>Makes pictures that failed or are missing due now and wakes the worker; losing or repeating the message changes nothing for long.</summary>
internal sealed class RetryImagesConsumer(ImageRetries retries, WakeUp<ImagePlanner> wake) : IConsumer<RetryImages>
{
    public async Task Consume(ConsumeContext<RetryImages> context)
    {
        await retries.RetryUnsettledAsync(context.CancellationToken);
        wake.Call();
    }
}

internal sealed class RetryImagesConsumerDefinition : ConsumerDefinition<RetryImagesConsumer>
{
    public RetryImagesConsumerDefinition() => ConcurrentMessageLimit = 1;

    protected override void ConfigureConsumer(IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<RetryImagesConsumer> consumerConfigurator, IRegistrationContext context)
    {
        endpointConfigurator.UseQuorumQueue(ImagesQueues.RetryImages, prefetch: 4);
        endpointConfigurator.RetryShortly(context);
    }
}
