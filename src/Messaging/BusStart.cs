using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace PokedexTop.Messaging;

/// <summary>
/// Starts MassTransit's own hosted service, which puts the bus together, beside the host's other services: taken as it is, all of
/// them wait until it is constructed, and that takes a fifth of a second.
/// </summary>
internal sealed class BusStart(IServiceProvider services) : IHostedService, IAsyncDisposable
{
    private readonly TaskCompletionSource<IBus> _bus = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private MassTransitHostedService? _hosted;

    /// <summary>Takes the place of the hosted services that MassTransit registered.</summary>
    public static void Replace(IServiceCollection services)
    {
        // Publishes health checks to nobody, and has the bus constructed for it; what is to be known of the bus BusHealth says.
        services.Remove(services.Single(service => service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Assembly == typeof(HealthCheckService).Assembly));
        services.Remove(services.Single(service => service.ImplementationType == typeof(MassTransitHostedService)));
        services.AddSingleton<BusStart>();
        services.AddHostedService(provider => provider.GetRequiredService<BusStart>());
    }

    /// <summary>The bus, once it takes messages: one in memory loses what nobody is connected for yet.</summary>
    public Task<IBus> StartedAsync(CancellationToken cancellationToken) => _bus.Task.WaitAsync(cancellationToken);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            _hosted = await Task.Run(() => ActivatorUtilities.CreateInstance<MassTransitHostedService>(services), cancellationToken);
            await _hosted.StartAsync(cancellationToken);
            _bus.SetResult(services.GetRequiredService<IBus>());
        }
        catch (Exception error)
        {
            _bus.SetException(error);
            throw;
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => _hosted?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public ValueTask DisposeAsync() => _hosted?.DisposeAsync() ?? ValueTask.CompletedTask;
}
