using MassTransit;

namespace PokedexTop.Hosting.Messaging;

/// <summary>What every stage's queue has in common on RabbitMQ; called by consumer definitions.</summary>
public static class StageEndpoint
{
    /// <param name="endpoint">The consumer's endpoint.</param>
    /// <param name="queue">Its queue's name.</param>
    /// <param name="prefetch">Messages in flight unacknowledged; at least batch size × concurrency for batches.</param>
    public static void UseQuorumQueue(this IReceiveEndpointConfigurator endpoint, string queue, int prefetch)
    {
        endpoint.PrefetchCount = prefetch;
        if (endpoint is not IRabbitMqReceiveEndpointConfigurator rabbit)
            return;
        foreach (var (name, value) in BusRegistration.QuorumArguments(queue))
            rabbit.SetQueueArgument(name, value);
    }
}
