using Npgsql;
using PokedexTop.Testing;
using RabbitMQ.Client;

namespace PokedexTop.Hosting.Tests.Testing;

public sealed class ServersTests
{
    [Fact]
    public async Task Postgresql_gives_databases_that_are_apart()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var server = await PostgreSqlServer.StartedAsync();
        var first = await server.CreateDatabaseAsync(cancellation);
        var second = await server.CreateDatabaseAsync(cancellation);

        await ExecuteAsync(first, "CREATE TABLE card (id text)");
        await ExecuteAsync(second, "CREATE TABLE card (id text)");

        Assert.NotEqual(first, second);
        Assert.NotEmpty(server.Origin);
    }

    [Fact]
    public async Task Rabbitmq_gives_virtual_hosts_that_are_apart()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var server = await RabbitMqServer.StartedAsync();
        var first = await server.CreateVirtualHostAsync(cancellation);
        var second = await server.CreateVirtualHostAsync(cancellation);

        foreach (var address in new[] { first, second })
        {
            var factory = new ConnectionFactory { Uri = address };
            await using var connection = await factory.CreateConnectionAsync(cancellation);
            await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellation);
            var queue = await channel.QueueDeclareAsync("cards", durable: true, exclusive: false, autoDelete: false, cancellationToken: cancellation);
            Assert.Equal(0u, queue.MessageCount);
            await channel.BasicPublishAsync("", "cards", mandatory: true, "base1-1"u8.ToArray(), cancellation);
        }

        Assert.NotEmpty(server.Origin);
    }

    private static async Task ExecuteAsync(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
