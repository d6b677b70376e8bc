using System.Diagnostics.Metrics;
using PokedexTop.Telemetry;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace PokedexTop.Messaging;

/// <summary>How many messages wait in each stage's queue. Asked of the broker on a connection of its own: MassTransit's tells nothing of queues.</summary>
internal sealed class QueueMeasurements(Uri broker, IReadOnlyList<StageQueue> queues) : ITableMeasurements, IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    private IConnection? _connection;

    public async Task MeasureAsync(CancellationToken cancellationToken)
    {
        try
        {
            _connection ??= await new ConnectionFactory { Uri = broker, RequestedConnectionTimeout = s_patience, ContinuationTimeout = s_patience }.CreateConnectionAsync("pokedextop measuring", cancellationToken);
            var depths = new List<Measurement<long>>();
            foreach (var queue in queues.Select(q => q.Name))
            {
                if (await DepthAsync(_connection, queue, cancellationToken) is { } depth)
                    depths.Add(new Measurement<long>(depth, new KeyValuePair<string, object?>("messaging.destination.name", queue)));
            }
            MessagingTelemetry.QueueMessages.Set(depths);
        }
        catch (Exception error) when (error is RabbitMQClientException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            await CloseAsync();
            throw new IOException($"The broker does not tell of its queues: {error.Message}", error);
        }
    }

    public void Clear() => MessagingTelemetry.QueueMessages.Set([]);

    public async ValueTask DisposeAsync() => await CloseAsync();

    /// <returns>Null where there is no such queue; asking for it costs the channel.</returns>
    private static async Task<uint?> DepthAsync(IConnection connection, string queue, CancellationToken cancellationToken)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        try
        {
            return (await channel.QueueDeclarePassiveAsync(queue, cancellationToken)).MessageCount;
        }
        catch (OperationInterruptedException missing) when (missing.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return null;
        }
    }

    private async Task CloseAsync()
    {
        if (_connection is { } connection)
        {
            _connection = null;
            await connection.DisposeAsync();
        }
    }
}
