using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using PokedexTop.Images.Tests.Fetch;
using PokedexTop.Testing.Pictures;

namespace PokedexTop.Tests.EndToEnd;

/// <summary>An image host as the card API's is: a PNG for each path, with validators; missing ones answer 404 with a picture in the body.</summary>
internal sealed class PictureHost : IAsyncDisposable
{
    private static readonly ConcurrentDictionary<string, byte[]> s_pictures = new(StringComparer.Ordinal);

    private readonly ImageServer _server;

    private PictureHost(ImageServer server) => _server = server;

    public string Origin => _server.Origin;

    /// <summary>Paths that are missing.</summary>
    public ConcurrentDictionary<string, bool> Missing { get; } = new(StringComparer.Ordinal);

    /// <summary>Paths that show a card back with status 200.</summary>
    public ConcurrentDictionary<string, bool> CardBacks { get; } = new(StringComparer.Ordinal);

    /// <summary>The status of every answer while the host is in trouble.</summary>
    public int? Trouble { get; set; }

    /// <summary>Names of the headers that came with requests since the last <see cref="TakeRequests"/>.</summary>
    public IEnumerable<string> HeaderNames => _server.Requests.SelectMany(request => request.Headers.Keys).Distinct(StringComparer.OrdinalIgnoreCase);

    public static async Task<PictureHost> StartAsync()
    {
        var host = new PictureHost(await ImageServer.StartAsync());
        host._server.Answer = host.AnswerAsync;
        return host;
    }

    /// <summary>How often a picture was sent since the last look.</summary>
    public int TakeRequests()
    {
        var count = 0;
        while (_server.Requests.TryDequeue(out _))
            count++;
        return count;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        var missing = Missing.ContainsKey(path);
        if (Trouble is { } trouble)
        {
            context.Response.StatusCode = trouble;
            return;
        }
        context.Response.StatusCode = missing ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        context.Response.ContentType = "image/png";
        context.Response.Headers.ETag = $"\"{path}\"";
        if (!missing && context.Request.Headers.IfNoneMatch == $"\"{path}\"")
            context.Response.StatusCode = StatusCodes.Status304NotModified;
        else
            await context.Response.Body.WriteAsync(s_pictures.GetOrAdd(CardBacks.ContainsKey(path) ? "card back" : path, p => CardPicture.Png(p.GetHashCode(StringComparison.Ordinal), 300, 420)));
    }
}
