using Amazon.Runtime;
using Amazon.S3;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using PokedexTop.Images.Stores;
using PokedexTop.Images.Tests.Fetch;

namespace PokedexTop.Images.Tests.Stores;

/// <summary>What s3rver does not do: If-None-Match on writes, as Amazon answers it, and servers that do not know it.</summary>
public sealed class ConditionalWriteTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new();
    private ImageServer _server = null!;
    private AmazonS3Client _client = null!;
    private S3ImageStore _store = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await ImageServer.StartAsync();
        var options = new S3StoreOptions(new Uri(_server.Origin), "us-east-1", "cards", "", ForcePathStyle: true, PublicBaseUrl: null);
        var configuration = S3Client.Configuration(options);
        configuration.MaxErrorRetry = 0;
        _client = new AmazonS3Client(new BasicAWSCredentials("key", "secret-of-ours"), configuration);
        _store = new S3ImageStore(_client, options, _time);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_write_is_made_only_where_nothing_is()
    {
        _server.Answer = context => AnswerAsync(context, 200);

        Assert.True(await PutAsync());

        var (path, headers) = Assert.Single(_server.Requests);
        Assert.Equal(("/cards/a/one.webp", "*", "image/webp", "public, max-age=31536000, immutable"), (path, headers.IfNoneMatch.ToString(), headers.ContentType.ToString(), headers.CacheControl.ToString()));
        Assert.DoesNotContain(headers.Keys, name => name.StartsWith("x-amz-checksum", StringComparison.OrdinalIgnoreCase) || name.StartsWith("x-amz-sdk-checksum", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_412_says_that_it_is_there()
    {
        _server.Answer = context => AnswerAsync(context, 412, "PreconditionFailed");

        Assert.False(await PutAsync());
        Assert.Single(_server.Requests);
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(412, false)]
    public async Task A_409_is_tried_again_after_a_pause(int then, bool written)
    {
        _server.Answer = context => _server.Requests.Count <= 2 ? AnswerAsync(context, 409, "ConditionalRequestConflict") : AnswerAsync(context, then, "PreconditionFailed");

        Assert.Equal(written, await PutAsync());
        Assert.Equal(3, _server.Requests.Count);
    }

    [Fact]
    public async Task A_409_that_stays_is_an_error()
    {
        _server.Answer = context => AnswerAsync(context, 409, "ConditionalRequestConflict");

        var error = await Assert.ThrowsAsync<ImageStoreException>(PutAsync);

        Assert.Contains("ConditionalRequestConflict", error.Message, StringComparison.Ordinal);
        Assert.Equal(6, _server.Requests.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_server_without_conditional_writes_is_asked_first(bool there)
    {
        _server.Answer = context => context.Request.Method == "HEAD" ? AnswerAsync(context, there ? 200 : 404)
            : context.Request.Headers.IfNoneMatch.Count > 0 ? AnswerAsync(context, 501, "NotImplemented")
            : AnswerAsync(context, 200);

        Assert.Equal(!there, await PutAsync());
        Assert.Equal(!there, await PutAsync());
        // 501, then a look and perhaps a write for each.
        Assert.Equal(there ? 3 : 5, _server.Requests.Count);
    }

    [Theory]
    [InlineData(403, "AccessDenied")]
    [InlineData(503, "SlowDown")]
    [InlineData(404, "NoSuchBucket")]
    public async Task Every_other_answer_is_an_error_without_secrets(int status, string code)
    {
        _server.Answer = context => AnswerAsync(context, status, code);

        var error = await Assert.ThrowsAsync<ImageStoreException>(PutAsync);

        Assert.Contains(code, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_there_is_an_error_that_says_where()
    {
        var location = _store.Location;
        await _server.DisposeAsync();

        var error = await Assert.ThrowsAsync<ImageStoreException>(PutAsync);

        Assert.Contains(location, error.Message, StringComparison.Ordinal);
    }

    /// <summary>Writes, and moves the clock on as long as that waits for it.</summary>
    private async Task<bool> PutAsync()
    {
        var put = _store.PutAsync("a/one.webp", "image/webp", "card"u8.ToArray(), Token);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!put.IsCompleted && await timer.WaitForNextTickAsync(Token))
            _time.Advance(TimeSpan.FromSeconds(1));
        return await put;
    }

    private static async Task AnswerAsync(HttpContext context, int status, string? code = null)
    {
        await context.Request.Body.CopyToAsync(Stream.Null, Token);
        context.Response.StatusCode = status;
        context.Response.Headers.ETag = "\"1\"";
        if (status < 300 || context.Request.Method == "HEAD")
            return;
        context.Response.ContentType = "application/xml";
        await context.Response.WriteAsync($"<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>{code}</Code><Message>no</Message></Error>", Token);
    }
}
