using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using PokedexTop.Configuration;
using PokedexTop.Images.Stores;

namespace PokedexTop.Web.Pages.Shell;

/// <summary>What a page may load and send, beside pictures from where they are stored.</summary>
internal sealed class PagePolicy(IConfiguration configuration, HostSettings settings)
{
    private readonly string _policy =
        $"default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'{PicturesFrom(configuration, settings)}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public void ApplyTo(HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy = _policy;
        // What a page shows is the visitor's own, and changes.
        response.Headers.CacheControl = "private, no-cache";
    }

    private static string PicturesFrom(IConfiguration configuration, HostSettings settings) =>
        ImageStoreOptions.Read(configuration, settings).S3 is { } bucket ? " " + new Uri(bucket.UrlOf("")).GetLeftPart(UriPartial.Authority) : "";
}
