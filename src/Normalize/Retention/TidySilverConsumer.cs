using MassTransit;
using Microsoft.Extensions.Hosting;
using PokedexTop.Contracts;
using PokedexTop.Hosting;
using PokedexTop.Messaging;

namespace PokedexTop.Normalize.Retention;

/// <summary>Removes what silver keeps for a while only.</summary>
internal sealed class TidySilverConsumer(Housekeeping housekeeping, PriceHistoryHousekeeper prices, IHostApplicationLifetime lifetime) : IConsumer<TidyUp>
{
    public async Task Consume(ConsumeContext<TidyUp> context)
    {
        // The bus waits for its consumers before it cancels them; a host that stops must not wait for this.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        try
        {
            await housekeeping.RunAsync([prices], stop.Token);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // What is left is removed the next time.
        }
    }
}

internal sealed class TidySilverConsumerDefinition : ConsumerDefinition<TidySilverConsumer>
{
    public TidySilverConsumerDefinition() => ConcurrentMessageLimit = 1;

    protected override void ConfigureConsumer(IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<TidySilverConsumer> consumerConfigurator, IRegistrationContext context) =>
        endpointConfigurator.UseQuorumQueue(NormalizeQueues.TidySilver, prefetch: 1);
}
