using MassTransit;
using Microsoft.Extensions.Hosting;
using PokedexTop.Contracts;
using PokedexTop.Hosting;
using PokedexTop.Messaging;

namespace PokedexTop.Ingest.Retention;

/// <summary>Removes what bronze keeps for a while only.</summary>
internal sealed class TidyBronzeConsumer(Housekeeping housekeeping, RunHousekeeper runs, CallHousekeeper calls, PriceHousekeeper prices, IHostApplicationLifetime lifetime) : IConsumer<TidyUp>
{
    public async Task Consume(ConsumeContext<TidyUp> context)
    {
        // The bus waits for its consumers before it cancels them; a host that stops must not wait for this.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        try
        {
            await housekeeping.RunAsync([runs, calls, prices], stop.Token);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // What is left is removed the next time.
        }
    }
}

internal sealed class TidyBronzeConsumerDefinition : ConsumerDefinition<TidyBronzeConsumer>
{
    public TidyBronzeConsumerDefinition() => ConcurrentMessageLimit = 1;

    protected override void ConfigureConsumer(IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<TidyBronzeConsumer> consumerConfigurator, IRegistrationContext context) =>
        endpointConfigurator.UseQuorumQueue(IngestQueues.TidyBronze, prefetch: 1);
}
