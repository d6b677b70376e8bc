using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PokedexTop.Contracts;
using PokedexTop.Ingest.Sources.PokeApi;
using PokedexTop.Messaging;

namespace PokedexTop.Ingest;

/// <summary>Refreshes the species, where this process reads a network source; a folder makes no network call, for species neither.</summary>
internal sealed class RefreshSpeciesConsumer(IServiceProvider services, IHostApplicationLifetime lifetime) : IConsumer<RefreshSpecies>
{
    public async Task Consume(ConsumeContext<RefreshSpecies> context)
    {
        if (services.GetService<SpeciesRefresh>() is not { } refresh)
            return;
        // The bus waits for its consumers before it cancels them; a host that stops must not wait for a whole refresh.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        try
        {
            await refresh.RefreshAsync(stop.Token);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // Every answer is committed as it comes; the next refresh asks for what is left.
        }
    }
}

internal sealed class RefreshSpeciesConsumerDefinition : ConsumerDefinition<RefreshSpeciesConsumer>
{
    public RefreshSpeciesConsumerDefinition() => ConcurrentMessageLimit = 1;

    protected override void ConfigureConsumer(IReceiveEndpointConfigurator endpointConfigurator, IConsumerConfigurator<RefreshSpeciesConsumer> consumerConfigurator, IRegistrationContext context) =>
        endpointConfigurator.UseQuorumQueue(IngestQueues.RefreshSpecies, prefetch: 1);
}
