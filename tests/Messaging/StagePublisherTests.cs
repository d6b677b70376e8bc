using System.Net;
using System.Net.Sockets;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Configuration;
using PokedexTop.Contracts;
using PokedexTop.Data;
using PokedexTop.Messaging;

namespace PokedexTop.Messaging.Tests;

public sealed class StagePublisherTests
{
    [Fact]
    public async Task A_broker_that_accepts_connections_and_never_answers_does_not_hold_a_stage_up()
    {
        var stop = TestContext.Current.CancellationToken;
        using var mute = new TcpListener(IPAddress.Loopback, 0);
        mute.Start();
        var settings = new HostSettings(DatabaseProvider.PostgreSql, "Host=none", Transport.RabbitMq, new Uri($"amqp://guest:guest@127.0.0.1:{((IPEndPoint)mute.LocalEndpoint).Port}/"), ".");
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddBus(settings, [], _ => { });
        await using var provider = services.BuildServiceProvider();
        var publisher = new StagePublisher(_ => Task.FromResult(provider.GetRequiredService<IBus>()), settings, provider.GetRequiredService<ConsumedMessages>())
        {
            Patience = TimeSpan.FromMilliseconds(300),
            ShortPatience = TimeSpan.FromMilliseconds(100),
        };

        var first = await Assert.ThrowsAsync<TimeoutException>(() => publisher.PublishMandatoryAsync([new StartSync(Guid.NewGuid()), new StartSync(Guid.NewGuid())], stop).WaitAsync(TimeSpan.FromSeconds(30), stop));
        Assert.Contains("has not confirmed 2 StartSync within 0.3 s", first.Message, StringComparison.Ordinal);
        var next = await Assert.ThrowsAsync<TimeoutException>(() => publisher.PublishAsync([new SetFetched(Guid.NewGuid(), [1])], stop).WaitAsync(TimeSpan.FromSeconds(30), stop));
        Assert.Contains("has not confirmed 1 SetFetched within 0.1 s", next.Message, StringComparison.Ordinal);
    }
}
