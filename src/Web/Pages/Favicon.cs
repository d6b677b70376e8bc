using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace PokedexTop.Web.Pages;

/// <summary>The sign in the browser's tab: two cards, drawn for this program.</summary>
internal static class Favicon
{
    public const string Path = "/favicon.svg";

    private static readonly byte[] s_svg = Read();

    /// <summary>Browsers ask for <c>/favicon.ico</c> beside documents that name no icon, such as JSON; the type says what it really is.</summary>
    public static void MapFavicon(this IEndpointRouteBuilder endpoints)
    {
        foreach (var path in new[] { Path, "/favicon.ico" })
        {
            endpoints.MapGet(path, (HttpResponse response) =>
            {
                response.Headers.CacheControl = "public, max-age=86400";
                return TypedResults.Bytes(s_svg, "image/svg+xml");
            }).AllowAnonymous().ExcludeFromDescription();
        }
    }

    private static byte[] Read()
    {
        using var stream = typeof(Favicon).Assembly.GetManifestResourceStream("favicon.svg")!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
