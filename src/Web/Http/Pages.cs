using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace PokedexTop.Web.Http;

/// <summary>Something a process answers that a person can open.</summary>
internal sealed record Page(string Path, string Summary);

/// <summary>What of this process can be opened: every GET without parameters that says in a summary what it is.</summary>
internal static class Pages
{
    public static IReadOnlyList<Page> Of(IServiceProvider services) =>
    [
        .. services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.Parameters.Count == 0 && (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains(HttpMethods.Get) ?? false))
            .Select(endpoint => (Path: "/" + endpoint.RoutePattern.RawText?.Trim('/'), endpoint.Metadata.GetMetadata<IEndpointSummaryMetadata>()?.Summary))
            .Where(page => page.Summary is not null).Select(page => new Page(page.Path, page.Summary!)).OrderBy(page => page.Path, StringComparer.Ordinal),
    ];
}
