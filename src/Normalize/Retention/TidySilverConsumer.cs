using MassTransit;
using Microsoft.Extensions.Hosting;
using PokedexTop.Contracts;
using PokedexTop.Hosting;
using PokedexTop.Messaging;

namespace PokedexTop.Normalize.Retention;

/// <summary>Removes what silver keeps for a while only.</summary>
internal sealed class TidySilverConsumer(Housekeeping housekeeping, PriceHistoryHousekeeper prices, IHostApplicationLifetime lifetime) : IConsumer<TidyUp>
{
    public Task Consume(ConsumeContext<TidyUp> context) => lifetime.WhileRunningAsync(stop => housekeeping.RunAsync([prices], stop), context.CancellationToken);
}

internal sealed class TidySilverConsumerDefinition : ConsumerDefinition<TidySilverConsumer>
{
    public TidySilverConsumerDefinition() => ConcurrentMessageLimit = 1;

    protected override void ConfigureConsumer(IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<TidySilverConsumer> consumerConfigurator, IRegistrationContext context) =>
        endpointConfigurator.UseQuorumQueue(NormalizeQueues.TidySilver, prefetch: 1);
}
