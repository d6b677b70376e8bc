using System.Data.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PokedexTop.Collections.Lots;
using PokedexTop.Data;
using PokedexTop.Web.Access;
using PokedexTop.Web.Api;
using PokedexTop.Web.Catalogue;
using PokedexTop.Web.Http;
using PokedexTop.Web.Pages.Assets;
using PokedexTop.Web.Pages.Mine;
using PokedexTop.Web.Pages.Ops;
using PokedexTop.Web.Pages.Parts;
using PokedexTop.Web.Pages.Shell;

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
        services.AddSingleton(new TroublePages(WriteTroubleAsync));
        services.AddCascadingValue(provider => provider.GetRequiredService<IHttpContextAccessor>().HttpContext!);
        services.AddHttpContextAccessor();
        services.AddSingleton<PagePolicy>();
        return services.AddSingleton(provider => new PageCatalogue(provider.GetRequiredService<LiveCatalogue>(), provider.GetRequiredService<UserLots>(), provider.GetRequiredService<Collector>()));
    }

    public static void MapPages(this WebApplication app)
    {
        app.MapAssets();
        var policy = app.Services.GetRequiredService<PagePolicy>();
        app.MapRazorComponents<App>().DisableAntiforgery().RequireAuthorization(Policies.Catalogue)
            .Add(endpoint =>
            {
                endpoint.RequestDelegate = Answered(endpoint.RequestDelegate!, policy);
                // Pages are read; what forms send has endpoints of its own.
                if (endpoint.Metadata.OfType<HttpMethodMetadata>().FirstOrDefault() is { } methods)
                    endpoint.Metadata[endpoint.Metadata.IndexOf(methods)] = new HttpMethodMetadata([HttpMethods.Get]);
            });
        app.MapParts();
        app.MapCollecting();
        app.MapOps();
    }

    /// <summary>With a renderer of its own: the request's can begin once only, and has where a page failed.</summary>
    private static async Task WriteTroubleAsync(HttpContext context, string title, string text)
    {
        var (services, response) = (context.RequestServices, context.Response);
        services.GetRequiredService<PagePolicy>().ApplyTo(response);
        response.ContentType = "text/html; charset=utf-8";
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(TroublePage.Title)] = title, [nameof(TroublePage.Text)] = text });
        await using var renderer = new HtmlRenderer(services, services.GetRequiredService<ILoggerFactory>());
        await response.WriteAsync(await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<TroublePage>(parameters)).ToHtmlString()));
    }

    private static RequestDelegate Answered(RequestDelegate page, PagePolicy policy) => async context =>
    {
        policy.ApplyTo(context.Response);
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
            context.Response.Clear(); // Of the headers that the page has set, and would again.
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            await context.RequestServices.GetRequiredService<TroublePages>().WriteAsync(context, "The database cannot be used", SqlDatabase.ReasonOf(error));
        }
        // Nobody else would fill the answer: that pages are not explained in plain words was said above.
        catch (Exception error) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            // A defect, so with all that tells where.
            context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("PokedexTop.Web").LogCritical(error, "{Path} failed", context.Request.Path);
            context.Response.Clear();
            context.Response.StatusCode = StatusCodes.Status500InternalServerError;
            await context.RequestServices.GetRequiredService<TroublePages>().WriteAsync(context, "The program failed at this", "Its log says how. Others of its pages may well work.");
        }
    };
}
