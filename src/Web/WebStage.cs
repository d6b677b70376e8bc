using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Configuration;
using PokedexTop.Documents;
using PokedexTop.Images.Stores;
using PokedexTop.Web.Admin;
using PokedexTop.Web.Images;
using PokedexTop.Web.Pages;
using PokedexTop.Web.Status;

namespace PokedexTop.Web;

/// <summary>Registers the pages and the API they are made from.</summary>
public static class WebStage
{
    public const string Name = "web";

    public static IServiceCollection AddWebStage(this IServiceCollection services, IConfiguration configuration) =>
        services.AddSingleton<CatalogueStatusReader>().AddSingleton<CatalogueQuality>()
            // Numbers are numbers: without this the OpenAPI document says "integer or string", and text for a number is taken.
            .ConfigureHttpJsonOptions(json => json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict)
            .AddAdminApi(configuration);

    /// <summary><c>/</c>: the status page; <c>/api/status</c>: the same as JSON; <c>/runbook</c>: where alerts lead; <c>/images/…</c>: the image folder, where that is the store; <c>/api/admin</c>: what an operator may do.</summary>
    /// <exception cref="ConfigurationException">The image store is not one of those allowed.</exception>
    public static void MapWebStage(this WebApplication app)
    {
        app.MapPages();
        app.MapAdminApi();
    }

    private static void MapPages(this IEndpointRouteBuilder endpoints)
    {
        var services = endpoints.ServiceProvider;
        var store = ImageStoreOptions.Read(services.GetRequiredService<IConfiguration>(), services.GetRequiredService<HostSettings>());
        if (store.Kind == ImageStoreKind.Folder)
            endpoints.MapStoredImages(new FolderImageStore(store.Folder, services.GetRequiredService<TimeProvider>()));
        endpoints.MapGet("/api/status", async (CatalogueStatusReader reader, CancellationToken cancellationToken) =>
            TypedResults.Ok(await reader.ReadAsync(cancellationToken))).WithName("PageStatus").WithSummary("What the status page shows");
        endpoints.MapGet("/", async (CatalogueStatusReader reader, HttpResponse response, CancellationToken cancellationToken) =>
        {
            response.Headers.CacheControl = "no-store";
            return Page(StatusPage.Render(await reader.ReadAsync(cancellationToken)), response);
        }).ExcludeFromDescription().WithSummary("The status page");
        endpoints.MapGet(RunbookPage.Path, (HttpResponse response) => Page(RunbookPage.Html, response)).ExcludeFromDescription().WithSummary("What each alert means, and what to do");
        endpoints.MapFavicon();
    }

    private static ContentHttpResult Page(string html, HttpResponse response)
    {
        response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'";
        return TypedResults.Content(html, "text/html; charset=utf-8");
    }
}
