using System.Text.Json;
using PokedexTop.Testing;
using RabbitMQ.Client;

namespace PokedexTop.Tests.EndToEnd;

/// <summary>A queue beside Normalize's that gets every event of cards too, so that the cards they tell of can be counted.</summary>
internal sealed class CardEvents : IAsyncDisposable
{
    private readonly IConnection _connection;
    private readonly IChannel _channel;
    private readonly string _queue;
    private int _cards;

    private CardEvents(IConnection connection, IChannel channel, string queue) => (_connection, _channel, _queue) = (connection, channel, queue);

    public static async Task<CardEvents> ListenAsync(Deployment deployment)
    {
        var connection = await deployment.ConnectAsync();
        var channel = await connection.CreateChannelAsync();
        var queue = (await channel.QueueDeclareAsync(exclusive: true)).QueueName;
        await channel.QueueBindAsync(queue, "PokedexTop.Contracts:CardFetched", routingKey: "");
        return new CardEvents(connection, channel, queue);
    }

    /// <summary>Cards that events told of so far; waits until there are at least so many.</summary>
    public async Task<int> CardsAsync(int atLeast)
    {
        await Eventually.ThatAsync(async stop =>
        {
            while (await _channel.BasicGetAsync(_queue, autoAck: true, stop) is { } message)
            {
                using var fetched = JsonDocument.Parse(message.Body);
                var (first, last, count) = (fetched.RootElement.GetProperty("firstBronzeId").GetInt64(), fetched.RootElement.GetProperty("lastBronzeId").GetInt64(), fetched.RootElement.GetProperty("count").GetInt32());
                Assert.Equal(count, last - first + 1);
                _cards += count;
            }
            return _cards >= atLeast;
        }, TimeSpan.FromSeconds(20), $"events tell of {atLeast} cards");
        return _cards;
    }

    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
