using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using PokedexTop.Images.Fetch;
using PokedexTop.Images.Tests.Rendering;
using PokedexTop.Testing;

namespace PokedexTop.Images.Tests.Fetch;

/// <summary>An origin is asked evenly and not by many at once, and left alone when it asks for it.</summary>
public sealed class HostPaceTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new();
    private ImageServer _server = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await ImageServer.StartAsync();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Requests_to_one_host_begin_apart()
    {
        _server.Answer = context => context.Response.Body.WriteAsync(Pictures.Card, Token).AsTask();
        using var fetcher = Fetcher(parallelism: 10, perSecond: 2);

        var fetches = Enumerable.Range(0, 4).Select(i => fetcher.FetchAsync($"{_server.Origin}/{i}", null, null, Token)).ToArray();

        for (var turn = 1; turn <= 4; turn++)
        {
            await Eventually.ThatAsync(() => fetches.Count(f => f.IsCompleted) == turn, TimeSpan.FromSeconds(10), $"fetch {turn} has its turn", Token);
            Assert.Equal(turn, _server.Requests.Count);
            _time.Advance(TimeSpan.FromSeconds(0.5));
        }
    }

    [Fact]
    public async Task No_more_than_so_many_are_under_way_at_once()
    {
        var (open, most) = (0, 0);
        _server.Answer = async context =>
        {
            most = Math.Max(most, Interlocked.Increment(ref open));
            await context.Response.Body.WriteAsync(Pictures.Card, Token);
            Interlocked.Decrement(ref open);
        };
        using var fetcher = Fetcher(parallelism: 3, perSecond: 10_000);
        using var moving = new Timer(_ => _time.Advance(TimeSpan.FromMilliseconds(1)), null, 0, 1);

        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => fetcher.FetchAsync($"{_server.Origin}/{i}", null, null, Token)));

        Assert.Equal(40, _server.Requests.Count);
        Assert.InRange(most, 1, 3);
    }

    [Theory]
    [InlineData(429, "90", 90)]
    [InlineData(503, "90", 90)]
    [InlineData(503, "99999999", 86_400)]
    [InlineData(429, "soon", 60)]
    [InlineData(429, "0", 60)]
    [InlineData(503, "soon", null)]
    public async Task Retry_after_is_told_and_kept(int status, string header, int? seconds)
    {
        _server.Answer = context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.RetryAfter = header;
            return Task.CompletedTask;
        };
        using var fetcher = Fetcher(parallelism: 4, perSecond: 10_000);

        var first = await fetcher.FetchAsync($"{_server.Origin}/a", null, null, Token);
        _time.Advance(TimeSpan.FromSeconds(1));
        var second = await fetcher.FetchAsync($"{_server.Origin}/b", null, null, Token);

        Assert.Equal(ImageOutcome.Failed, first.Outcome);
        Assert.Equal(seconds, first.RetryAfter?.TotalSeconds);
        // Another image of that host is not even asked for.
        Assert.Equal(seconds is null ? 2 : 1, _server.Requests.Count);
        Assert.Equal(seconds - 1, second.RetryAfter?.TotalSeconds);

        _time.Advance(TimeSpan.FromDays(1));
        _server.Answer = context => context.Response.Body.WriteAsync(Pictures.Card, Token).AsTask();
        Assert.Equal(ImageOutcome.Received, (await fetcher.FetchAsync($"{_server.Origin}/b", null, null, Token)).Outcome);
    }

    [Fact]
    public async Task Who_says_too_many_requests_is_left_alone_for_a_minute_at_least()
    {
        _server.Answer = context =>
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return Task.CompletedTask;
        };
        using var fetcher = Fetcher(parallelism: 4, perSecond: 10_000);

        var asked = await fetcher.FetchAsync($"{_server.Origin}/a", null, null, Token);
        var notAsked = await fetcher.FetchAsync($"{_server.Origin}/b", null, null, Token);

        Assert.Equal((ImageOutcome.Failed, false), (asked.Outcome, asked.NotAsked));
        Assert.Equal((ImageOutcome.Failed, true, 60), (notAsked.Outcome, notAsked.NotAsked, notAsked.RetryAfter?.TotalSeconds));
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task Retry_after_may_be_a_date()
    {
        _server.Answer = context =>
        {
            context.Response.StatusCode = (int)HttpStatusCode.ServiceUnavailable;
            context.Response.Headers.RetryAfter = _time.GetUtcNow().AddMinutes(3).ToString("R");
            return Task.CompletedTask;
        };
        using var fetcher = Fetcher(parallelism: 1, perSecond: 10);

        Assert.Equal(180, (await fetcher.FetchAsync($"{_server.Origin}/a", null, null, Token)).RetryAfter?.TotalSeconds);
    }

    private ImageFetcher Fetcher(int parallelism, double perSecond) =>
        new(new ImageFetchOptions { AllowedOrigins = new AllowedOrigins(_server.Origin), Parallelism = parallelism, PerSecond = perSecond }, _time);
}
