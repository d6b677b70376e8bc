using MassTransit;

namespace PokedexTop.Messaging;

/// <summary>Whether the bus can be used now.</summary>
public sealed class BusHealth(IBusControl bus)
{
    /// <summary>Why it cannot; null when it can.</summary>
    public string? Problem => bus.CheckHealth() is { Status: not BusHealthStatus.Healthy } health
        ? $"The message bus is {health.Status.ToString().ToLowerInvariant()}: {health.Exception?.GetBaseException().Message ?? health.Description}"
        : null;
}
