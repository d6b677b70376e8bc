using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace PokedexTop.Web.Admin;

/// <summary>What the OpenAPI document says beside its routes.</summary>
internal sealed class AdminDocument : IOpenApiDocumentTransformer
{
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info.Title = "PokedexTop";
        document.Info.Version = AdminAnswers.Version;
        document.Info.Description = "Starts and follows syncs, and shows and changes what a deployment does. On the server's own machine it needs no key.";
        // Where the document was fetched from is known to who fetched it.
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            ["key"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = AdminGuard.KeyHeader, Description = "The server's Admin:ApiKey; Authorization: Bearer takes it too." },
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("key", document)] = [] }];
        return Task.CompletedTask;
    }
}
