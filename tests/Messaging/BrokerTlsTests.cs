using System.Net;
using System.Net.Sockets;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Messaging;

namespace PokedexTop.Messaging.Tests;

public sealed class BrokerTlsTests
{
    [Theory]
    [InlineData("amqps", 0x16)] // A TLS handshake record
    [InlineData("amqp", 'A')]
    public async Task The_scheme_says_whether_the_broker_is_spoken_to_in_TLS_whatever_the_port(string scheme, int begins)
    {
        var stop = TestContext.Current.CancellationToken;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = new Uri($"{scheme}://guest:guest@localhost:{((IPEndPoint)listener.LocalEndpoint).Port}/");
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddBus(new HostSettings(DatabaseProvider.PostgreSql, "Host=none", Transport.RabbitMq, address, "."), [], _ => { });
        await using var provider = services.BuildServiceProvider();
        var hosted = provider.GetServices<IHostedService>().OfType<BusStart>().Single();
        await hosted.StartAsync(stop);
        try
        {
            using var client = await listener.AcceptTcpClientAsync(stop).AsTask().WaitAsync(TimeSpan.FromSeconds(30), stop);
            var first = new byte[1];
            await client.GetStream().ReadExactlyAsync(first, stop).AsTask().WaitAsync(TimeSpan.FromSeconds(30), stop);
            Assert.Equal(begins, first[0]);
        }
        finally
        {
            await hosted.StopAsync(stop);
        }
    }
}
