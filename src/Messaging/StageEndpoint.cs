using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PokedexTop.Data;

namespace PokedexTop.Messaging;

/// <summary>What every stage's queue has in common on RabbitMQ; called by consumer definitions.</summary>
public static class StageEndpoint
{
    /// <param name="endpoint">The consumer's endpoint.</param>
    /// <param name="queue">Its queue's name.</param>
    /// <param name="prefetch">Messages in flight unacknowledged.</param>
    public static void UseQuorumQueue(this IReceiveEndpointConfigurator endpoint, string queue, int prefetch)
    {
        endpoint.PrefetchCount = prefetch;
        if (endpoint is not IRabbitMqReceiveEndpointConfigurator rabbit)
            return;
        foreach (var (name, value) in StageQueue.QuorumArguments(queue))
            rabbit.SetQueueArgument(name, value);
    }

    /// <summary>
    /// Tries a failed message again within seconds; a row that keeps failing waits in its table, not in the queue. Not where that
    /// only costs time: a disk that is full, a host that stops and waits for its consumers.
    /// </summary>
    public static void RetryShortly(this IReceiveEndpointConfigurator endpoint, IRegistrationContext context)
    {
        var (database, stopping) = (context.GetRequiredService<SqlDatabase>(), context.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? CancellationToken.None);
        endpoint.UseMessageRetry(retry =>
        {
            retry.Intervals(200, 1_000, 3_000);
            retry.Ignore<Exception>(error => stopping.IsCancellationRequested || database.IsFull(error));
        });
    }
}
