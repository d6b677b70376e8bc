using System.Text.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using PokedexTop.Web.Access;
using PokedexTop.Web.Http;

namespace PokedexTop.Web.Api;

/// <summary>The OpenAPI document: what is in it, and what it says beside its routes.</summary>
internal sealed class ApiDescription : IOpenApiDocumentTransformer
{
    public static IServiceCollection Add(IServiceCollection services) => services.AddOpenApi(openApi =>
    {
        openApi.ShouldInclude = endpoint => endpoint.RelativePath?.StartsWith("api/", StringComparison.Ordinal) ?? false;
        openApi.AddDocumentTransformer<ApiDescription>();
        openApi.AddOperationTransformer(QueryParameters.DescribeAsync);
        // A card has the source's members, which are its own affair.
        openApi.AddSchemaTransformer((schema, context, _) =>
        {
            if (context.JsonTypeInfo.Type == typeof(RawJson) || Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) == typeof(JsonElement) || context.JsonTypeInfo.Type == typeof(JsonElement))
                schema.Type = JsonSchemaType.Object;
            return Task.CompletedTask;
        });
    });

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
