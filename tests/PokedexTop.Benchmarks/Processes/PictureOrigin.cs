using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace PokedexTop.Benchmarks.Processes;

/// <summary>A host of pictures on a free port of 127.0.0.1; every path has another file, so that none is shared.</summary>
internal sealed class PictureOrigin : IAsyncDisposable
{
    private readonly WebApplication _app;

    /// <param name="pictures">What is sent, by turns of the number in the path.</param>
    /// <param name="contentType">Of all of them.</param>
    private PictureOrigin(IReadOnlyList<byte[]> pictures, string contentType)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.MapGet("/{number:int}", async (int number, HttpResponse response) =>
        {
            var picture = pictures[number % pictures.Count];
            // What hangs on to a picture is in its hash and in nothing that is decoded.
            var mark = BitConverter.GetBytes(number);
            response.ContentType = contentType;
            response.ContentLength = picture.Length + mark.Length;
            await response.Body.WriteAsync(picture);
            await response.Body.WriteAsync(mark);
        });
    }

    /// <summary>Scheme, address and port.</summary>
    public string Address => _app.Urls.First();

    public static async Task<PictureOrigin> StartAsync(IReadOnlyList<byte[]> pictures, string contentType)
    {
        var origin = new PictureOrigin(pictures, contentType);
        await origin._app.StartAsync();
        return origin;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
