using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Documents;
using PokedexTop.Hosting;
using PokedexTop.Images.Status;
using PokedexTop.Images.Stores;
using PokedexTop.Normalize.Export;
using PokedexTop.Search.Indexing;
using PokedexTop.Web.Access;
using PokedexTop.Web.Account;
using PokedexTop.Web.Admin;
using PokedexTop.Web.Api;
using PokedexTop.Web.Catalogue;
using PokedexTop.Web.Collections;
using PokedexTop.Web.DropIn;
using PokedexTop.Web.Health;
using PokedexTop.Web.Http;
using PokedexTop.Web.Images;
using PokedexTop.Web.Mcp;
using PokedexTop.Web.Pages;
using PokedexTop.Web.Status;

namespace PokedexTop.Web;

/// <summary>Registers the pages and the API they are made from.</summary>
public static class WebStage
{
    public const string Name = "web";

    public static IServiceCollection AddWebStage(this IServiceCollection services, IConfiguration configuration) =>
        ApiDescription.Add(services).AddSingleton<CatalogueStatusReader>().AddSingleton<CatalogueQuality>()
            .ConfigureHttpJsonOptions(json => ApiJson.Set(json.SerializerOptions))
            // An unreadable request becomes problem details with its reason, instead of an empty 400.
            .Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true)
            .AddSingleton(WebOptions.Read(configuration)).AddSingleton<ChangeStreams>().AddSingleton<BulkFiles>().AddSingleton<Collector>()
            .AddPages().AddAccess(configuration).AddCatalogue().AddAdminApi(configuration).AddMcp(configuration);

    /// <summary><c>/sign-in</c>: where people sign in; <c>/</c>: pages for collectors; <c>/ops</c>: pages for operators; <c>/api/status</c>: their overview as JSON; <c>/runbook</c>: where alerts lead; <c>/images/…</c>: the image folder, where that is the store; <c>/v2</c>: the first feed's API; <c>/api</c>: cards, sets, prices, changes and bulk files; <c>/api/admin</c>: what an operator may do; <c>/api/collection</c>, <c>/api/me</c>: what is the caller's; <c>/mcp</c>: tools for language models.</summary>
    /// <exception cref="ConfigurationException">The image store is not one of those allowed.</exception>
    public static void MapWebStage(this WebApplication app)
    {
        app.UseResponseCompression();
        app.UseTrustedProxies();
        app.UseSecurityHeaders();
        app.UseCors();
        app.UseApiAnswers();
        app.UseAccess();
        app.MapSignIn();
        app.MapPictures();
        app.MapStatus();
        app.MapPages();
        app.MapDropIn();
        app.MapAdminApi();
        app.MapCollectionApi();
        app.MapPublicCollections();
        app.MapAccountApi();
        app.MapMcpTools();
        app.MapOpenApi().RequireAuthorization(Policies.Catalogue);
        var catalogue = app.MapApi("/api").WithTags("Catalogue").RequireAuthorization(Policies.Catalogue);
        catalogue.MapCatalogueRoutes();
        catalogue.MapChangeRoutes();
        catalogue.MapBulkRoutes();
    }

    private static IServiceCollection AddCatalogue(this IServiceCollection services)
    {
        services.AddSingleton<StoredPictures>();
        services.AddSingleton(provider => new LiveCatalogue(
            inFolder => CatalogueIndex.Open(provider.GetRequiredService<ApiCards>(), provider.GetRequiredService<SqlDatabase>(), inFolder ? SearchFolder.OfServer(provider.GetRequiredService<HostSettings>()) : null),
            provider.GetRequiredService<StoredPictures>(), provider.GetRequiredService<SqlDatabase>(), provider.GetRequiredService<StageStart>(),
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<LiveCatalogue>>()));
        services.AddSingleton<IReadinessReason>(provider => provider.GetRequiredService<LiveCatalogue>());
        services.AddHostedService(provider => provider.GetRequiredService<LiveCatalogue>());
        return services.AddCors(cors => cors.AddPolicy(DropInApi.AnySite, DropInApi.Allow));
    }

    private static void MapPictures(this WebApplication app)
    {
        var services = app.Services;
        var store = ImageStoreOptions.Read(services.GetRequiredService<IConfiguration>(), services.GetRequiredService<HostSettings>());
        if (store.Kind == ImageStoreKind.Folder)
            app.MapStoredImages(new FolderImageStore(store.Folder, services.GetRequiredService<TimeProvider>()));
    }

    private static void MapStatus(this WebApplication app) =>
        app.MapGet("/api/status", async (CatalogueStatusReader reader, CancellationToken cancellationToken) => TypedResults.Ok(await reader.ReadAsync(cancellationToken)))
            .RequireAuthorization(Policies.Catalogue).WithTags("Catalogue").WithName("PageStatus").WithSummary("What the overview of /ops shows");
}
