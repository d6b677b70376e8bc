using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PokedexTop.Testing.Otlp;

/// <summary>An OTLP endpoint on a free port of 127.0.0.1, over HTTP with protobuf: keeps what comes, or only counts it.</summary>
public sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly bool _keep;
    private long _bytes;

    private OtlpReceiver(bool keep)
    {
        _keep = keep;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.MapPost("/v1/traces", context => TakeAsync(context, body => Add(Spans, OtlpDecoder.Spans(body))));
        _app.MapPost("/v1/metrics", context => TakeAsync(context, body => Add(Points, OtlpDecoder.Metrics(body))));
        _app.MapPost("/v1/logs", context => TakeAsync(context, body => Add(Logs, OtlpDecoder.Logs(body))));
    }

    public ConcurrentQueue<OtlpSpan> Spans { get; } = [];

    /// <summary>Every point of every export; the same series comes again and again.</summary>
    public ConcurrentQueue<OtlpPoint> Points { get; } = [];

    public ConcurrentQueue<OtlpLog> Logs { get; } = [];

    /// <summary>Bytes of all requests.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>The address for OTEL_EXPORTER_OTLP_ENDPOINT.</summary>
    public string Endpoint => _app.Urls.First();

    /// <summary>Variables that make a process send here; for tests, soon instead of once a minute.</summary>
    public Dictionary<string, string> Environment => new()
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Endpoint,
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
    };

    /// <param name="keep">False where only the sending is of interest: nothing is decoded then.</param>
    public static async Task<OtlpReceiver> StartAsync(bool keep = true)
    {
        var receiver = new OtlpReceiver(keep);
        await receiver._app.StartAsync();
        return receiver;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static void Add<T>(ConcurrentQueue<T> all, List<T> some)
    {
        foreach (var item in some)
            all.Enqueue(item);
    }

    private async Task TakeAsync(HttpContext context, Action<byte[]> decode)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        Interlocked.Add(ref _bytes, body.Length);
        if (_keep)
            decode(body.ToArray());
        // An empty response message is an empty body.
        context.Response.ContentType = "application/x-protobuf";
    }
}
