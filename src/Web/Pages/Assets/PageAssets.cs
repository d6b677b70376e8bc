using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace PokedexTop.Web.Pages.Assets;

/// <summary>What pages load beside pictures: one style and one script, at addresses that name their contents, so that a browser keeps them for ever.</summary>
internal static class PageAssets
{
    private static readonly Asset s_style = Asset.Read("site.css", "text/css; charset=utf-8");
    private static readonly Asset s_script = Asset.Read("site.js", "text/javascript; charset=utf-8");
    private static readonly Asset s_icon = Asset.Read("favicon.svg", "image/svg+xml");

    /// <summary>The style's address.</summary>
    public static string Style => s_style.Path;

    /// <summary>The script's address.</summary>
    public static string Script => s_script.Path;

    /// <summary>The address of the sign in a browser's tab: two cards, drawn for this program.</summary>
    public static string Icon => s_icon.Path;

    internal static void MapAssets(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/assets/{name}", Serve).AllowAnonymous().ExcludeFromDescription();
        // Browsers ask for it beside documents that name no icon, such as JSON; the type says what it really is.
        endpoints.MapGet("/favicon.ico", (HttpResponse response) => Kept(response, s_icon, "public, max-age=86400")).AllowAnonymous().ExcludeFromDescription();
    }

    private static Results<FileContentHttpResult, NotFound> Serve(string name, HttpResponse response)
    {
        foreach (var asset in new[] { s_style, s_script, s_icon })
        {
            if (asset.Path.EndsWith("/" + name, StringComparison.Ordinal))
                return Kept(response, asset, "public, max-age=31536000, immutable");
        }
        return TypedResults.NotFound();
    }

    private static FileContentHttpResult Kept(HttpResponse response, Asset asset, string how)
    {
        response.Headers.CacheControl = how;
        return TypedResults.Bytes(asset.Bytes, asset.ContentType);
    }

    private sealed record Asset(string Path, string ContentType, byte[] Bytes)
    {
        public static Asset Read(string name, string contentType)
        {
            using var stream = typeof(Asset).Assembly.GetManifestResourceStream(name)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            var (bare, ending) = (System.IO.Path.GetFileNameWithoutExtension(name), System.IO.Path.GetExtension(name));
            return new Asset($"/assets/{bare}.{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 5))}{ending}", contentType, bytes);
        }
    }
}
