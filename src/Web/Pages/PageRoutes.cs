using System.Data.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PokedexTop.Collections.Lots;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Images.Stores;
using PokedexTop.Web.Access;
using PokedexTop.Web.Api;
using PokedexTop.Web.Catalogue;
using PokedexTop.Web.Http;
using PokedexTop.Web.Pages.Assets;
using PokedexTop.Web.Pages.Mine;
using PokedexTop.Web.Pages.Parts;

namespace PokedexTop.Web.Pages;

/// <summary>
/// The pages for people: Razor components, rendered here once a request. Links and forms do everything; the script only saves a
/// reload. Forms are guarded by what browsers say of where they come from (<see cref="MachineGuard.CrossSite"/>), not by tokens,
/// which expire in open tabs. docs/decisions/0014 says why.
/// </summary>
internal static class PageRoutes
{
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents();
        // Pages hold no secret that somebody who sees the length of answers could guess: forms have no tokens.
        services.AddResponseCompression(compression => (compression.EnableForHttps, compression.MimeTypes) = (true, ["text/html", "text/css", "text/javascript", "image/svg+xml"]));
        services.AddSingleton(new TroublePages((context, title, text) =>
        {
            context.Response.Headers.ContentSecurityPolicy = Policy("");
            return new RazorComponentResult<TroublePage>(new { Title = title, Text = text }) { StatusCode = context.Response.StatusCode }.ExecuteAsync(context);
        }));
        services.AddCascadingValue(provider => provider.GetRequiredService<IHttpContextAccessor>().HttpContext!);
        services.AddHttpContextAccessor();
        return services.AddSingleton(provider => new PageCatalogue(provider.GetRequiredService<LiveCatalogue>(), provider.GetRequiredService<UserLots>(), provider.GetRequiredService<Collector>()));
    }

    public static void MapPages(this WebApplication app)
    {
        app.MapAssets();
        var pictures = PicturesFrom(app.Services);
        app.MapRazorComponents<App>().DisableAntiforgery().RequireAuthorization(Policies.Catalogue)
            .Add(endpoint => endpoint.RequestDelegate = Answered(endpoint.RequestDelegate!, pictures));
        app.MapParts();
        app.MapCollecting();
    }

    /// <summary>What a page may load and send.</summary>
    /// <param name="pictures">From where else pictures come: a blank and an origin; empty for nowhere.</param>
    private static string Policy(string pictures) =>
        $"default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'{pictures}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static RequestDelegate Answered(RequestDelegate page, string pictures)
    {
        var policy = Policy(pictures);
        return async context =>
        {
            context.Response.Headers.ContentSecurityPolicy = policy;
            // What it shows is the visitor's own, and changes.
            context.Response.Headers.CacheControl = "private, no-cache";
            // A page that tells that something is not there is the answer to that.
            if (context.Features.Get<IStatusCodePagesFeature>() is { } plain)
                plain.Enabled = false;
            try
            {
                await page(context);
            }
            catch (DbException error) when (!context.Response.HasStarted)
            {
                context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("PokedexTop.Web").LogError("{Path} failed: {Error}", context.Request.Path, SqlDatabase.ReasonOf(error));
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                await context.RequestServices.GetRequiredService<TroublePages>().WriteAsync(context, "The database cannot be used", SqlDatabase.ReasonOf(error));
            }
        };
    }

    private static string PicturesFrom(IServiceProvider services)
    {
        var store = ImageStoreOptions.Read(services.GetRequiredService<IConfiguration>(), services.GetRequiredService<HostSettings>());
        return store.S3 is { } bucket ? " " + new Uri(bucket.UrlOf("")).GetLeftPart(UriPartial.Authority) : "";
    }
}
