using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PokedexTop.Contracts;
using PokedexTop.Hosting;
using PokedexTop.Ingest.Sources.PokeApi;
using PokedexTop.Messaging;

namespace PokedexTop.Ingest;

/// <summary>Refreshes the species, where this process reads a network source; a folder makes no network call, for species neither.</summary>
internal sealed class RefreshSpeciesConsumer(IServiceProvider services, IHostApplicationLifetime lifetime) : IConsumer<RefreshSpecies>
{
    // Every answer is committed as it comes; the next refresh asks for what is left.
    public Task Consume(ConsumeContext<RefreshSpecies> context) => services.GetService<SpeciesRefresh>() is { } refresh
        ? lifetime.WhileRunningAsync(refresh.RefreshAsync, context.CancellationToken)
        : Task.CompletedTask;
}

internal sealed class RefreshSpeciesConsumerDefinition : ConsumerDefinition<RefreshSpeciesConsumer>
{
    public RefreshSpeciesConsumerDefinition() => ConcurrentMessageLimit = 1;

    protected override void ConfigureConsumer(IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<RefreshSpeciesConsumer> consumerConfigurator, IRegistrationContext context) =>
        endpointConfigurator.UseQuorumQueue(IngestQueues.RefreshSpecies, prefetch: 1);
}
