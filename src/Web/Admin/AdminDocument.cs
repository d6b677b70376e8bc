using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

using PokedexTop.Web.Access;
using PokedexTop.Web.Http;

namespace PokedexTop.Web.Admin;

/// <summary>What the OpenAPI document says beside its routes.</summary>
internal sealed class AdminDocument : IOpenApiDocumentTransformer
{
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info.Title = "PokedexTop";
        document.Info.Version = ApiAnswers.Version;
        document.Info.Description = "The catalogue, collections, and what operators do. On the server's own machine it needs no key where nobody signs in.";
        // Where the document was fetched from is known to who fetched it.
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            ["key"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = MachineGuard.KeyHeader, Description = "The server's Admin:ApiKey; Authorization: Bearer takes it too." },
        };
        document.Components.SecuritySchemes["token"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A token of a user's own (/api/me/tokens), or the provider's access token." };
        document.Security = [.. document.Components.SecuritySchemes.Keys.Select(name => new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(name, document)] = [] })];
        return Task.CompletedTask;
    }
}
