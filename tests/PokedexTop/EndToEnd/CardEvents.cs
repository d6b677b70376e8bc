using PokedexTop.Testing;
using RabbitMQ.Client;

namespace PokedexTop.Tests.EndToEnd;

/// <summary>A queue beside Normalize's that gets every card event too, so that they can be counted.</summary>
internal sealed class CardEvents : IAsyncDisposable
{
    private readonly IConnection _connection;
    private readonly IChannel _channel;
    private readonly string _queue;

    private CardEvents(IConnection connection, IChannel channel, string queue) => (_connection, _channel, _queue) = (connection, channel, queue);

    public static async Task<CardEvents> ListenAsync(Deployment deployment)
    {
        var connection = await deployment.ConnectAsync();
        var channel = await connection.CreateChannelAsync();
        var queue = (await channel.QueueDeclareAsync(exclusive: true)).QueueName;
        await channel.QueueBindAsync(queue, "PokedexTop.Contracts:CardFetched", routingKey: "");
        return new CardEvents(connection, channel, queue);
    }

    /// <summary>Events so far; waits until there are at least so many.</summary>
    public async Task<uint> CountAsync(int atLeast)
    {
        await Eventually.ThatAsync(async stop => await _channel.MessageCountAsync(_queue, stop) >= atLeast, TimeSpan.FromSeconds(20), $"{atLeast} card events were published");
        return await _channel.MessageCountAsync(_queue);
    }

    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
