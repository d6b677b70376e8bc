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
    private Task? _starting;

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

    public Task StartAsync(CancellationToken cancellationToken) => _starting = StartBusAsync(cancellationToken);

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        // A host that is stopped while it starts does not wait for its services' starts.
        if (_starting is { } starting)
            await starting.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).WaitAsync(cancellationToken);
        if (_hosted is { } hosted)
            await hosted.StopAsync(cancellationToken);
    }

    // Twice: the container holds it as itself and as a hosted service.
    public ValueTask DisposeAsync() => Interlocked.Exchange(ref _hosted, null)?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task StartBusAsync(CancellationToken cancellationToken)
    {
        try
        {
            _hosted = await Task.Run(() => ActivatorUtilities.CreateInstance<MassTransitHostedService>(services), cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            await _hosted.StartAsync(cancellationToken);
            _bus.SetResult(services.GetRequiredService<IBus>());
        }
        catch (Exception error)
        {
            _bus.SetException(error);
            throw;
        }
    }
}
