using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PokedexTop.Ingest.Tests.Sources.Http;

/// <summary>A server that answers as the test says, for what the fake card API does not do.</summary>
internal sealed class AnswerServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private AnswerServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _application = builder.Build();
        _application.Run(context =>
        {
            Requests.Enqueue(context.Request.Path + context.Request.QueryString);
            return Answer(context);
        });
    }

    public RequestDelegate Answer { get; set; } = _ => Task.CompletedTask;

    /// <summary>Path and query of every request.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public Uri Url => new(_application.Urls.First());

    public static async Task<AnswerServer> StartAsync()
    {
        var server = new AnswerServer();
        await server._application.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
