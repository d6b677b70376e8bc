using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using PokedexTop.Composition;
using PokedexTop.Images.Stores;
using PokedexTop.Serving;
using PokedexTop.Testing;

namespace PokedexTop.Tests;

/// <summary>The web stage serves the image folder.</summary>
public sealed class StoredImagesTests : IAsyncLifetime
{
    private const string Key = "r1-q85-e2/small/ab/cd/abcd.webp";

    /// <summary>What files hold that are not to be served. No path has it, for an answer may say what was asked for.</summary>
    private const string Hidden = "never to be seen";

    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new();
    private WebApplication _app = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await StartAsync([]);
        var store = new FolderImageStore(_folder.Combine("images"), TimeProvider.System);
        await store.PutAsync(Key, "image/webp", "a small card"u8.ToArray(), Token);
        await File.WriteAllTextAsync(_folder.Combine("secret.png"), Hidden, Token);
        await File.WriteAllTextAsync(_folder.Combine("images", "page.html"), Hidden, Token);
        await File.WriteAllTextAsync(_folder.Combine("images", ".unfinished", "half.png"), Hidden, Token);
        File.CreateSymbolicLink(_folder.Combine("images", "link.png"), _folder.Combine("secret.png"));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _http.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task An_object_comes_with_what_lets_caches_keep_it_for_ever()
    {
        using var answer = await _http.GetAsync($"{Url}/images/{Key}", Token);

        Assert.Equal("a small card", await answer.Content.ReadAsStringAsync(Token));
        Assert.Equal("image/webp", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal((true, TimeSpan.FromDays(365), "immutable"), (answer.Headers.CacheControl!.Public, answer.Headers.CacheControl.MaxAge, Assert.Single(answer.Headers.CacheControl.Extensions).Name));
        Assert.False(answer.Headers.ETag!.IsWeak);
        Assert.Empty(answer.Headers.Server);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("default-src 'none'; sandbox", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
    }

    [Fact]
    public async Task Who_has_it_gets_304_and_no_body()
    {
        using var first = await _http.GetAsync($"{Url}/images/{Key}", Token);
        using var byTag = new HttpRequestMessage(HttpMethod.Get, $"{Url}/images/{Key}") { Headers = { IfNoneMatch = { first.Headers.ETag! } } };
        using var byTime = new HttpRequestMessage(HttpMethod.Get, $"{Url}/images/{Key}") { Headers = { IfModifiedSince = first.Content.Headers.LastModified } };
        using var other = new HttpRequestMessage(HttpMethod.Get, $"{Url}/images/{Key}") { Headers = { IfNoneMatch = { new EntityTagHeaderValue("\"other\"") } } };

        Assert.Equal((HttpStatusCode.NotModified, ""), await AnswerAsync(byTag));
        Assert.Equal((HttpStatusCode.NotModified, ""), await AnswerAsync(byTime));
        Assert.Equal((HttpStatusCode.OK, "a small card"), await AnswerAsync(other));
    }

    [Fact]
    public async Task A_part_and_the_head_alone_can_be_asked_for()
    {
        using var part = new HttpRequestMessage(HttpMethod.Get, $"{Url}/images/{Key}") { Headers = { Range = new RangeHeaderValue(2, 6) } };
        using var head = new HttpRequestMessage(HttpMethod.Head, $"{Url}/images/{Key}");
        using var answer = await _http.SendAsync(head, Token);

        Assert.Equal((HttpStatusCode.PartialContent, "small"), await AnswerAsync(part));
        Assert.Equal((HttpStatusCode.OK, 12L), (answer.StatusCode, answer.Content.Headers.ContentLength));
    }

    [Theory]
    [InlineData("/images/")]
    [InlineData("/images")]
    [InlineData("/images/r1-q85-e2")]
    [InlineData("/images/r1-q85-e2/small/ab/cd/none.webp")]
    [InlineData("/images/../secret.png")]
    [InlineData("/images/r1-q85-e2/../../secret.png")]
    [InlineData("/images/%2e%2e/secret.png")]
    [InlineData("/images/..%2fsecret.png")]
    [InlineData("/images/%2e%2e%2fsecret.png")]
    [InlineData("/images/..%5csecret.png")]
    [InlineData("/images/..\\secret.png")]
    [InlineData("/images//../secret.png")]
    [InlineData("/images/%00/secret.png")]
    [InlineData("/images/.unfinished/half.png")]
    [InlineData("/images/page.html")]
    [InlineData("/images/link.png")]
    public async Task Nothing_else_is_served(string path)
    {
        // By hand: HttpClient would tidy the path before it is sent.
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", new Uri(Url).Port, Token);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"), Token);
        var answer = await new StreamReader(stream).ReadToEndAsync(Token);

        Assert.Matches("^HTTP/1.1 40[04] ", answer);
        Assert.DoesNotContain(Hidden, answer, StringComparison.Ordinal);
        Assert.DoesNotContain("max-age", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bucket_is_not_served_from_here()
    {
        await _app.DisposeAsync();
        await StartAsync(new() { ["Images:Store"] = "S3", ["Images:S3:Bucket"] = "cards", ["Images:S3:Region"] = "eu-central-1" });

        using var answer = await _http.GetAsync($"{Url}/images/{Key}", Token);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private string Url => _app.Urls.First();

    private async Task StartAsync(Dictionary<string, string?> settings)
    {
        settings["Data:Directory"] = _folder.Path;
        _app = StageServer.Build(ProgramConfiguration.Read(settings, "starter"), ["web"], "http://127.0.0.1:0");
        await _app.StartAsync(Token);
    }

    private async Task<(HttpStatusCode Status, string Body)> AnswerAsync(HttpRequestMessage request)
    {
        using var answer = await _http.SendAsync(request, Token);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Token));
    }
}
