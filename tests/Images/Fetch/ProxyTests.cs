using System.Net;
using System.Text;
using PokedexTop.Images.Fetch;
using PokedexTop.Images.Tests.Rendering;

namespace PokedexTop.Images.Tests.Fetch;

/// <summary>A proxy would resolve names by itself, past every check.</summary>
[Collection(Alone.Name)]
public sealed class ProxyTests
{
    [Fact]
    public async Task A_proxy_of_the_environment_is_not_used()
    {
        var token = TestContext.Current.CancellationToken;
        await using var server = await ImageServer.StartAsync();
        server.Answer = context => context.Response.Body.WriteAsync(Pictures.Card, token).AsTask();
        await using var proxy = new RawServer((stream, stop) => stream.WriteAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"), stop).AsTask());
        using var fetcher = new ImageFetcher(new ImageFetchOptions { AllowedOrigins = new AllowedOrigins(server.Origin, "http://images.example.org") }, TimeProvider.System, (_, _) => throw new InvalidOperationException("resolved here"));
        var before = HttpClient.DefaultProxy;
        HttpClient.DefaultProxy = new WebProxy(proxy.Origin);
        try
        {
            Assert.Equal(ImageOutcome.Received, (await fetcher.FetchAsync($"{server.Origin}/a", null, null, token)).Outcome);
            Assert.Equal(ImageOutcome.Failed, (await fetcher.FetchAsync("http://images.example.org/a", null, null, token)).Outcome);
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }
        Assert.Equal(0, proxy.Connections);
    }
}
