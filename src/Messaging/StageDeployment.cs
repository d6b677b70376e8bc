using PokedexTop.Configuration;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace PokedexTop.Messaging;

/// <summary>Which stages run somewhere, as the broker sees it.</summary>
public static class StageDeployment
{
    /// <summary>Whether some process consumes a stage's queue; false also when the queue does not exist or the broker does not answer.</summary>
    public static async Task<bool> ConsumesAsync(HostSettings settings, string queue, CancellationToken cancellationToken)
    {
        try
        {
            var factory = new ConnectionFactory { Uri = settings.RabbitMq!, AutomaticRecoveryEnabled = false };
            await using var connection = await factory.CreateConnectionAsync(cancellationToken);
            await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
            return (await channel.QueueDeclarePassiveAsync(queue, cancellationToken)).ConsumerCount > 0;
        }
        catch (Exception error) when (error is OperationInterruptedException or BrokerUnreachableException or IOException)
        {
            return false;
        }
    }
}
