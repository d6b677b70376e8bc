using System.IO.Compression;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using PokedexTop.Images.Fetch;
using PokedexTop.Images.Tests.Rendering;

namespace PokedexTop.Images.Tests.Fetch;

/// <summary>Answers made to fill memory or time, or to pass for what they are not.</summary>
public sealed class HostileAnswerTests
{
    private const int Cap = 2_000_000;

    private static readonly byte[] s_png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("Transfer-Encoding: chunked\r\n")]
    public async Task An_endless_body_is_cut_at_the_cap(string framing)
    {
        var chunk = framing.Length > 0 ? [.. "10000\r\n"u8, .. s_png, .. new byte[0x10000 - s_png.Length], .. "\r\n"u8] : (byte[])[.. s_png, .. new byte[65_528]];
        await using var server = new RawServer((stream, token) => RawServer.WriteForeverAsync(stream, $"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n{framing}\r\n", chunk, token));
        var before = GC.GetTotalAllocatedBytes(precise: true);

        var answer = await FetchAsync(server);

        Assert.Equal((ImageOutcome.Refused, true), (answer.Outcome, answer.Content.IsEmpty));
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 20_000_000);
    }

    [Fact]
    public async Task A_length_above_the_cap_is_refused_without_reading()
    {
        await using var server = new RawServer((stream, token) => RawServer.WriteForeverAsync(stream, "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n", s_png, token));

        Assert.Equal(ImageOutcome.Refused, (await FetchAsync(server)).Outcome);
    }

    [Fact]
    public async Task A_body_shorter_than_it_says_is_worth_another_attempt()
    {
        await using var server = new RawServer((stream, token) => stream.WriteAsync((byte[])[.. "HTTP/1.1 200 OK\r\nContent-Length: 1900000\r\n\r\n"u8, .. Pictures.Card[..500_000]], token).AsTask());

        Assert.Equal(ImageOutcome.Failed, (await FetchAsync(server)).Outcome);
    }

    [Fact]
    public async Task A_body_longer_than_it_says_ends_where_it_says()
    {
        await using var server = new RawServer((stream, token) => stream.WriteAsync((byte[])[.. "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n"u8, .. Pictures.Card[..5_000]], token).AsTask());

        var answer = await FetchAsync(server);

        Assert.Equal((ImageOutcome.Received, 20), (answer.Outcome, answer.Content.Length));
    }

    [Fact]
    public async Task A_compressed_answer_is_refused_and_never_inflated()
    {
        var bomb = new MemoryStream();
        await using (var gzip = new GZipStream(bomb, CompressionLevel.Optimal, leaveOpen: true))
            await gzip.WriteAsync(new byte[100_000_000], Token);
        await using var server = new RawServer((stream, token) =>
            stream.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Encoding: gzip\r\nContent-Length: {bomb.Length}\r\n\r\n"), .. bomb.ToArray()], token).AsTask());

        Assert.Equal((ImageOutcome.Refused, "it is sent compressed, which was not asked for"), await OutcomeAsync(server));
    }

    [Theory]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>", "image/png")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "image/svg+xml")]
    [InlineData("GIF89a\u0001\0\u0001\0\0\0\0,\0\0\0\0\u0001\0\u0001\0\0\u0002\0;", "image/gif")]
    [InlineData("\0\0\0\u001cftypavif\0\0\0\0", "image/avif")]
    [InlineData("\0\0\0\u001cftypmif1\0\0\0\0", "image/png")]
    [InlineData("BM\u0036\u0010\0\0\0\0\0\0", "image/bmp")]
    [InlineData("II*\0\u0008\0\0\0", "image/tiff")]
    [InlineData("\0\0\0\u000cJXL \r\n\u0087\n", "application/octet-stream")]
    public async Task Other_formats_are_refused_whatever_their_content_type_says(string content, string contentType)
    {
        await using var server = Answering($"HTTP/1.1 200 OK\r\nContent-Type: {contentType}\r\nContent-Length: {content.Length}\r\n\r\n{content}");

        Assert.Equal((ImageOutcome.Refused, "neither PNG nor JPEG nor WebP"), await OutcomeAsync(server));
    }

    [Theory]
    [InlineData("%PDF-1.4 \u0089PNG\r\n\u001a\n", "image/png", "answered with something that is no picture")]
    [InlineData("<!doctype html><script>alert(1)</script>", "image/jpeg", "answered with something that is no picture")]
    [InlineData("MZ", "image/webp", "answered with something that is no picture")]
    [InlineData("<?xml version=\"1.0\"?><Error><Code>SlowDown</Code></Error>", "application/xml", "answered with application/xml instead of a picture")]
    [InlineData("<Error><Code>NoSuchKey</Code></Error>", "application/octet-stream", "answered with application/octet-stream instead of a picture")]
    [InlineData("{\"error\":\"try later\"}", "application/json", "answered with application/json instead of a picture")]
    [InlineData("checking your browser", "text/html; charset=utf-8", "answered with text/html instead of a picture")]
    public async Task What_is_no_picture_is_worth_another_attempt_whatever_it_calls_itself(string content, string contentType, string reason)
    {
        await using var server = Answering($"HTTP/1.1 200 OK\r\nContent-Type: {contentType}\r\nContent-Length: {content.Length}\r\n\r\n{content}");

        var answer = await FetchAsync(server);

        Assert.Equal((ImageOutcome.Failed, true, true), (answer.Outcome, answer.Content.IsEmpty, answer.IsOfAddress));
        Assert.EndsWith(reason, answer.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_slow_drip_ends_with_the_time_allowed()
    {
        var time = new FakeTimeProvider();
        // A byte for every tenth of a second: never silent, never done.
        await using var server = new RawServer(async (stream, token) =>
        {
            await stream.WriteAsync((byte[])[.. "HTTP/1.1 200 OK\r\nContent-Length: 1900000\r\n\r\n"u8, .. s_png], token);
            while (true)
            {
                await stream.WriteAsync(new byte[1], token);
                time.Advance(TimeSpan.FromSeconds(0.1));
            }
        });

        var (outcome, reason) = await OutcomeAsync(server, time);

        Assert.Equal(ImageOutcome.Failed, outcome);
        Assert.EndsWith("did not send all of it within 60 s", reason, StringComparison.Ordinal);
        Assert.InRange(time.GetUtcNow() - time.Start, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(600));
    }

    [Fact]
    public async Task Who_never_answers_is_given_up()
    {
        var time = new FakeTimeProvider();
        await using var server = new RawServer(async (_, token) =>
        {
            time.Advance(TimeSpan.FromSeconds(61));
            await Task.Delay(Timeout.Infinite, token);
        });

        Assert.Equal(ImageOutcome.Failed, (await OutcomeAsync(server, time)).Outcome);
    }

    [Theory]
    [InlineData(1, 100_000)]
    [InlineData(10_000, 20)]
    public async Task Headers_beyond_measure_are_refused(int count, int length)
    {
        var headers = string.Concat(Enumerable.Range(0, count).Select(i => $"X-{i}: {new string('x', length)}\r\n"));
        await using var server = Answering($"HTTP/1.1 200 OK\r\n{headers}Content-Length: 0\r\n\r\n");

        var (outcome, reason) = await OutcomeAsync(server);

        Assert.Equal(ImageOutcome.Refused, outcome);
        Assert.EndsWith("of headers", reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n")]
    [InlineData("HTTP/1.1 abc\r\n\r\n")]
    [InlineData("HTTP/1.1 302 Found\r\nLocation: http://[\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzzz\r\n")]
    [InlineData("")]
    public async Task What_is_no_answer_is_worth_another_attempt(string answer)
    {
        await using var server = Answering(answer);

        var (outcome, reason) = await OutcomeAsync(server);

        Assert.Equal(ImageOutcome.Failed, outcome);
        Assert.DoesNotContain(reason!, char.IsControl);
    }

    [Fact]
    public async Task Validators_that_would_harm_later_are_not_kept()
    {
        await using var server = new RawServer((stream, token) =>
            stream.WriteAsync((byte[])[.. Encoding.Latin1.GetBytes($"HTTP/1.1 200 OK\r\nETag: \"{new string('x', 5_000)}\"\r\nLast-Modified: \u00e9\u0001\r\nContent-Length: 100\r\n\r\n"), .. Pictures.Card[..100]], token).AsTask());

        var answer = await FetchAsync(server);

        Assert.Equal((ImageOutcome.Received, null, null), (answer.Outcome, answer.ETag, answer.LastModified));
    }

    private static RawServer Answering(string text) => new((stream, token) => stream.WriteAsync(Encoding.Latin1.GetBytes(text), token).AsTask());

    private static async Task<(ImageOutcome Outcome, string? Reason)> OutcomeAsync(RawServer server, TimeProvider? time = null)
    {
        var answer = await FetchAsync(server, time);
        return (answer.Outcome, answer.Reason);
    }

    private static async Task<ImageAnswer> FetchAsync(RawServer server, TimeProvider? time = null)
    {
        var options = new ImageFetchOptions { AllowedOrigins = new AllowedOrigins(server.Origin), MaxBytes = Cap, PerSecond = 1_000 };
        using var fetcher = new ImageFetcher(options, time ?? TimeProvider.System);
        return await fetcher.FetchAsync($"{server.Origin}/card.png", null, null, Token);
    }
}
