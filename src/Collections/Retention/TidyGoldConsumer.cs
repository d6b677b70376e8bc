using MassTransit;
using Microsoft.Extensions.Hosting;
using PokedexTop.Contracts;
using PokedexTop.Hosting;
using PokedexTop.Messaging;

namespace PokedexTop.Collections.Retention;

/// <summary>Removes what gold keeps for a while only.</summary>
internal sealed class TidyGoldConsumer(Housekeeping housekeeping, AuditHousekeeper audit, IHostApplicationLifetime lifetime) : IConsumer<TidyUp>
{
    public Task Consume(ConsumeContext<TidyUp> context) => lifetime.WhileRunningAsync(stop => housekeeping.RunAsync([audit], stop), context.CancellationToken);
}

internal sealed class TidyGoldConsumerDefinition : ConsumerDefinition<TidyGoldConsumer>
{
    public TidyGoldConsumerDefinition() => ConcurrentMessageLimit = 1;

    protected override void ConfigureConsumer(IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<TidyGoldConsumer> consumerConfigurator, IRegistrationContext context) =>
        endpointConfigurator.UseQuorumQueue(CollectionsQueues.TidyGold, prefetch: 1);
}
