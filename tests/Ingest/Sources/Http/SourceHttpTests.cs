using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using PokedexTop.Ingest.Sources.Http;

namespace PokedexTop.Ingest.Tests.Sources.Http;

/// <summary>What the fake card API does not do: compression, redirects, answers made to harm.</summary>
public sealed class SourceHttpTests : IAsyncLifetime
{
    private AnswerServer _server = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await AnswerServer.StartAsync();

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_compressed_answer_is_read()
    {
        _server.Answer = context => GzipAsync(context, Encoding.UTF8.GetBytes("{}"));

        var answer = await GetAsync();

        Assert.Equal((CallFailure.None, "{}", 2L), (answer.Failure, Encoding.UTF8.GetString(answer.Body.Span), answer.Bytes));
    }

    [Fact]
    public async Task A_compressed_bomb_is_cut_at_the_cap()
    {
        _server.Answer = context => GzipAsync(context, new byte[50_000_000]);

        var answer = await GetAsync(maxBytes: 100_000);

        Assert.Equal(CallFailure.TooLarge, answer.Failure);
        Assert.InRange(answer.Bytes, 1, 100_000);
        Assert.True(answer.Body.IsEmpty);
    }

    [Fact]
    public async Task An_answer_that_only_claims_to_be_compressed_is_broken()
    {
        _server.Answer = context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            return context.Response.WriteAsync("plain text, as it happens", Token);
        };

        var answer = await GetAsync();

        Assert.Equal(CallFailure.Broken, answer.Failure);
        Assert.EndsWith("sent an answer that cannot be decompressed", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        _server.Answer = context =>
        {
            context.Response.Redirect("/elsewhere");
            return Task.CompletedTask;
        };

        var answer = await GetAsync();

        Assert.Equal((CallFailure.Unexpected, 302, 1), (answer.Failure, answer.StatusCode, _server.Requests.Count));
        Assert.Contains("redirect", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_shorter_than_announced_is_broken()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = BreakOffAsync(listener, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"data\":[");

        var answer = await GetAsync(url: new Uri($"http://{listener.LocalEndpoint}/"));
        await serving;

        Assert.Equal((CallFailure.Broken, 200, 9L), (answer.Failure, answer.StatusCode, answer.Bytes));
        Assert.EndsWith("broke its answer off after 9 bytes", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_that_never_ends_is_still_its_status()
    {
        _server.Answer = async context =>
        {
            context.Response.StatusCode = 503;
            for (var i = 0; i < 100; i++)
                await context.Response.WriteAsync(new string('x', 10_000), Token);
        };

        var answer = await GetAsync();

        Assert.Equal((CallFailure.ServerError, 503), (answer.Failure, answer.StatusCode));
        Assert.InRange(answer.Bytes, 0, 64 * 1024);
    }

    [Fact]
    public async Task What_a_source_writes_into_an_error_stays_on_one_short_line()
    {
        _server.Answer = context =>
        {
            context.Response.StatusCode = 400;
            return context.Response.WriteAsync("{\"error\":{\"message\":\"a\\nb\\u001b[31m" + new string('y', 5_000) + "\"}}", Token);
        };

        var answer = await GetAsync();

        Assert.DoesNotContain(answer.Error!, char.IsControl);
        Assert.InRange(answer.Error!.Length, 10, 300);
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("99999999", 86_400)]
    [InlineData("0", null)]
    [InlineData("soon", null)]
    [InlineData("-5", null)]
    public async Task Retry_after_in_seconds_becomes_a_time(string header, int? seconds)
    {
        _server.Answer = context => TooManyAsync(context, header);

        var answer = await GetAsync();

        Assert.Equal(CallFailure.TooManyRequests, answer.Failure);
        if (seconds is { } expected)
            Assert.InRange((answer.RetryAt!.Value - DateTime.UtcNow).TotalSeconds, expected - 5, expected);
        else
            Assert.Null(answer.RetryAt);
    }

    [Fact]
    public async Task Retry_after_as_a_date_becomes_a_time()
    {
        var date = DateTimeOffset.UtcNow.AddMinutes(3);
        _server.Answer = context => TooManyAsync(context, date.ToString("R"));

        var answer = await GetAsync();

        Assert.InRange((answer.RetryAt!.Value - date.UtcDateTime).TotalSeconds, -1, 1);
    }

    private async Task<HttpAnswer> GetAsync(long maxBytes = 1_000_000, Uri? url = null)
    {
        using var http = new SourceHttp(
            url ?? _server.Url, new HttpLimits(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10), maxBytes), TimeProvider.System);
        return await http.GetAsync("cards", apiKey: null, Token);
    }

    /// <summary>Answers one request and ends the connection in order, so that the other side gets every byte before the end.</summary>
    private static async Task BreakOffAsync(TcpListener listener, string answer)
    {
        using var socket = await listener.AcceptSocketAsync(Token);
        await socket.ReceiveAsync(new byte[4_096], Token);
        await socket.SendAsync(Encoding.ASCII.GetBytes(answer), Token);
        socket.Shutdown(SocketShutdown.Send);
        // Until the other side ends it too: an early close would take back what is not read yet.
        while (await socket.ReceiveAsync(new byte[4_096], Token) > 0)
        {
        }
    }

    private static async Task GzipAsync(HttpContext context, byte[] body)
    {
        context.Response.Headers.ContentEncoding = "gzip";
        await using var gzip = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
        await gzip.WriteAsync(body, Token);
    }

    private static Task TooManyAsync(HttpContext context, string retryAfter)
    {
        context.Response.StatusCode = (int)HttpStatusCode.TooManyRequests;
        context.Response.Headers.RetryAfter = retryAfter;
        return Task.CompletedTask;
    }
}
