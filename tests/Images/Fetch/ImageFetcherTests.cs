using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using PokedexTop.Images.Fetch;
using PokedexTop.Images.Tests.Rendering;

namespace PokedexTop.Images.Tests.Fetch;

/// <summary>What an honest origin's answers come to.</summary>
public sealed class ImageFetcherTests : IAsyncLifetime
{
    private ImageServer _server = null!;
    private ImageFetcher _fetcher = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await ImageServer.StartAsync();
        _fetcher = new ImageFetcher(new ImageFetchOptions { AllowedOrigins = new AllowedOrigins(_server.Origin), PerSecond = 1_000 }, TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        _fetcher.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData("png", "image/png")]
    [InlineData("jpg", "application/octet-stream")]
    [InlineData("webp", null)]
    public async Task An_image_arrives_as_it_is_whatever_its_content_type_says(string format, string? contentType)
    {
        var image = format switch { "png" => Pictures.Card, "jpg" => Pictures.Jpeg(), _ => Pictures.WebP() };
        _server.Answer = context =>
        {
            context.Response.ContentType = contentType;
            context.Response.Headers.ETag = "W/\"a-1\"";
            context.Response.Headers.LastModified = "Mon, 23 Nov 2026 10:00:00 GMT";
            context.Response.ContentLength = format == "webp" ? null : image.Length;
            return context.Response.Body.WriteAsync(image, Token).AsTask();
        };

        var answer = await _fetcher.FetchAsync($"{_server.Origin}/base1/4_hires.png", null, null, Token);

        Assert.Equal((ImageOutcome.Received, "W/\"a-1\"", "Mon, 23 Nov 2026 10:00:00 GMT"), (answer.Outcome, answer.ETag, answer.LastModified));
        Assert.Equal(image, answer.Content.ToArray());
    }

    [Theory]
    [InlineData("")]
    [InlineData("identity")]
    [InlineData("aws-chunked")]
    [InlineData("Identity,aws-chunked")]
    [InlineData("gzip")]
    public async Task Plain_bytes_are_taken_whatever_their_encoding_is_called(string encoding)
    {
        _server.Answer = context =>
        {
            context.Response.Headers.ContentEncoding = encoding;
            return context.Response.Body.WriteAsync(Pictures.Card, Token).AsTask();
        };

        var answer = await _fetcher.FetchAsync($"{_server.Origin}/a", null, null, Token);

        Assert.Equal((ImageOutcome.Received, Pictures.Card.Length), (answer.Outcome, answer.Content.Length));
    }

    [Fact]
    public async Task A_request_is_plain_and_carries_no_trace()
    {
        using var listener = new ActivityListener { ShouldListenTo = _ => true, Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded };
        ActivitySource.AddActivityListener(listener);
        using var activity = new Activity("an image").Start();
        _server.Answer = context =>
        {
            context.Response.Headers.SetCookie = "who=you; path=/";
            return context.Response.Body.WriteAsync(Pictures.Card, Token).AsTask();
        };

        await _fetcher.FetchAsync($"{_server.Origin}/a", null, null, Token);
        await _fetcher.FetchAsync($"{_server.Origin}/b", null, null, Token);

        Assert.Equal(2, _server.Requests.Count);
        Assert.All(_server.Requests, request => Assert.Equal(["Accept", "Host", "User-Agent"], request.Headers.Keys.Order(StringComparer.Ordinal)));
        Assert.Matches("^PokedexTop/[0-9.]+(-[0-9a-z.-]+)?$", _server.Requests.First().Headers.UserAgent.ToString());
    }

    [Fact]
    public async Task Kept_validators_make_the_request_conditional()
    {
        _server.Answer = context =>
        {
            context.Response.StatusCode = context.Request.Headers.IfNoneMatch == "\"v1\"" && context.Request.Headers.IfModifiedSince == "Mon, 23 Nov 2026 10:00:00 GMT" ? 304 : 200;
            return Task.CompletedTask;
        };

        var answer = await _fetcher.FetchAsync($"{_server.Origin}/a", "\"v1\"", "Mon, 23 Nov 2026 10:00:00 GMT", Token);

        Assert.Equal(ImageOutcome.NotModified, answer.Outcome);
    }

    [Fact]
    public async Task An_unasked_for_304_is_a_failure()
    {
        _server.Answer = context => Status(context, 304);

        Assert.Equal(ImageOutcome.Failed, (await _fetcher.FetchAsync($"{_server.Origin}/a", null, null, Token)).Outcome);
    }

    [Theory]
    [InlineData(404)]
    [InlineData(410)]
    public async Task A_missing_image_is_missing_though_a_picture_of_a_card_back_comes(int status)
    {
        _server.Answer = context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = "image/png";
            return context.Response.Body.WriteAsync(Pictures.Card, Token).AsTask();
        };

        var answer = await _fetcher.FetchAsync($"{_server.Origin}/a", null, null, Token);

        Assert.Equal((ImageOutcome.Missing, true), (answer.Outcome, answer.Content.IsEmpty));
    }

    [Theory]
    [InlineData(204, true)]
    [InlineData(206, true)]
    [InlineData(300, true)]
    [InlineData(400, true)]
    [InlineData(401, true)]
    [InlineData(403, true)]
    [InlineData(408, false)]
    [InlineData(429, false)]
    [InlineData(451, true)]
    [InlineData(500, false)]
    [InlineData(502, false)]
    public async Task Every_other_status_is_worth_another_attempt_and_says_whether_another_address_may_do_better(int status, bool isOfAddress)
    {
        _server.Answer = context => Status(context, status);

        var answer = await _fetcher.FetchAsync($"{_server.Origin}/a", null, null, Token);

        Assert.Equal((ImageOutcome.Failed, isOfAddress), (answer.Outcome, answer.IsOfAddress));
        Assert.EndsWith($"answered {status}", answer.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redirects_are_followed_with_their_validators()
    {
        _server.Answer = context =>
        {
            if (context.Request.Path == "/c")
                return context.Response.Body.WriteAsync(Pictures.Card, Token).AsTask();
            context.Response.StatusCode = 302;
            context.Response.Headers.Location = context.Request.Path == "/a" ? "b" : $"{_server.Origin}/c";
            return Task.CompletedTask;
        };

        var answer = await _fetcher.FetchAsync($"{_server.Origin}/a", "\"v1\"", null, Token);

        Assert.Equal(ImageOutcome.Received, answer.Outcome);
        Assert.Equal(["/a", "/b", "/c"], _server.Requests.Select(r => r.Path));
        Assert.All(_server.Requests, request => Assert.Equal("\"v1\"", request.Headers.IfNoneMatch));
    }

    [Fact]
    public async Task Nobody_there_is_worth_another_attempt()
    {
        var origin = _server.Origin;
        await _server.DisposeAsync();

        var answer = await _fetcher.FetchAsync($"{origin}/a", null, null, Token);

        Assert.Equal(ImageOutcome.Failed, answer.Outcome);
        Assert.Contains("refused", answer.Reason, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Only_the_callers_cancellation_throws()
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Token);
        _server.Answer = async context =>
        {
            await stopping.CancelAsync();
            context.Abort();
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _fetcher.FetchAsync($"{_server.Origin}/a", null, null, stopping.Token));
    }

    private static Task Status(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
