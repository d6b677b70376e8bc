using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using PokedexTop.Web.Access;

namespace PokedexTop.Web.Pages.Parts;

/// <summary>What the script reads beside whole pages: parts that move, and suggestions.</summary>
internal static class PartRoutes
{
    public static void MapParts(this IEndpointRouteBuilder endpoints)
    {
        var parts = endpoints.MapGroup("").RequireAuthorization(Policies.Catalogue).ExcludeFromDescription();
        parts.MapGet("/parts/flow", (HttpResponse response) => Part<FlowBanner>(response));
        parts.MapGet("/search/suggest", (string? q, PageCatalogue catalogue) => TypedResults.Json(catalogue.IsReady ? Suggestions.For(q ?? "", catalogue) : []));
    }

    /// <summary>A part alone, as it is now.</summary>
    /// <returns>Without the part's type, which the compiler's generator of handlers does not know: another generator makes it.</returns>
    public static IResult Part<T>(HttpResponse response)
        where T : Microsoft.AspNetCore.Components.IComponent
    {
        response.Headers.CacheControl = "no-store";
        return new RazorComponentResult<T>();
    }
}
