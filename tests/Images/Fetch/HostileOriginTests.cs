using System.Net;
using Microsoft.AspNetCore.Http;
using PokedexTop.Images.Fetch;
using PokedexTop.Images.Tests.Rendering;

namespace PokedexTop.Images.Tests.Fetch;

/// <summary>Origins that lead elsewhere.</summary>
public sealed class HostileOriginTests : IAsyncLifetime
{
    private ImageServer _server = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await ImageServer.StartAsync();
        _server.Answer = context => context.Response.Body.WriteAsync(Pictures.Card, Token).AsTask();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("https://images.example.org/a.png")]
    [InlineData("http://images.pokemontcg.io/a.png")]
    [InlineData("https://images.pokemontcg.io:8443/a.png")]
    [InlineData("https://images.pokemontcg.io.example.org/a.png")]
    [InlineData("https://images.pokemontcg.io./a.png")]
    [InlineData("https://user:password@images.pokemontcg.io/a.png")]
    [InlineData("https://images.pokemontcg.io@127.0.0.1/a.png")]
    [InlineData("https://127.0.0.1/a.png")]
    [InlineData("https://2130706433/a.png")]
    [InlineData("https://0x7f.1/a.png")]
    [InlineData("https://[::1]/a.png")]
    [InlineData("https://[::ffff:127.0.0.1]/a.png")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://images.pokemontcg.io/a.png")]
    [InlineData("data:image/png;base64,iVBORw0KGgo=")]
    [InlineData("//images.pokemontcg.io/a.png")]
    [InlineData("https://")]
    [InlineData("https://xn--/a")]
    [InlineData("https://\u0000/a")]
    [InlineData("")]
    public async Task What_is_not_an_allowed_origin_is_refused_without_a_request(string url)
    {
        using var fetcher = new ImageFetcher(new ImageFetchOptions(), TimeProvider.System, (_, _) => throw new InvalidOperationException("a name was looked up"));

        var answer = await fetcher.FetchAsync(url, null, null, Token);

        Assert.Equal(ImageOutcome.Refused, answer.Outcome);
        Assert.DoesNotContain("password", answer.Reason!.Replace("user or password", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_leads_to_loopback_is_refused_though_its_origin_is_allowed()
    {
        var origin = $"http://localhost:{_server.Port}";

        var answer = await FetchAsync($"{origin}/a", [origin]);

        Assert.Equal(ImageOutcome.Refused, answer.Outcome);
        Assert.Contains("not an address of the public internet", answer.Reason, StringComparison.Ordinal);
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task A_loopback_address_is_taken_only_where_an_origin_names_it_and_the_port()
    {
        var named = $"http://127.0.0.1:{_server.Port}";

        Assert.Equal(ImageOutcome.Received, (await FetchAsync($"{named}/a", [named])).Outcome);
        Assert.Equal(ImageOutcome.Refused, (await FetchAsync($"{named}/a", ["http://127.0.0.1:1"])).Outcome);
        Assert.Equal(ImageOutcome.Refused, (await FetchAsync($"http://127.0.0.2:{_server.Port}/a", [named])).Outcome);
        Assert.Single(_server.Requests);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("8.8.8.8", "10.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    public async Task One_bad_address_spoils_a_name(params string[] addresses)
    {
        var origin = $"http://images.example.org:{_server.Port}";

        var answer = await FetchAsync($"{origin}/a", [origin], (_, _) => Task.FromResult(Array.ConvertAll(addresses, IPAddress.Parse)));

        Assert.Equal(ImageOutcome.Refused, answer.Outcome);
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task A_name_is_resolved_once_so_that_a_second_answer_cannot_lead_elsewhere()
    {
        var origin = $"http://images.example.org:{_server.Port}";
        var lookups = 0;
        // TEST-NET-like addresses are refused, so this is a public one; nobody is let through to it from here.
        Task<IPAddress[]> Rebinding(string host, CancellationToken token) => Task.FromResult(new[] { IPAddress.Parse(++lookups == 1 ? "192.0.1.1" : "127.0.0.1") });

        var answer = await FetchAsync($"{origin}/a", [origin], Rebinding, connectTimeout: 0.3);

        Assert.Equal((ImageOutcome.Failed, 1), (answer.Outcome, lookups));
        Assert.Empty(_server.Requests);
    }

    [Theory]
    [InlineData("http://127.0.0.1:{other}/secret")]
    [InlineData("http://localhost:{other}/secret")]
    [InlineData("http://[::1]:{other}/secret")]
    [InlineData("http://10.0.0.1/secret")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("https://example.org/a.png")]
    [InlineData("//example.org/a.png")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://127.0.0.1:{other}/_GET")]
    [InlineData("data:image/png;base64,iVBORw0KGgo=")]
    public async Task A_redirect_to_where_nothing_may_be_fetched_is_refused(string location)
    {
        await using var other = await ImageServer.StartAsync();
        _server.Answer = context =>
        {
            context.Response.StatusCode = 302;
            context.Response.Headers.Location = location.Replace("{other}", $"{other.Port}", StringComparison.Ordinal);
            return Task.CompletedTask;
        };

        var answer = await FetchAsync($"{_server.Origin}/a", [_server.Origin]);

        Assert.Equal(ImageOutcome.Refused, answer.Outcome);
        Assert.StartsWith("it redirects to", answer.Reason, StringComparison.Ordinal);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task A_redirect_to_an_allowed_name_is_resolved_and_checked_too()
    {
        var inside = $"http://localhost:{_server.Port}";
        _server.Answer = context =>
        {
            context.Response.Redirect($"{inside}/b");
            return Task.CompletedTask;
        };

        Assert.Equal(ImageOutcome.Refused, (await FetchAsync($"{_server.Origin}/a", [_server.Origin, inside])).Outcome);
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task A_circle_of_redirects_ends()
    {
        _server.Answer = context =>
        {
            context.Response.Redirect(context.Request.Path == "/a" ? "/b" : "/a");
            return Task.CompletedTask;
        };

        var answer = await FetchAsync($"{_server.Origin}/a", [_server.Origin]);

        Assert.Equal((ImageOutcome.Refused, "more than 3 redirects", 4), (answer.Outcome, answer.Reason, _server.Requests.Count));
    }

    private static async Task<ImageAnswer> FetchAsync(string url, string[] origins, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null, double connectTimeout = 5)
    {
        var options = new ImageFetchOptions { AllowedOrigins = new AllowedOrigins(origins), PerSecond = 1_000, ConnectTimeout = TimeSpan.FromSeconds(connectTimeout) };
        using var fetcher = new ImageFetcher(options, TimeProvider.System, resolve ?? Dns.GetHostAddressesAsync);
        return await fetcher.FetchAsync(url, null, null, Token);
    }
}
