using MassTransit;
using Microsoft.Extensions.Hosting;
using PokedexTop.Contracts;
using PokedexTop.Hosting;
using PokedexTop.Messaging;

namespace PokedexTop.Collections.Retention;

/// <summary>Removes what gold keeps for a while only.</summary>
internal sealed class TidyGoldConsumer(Housekeeping housekeeping, AuditHousekeeper audit, IHostApplicationLifetime lifetime) : IConsumer<TidyUp>
{
    public async Task Consume(ConsumeContext<TidyUp> context)
    {
        // The bus waits for its consumers before it cancels them; a host that stops must not wait for this.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        try
        {
            await housekeeping.RunAsync([audit], stop.Token);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // What is left is removed the next time.
        }
    }
}

internal sealed class TidyGoldConsumerDefinition : ConsumerDefinition<TidyGoldConsumer>
{
    public TidyGoldConsumerDefinition() => ConcurrentMessageLimit = 1;

    protected override void ConfigureConsumer(IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<TidyGoldConsumer> consumerConfigurator, IRegistrationContext context) =>
        endpointConfigurator.UseQuorumQueue(CollectionsQueues.TidyGold, prefetch: 1);
}
