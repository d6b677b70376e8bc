using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PokedexTop.Images.Tests.Fetch;

/// <summary>A server that answers as the test says.</summary>
internal sealed class ImageServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private ImageServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        _application = builder.Build();
        _application.Run(context =>
        {
            Requests.Enqueue((context.Request.Path, new HeaderDictionary(context.Request.Headers.ToDictionary(StringComparer.OrdinalIgnoreCase))));
            return Answer(context);
        });
    }

    public RequestDelegate Answer { get; set; } = _ => Task.CompletedTask;

    /// <summary>Path and headers of every request.</summary>
    public ConcurrentQueue<(string Path, IHeaderDictionary Headers)> Requests { get; } = new();

    /// <summary>Scheme, host and port.</summary>
    public string Origin => _application.Urls.First();

    public int Port => new Uri(Origin).Port;

    public static async Task<ImageServer> StartAsync()
    {
        var server = new ImageServer();
        await server._application.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
