using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Protocol;
using PokedexTop.Web.Access;
using PokedexTop.Web.Http;

namespace PokedexTop.Web.Mcp;

/// <summary><c>/mcp</c>: the catalogue and the caller's collection as tools for language models, where <c>Web:Mcp</c> is on. Nothing there writes.</summary>
internal static class McpEndpoint
{
    public static IServiceCollection AddMcp(this IServiceCollection services, IConfiguration configuration)
    {
        if (!WebOptions.Read(configuration).Mcp)
            return services;
        services.AddHttpContextAccessor();
        services.AddMcpServer(server =>
            {
                server.ServerInfo = new Implementation { Name = "pokedextop", Title = "PokedexTop", Version = ApiAnswers.Version };
                server.ServerInstructions = "The Pokémon TCG catalogue of this installation, and the caller's own collection. Cards are found by a query language; when a query is wrong, the error says where and what is allowed.";
            })
            // Each request stands alone, so that any process answers any of them.
            .WithHttpTransport(transport => transport.Stateless = true)
            .WithTools<CatalogueTools>().WithTools<CollectionTools>();
        return services;
    }

    public static void MapMcpTools(this IEndpointRouteBuilder endpoints)
    {
        if (endpoints.ServiceProvider.GetRequiredService<WebOptions>().Mcp)
            endpoints.MapMcp("/mcp").RequireAuthorization(Policies.Catalogue);
    }
}
