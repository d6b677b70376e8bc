using MassTransit;
using Microsoft.Extensions.Hosting;
using PokedexTop.Contracts;
using PokedexTop.Hosting;
using PokedexTop.Messaging;

namespace PokedexTop.Ingest.Retention;

/// <summary>Removes what bronze keeps for a while only.</summary>
internal sealed class TidyBronzeConsumer(Housekeeping housekeeping, RunHousekeeper runs, CallHousekeeper calls, PriceHousekeeper prices, IHostApplicationLifetime lifetime) : IConsumer<TidyUp>
{
    public Task Consume(ConsumeContext<TidyUp> context) => lifetime.WhileRunningAsync(stop => housekeeping.RunAsync([runs, calls, prices], stop), context.CancellationToken);
}

internal sealed class TidyBronzeConsumerDefinition : ConsumerDefinition<TidyBronzeConsumer>
{
    public TidyBronzeConsumerDefinition() => ConcurrentMessageLimit = 1;

    protected override void ConfigureConsumer(IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<TidyBronzeConsumer> consumerConfigurator, IRegistrationContext context) =>
        endpointConfigurator.UseQuorumQueue(IngestQueues.TidyBronze, prefetch: 1);
}
