using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using PokedexTop.Configuration;
using PokedexTop.Web.Http;

namespace PokedexTop.Web.Admin;

/// <summary>The admin API under <c>/api/admin</c>; docs/admin-api.md describes it, and <c>/openapi/v1.json</c> for programs.</summary>
public static class AdminApi
{
    public const string Path = "/api/admin";

    /// <summary>The header that carries <c>Admin:ApiKey</c>; <c>Authorization: Bearer</c> does too.</summary>
    public const string KeyHeader = AdminGuard.KeyHeader;

    /// <summary>The header every answer carries: by it a caller knows that a PokedexTop server answers, whatever it answers.</summary>
    public const string VersionHeader = AdminAnswers.VersionHeader;

    /// <exception cref="ConfigurationException">A value of section <c>Admin</c> is not allowed.</exception>
    public static IServiceCollection AddAdminApi(this IServiceCollection services, IConfiguration configuration)
    {
        var options = AdminOptions.Read(configuration);
        services.AddSingleton(options);
        // It also stands before what is not public.
        services.AddSingleton<AdminGuard>();
        if (!options.Enabled)
            return services;
        services.AddSingleton<DeployedStages>();
        // An unreadable request becomes problem details with its reason, instead of an empty 400.
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        return services.AddOpenApi(openApi =>
        {
            openApi.ShouldInclude = endpoint => endpoint.RelativePath?.StartsWith("api/", StringComparison.Ordinal) ?? false;
            openApi.AddDocumentTransformer<AdminDocument>();
            // A card has the source's members, which are its own affair.
            openApi.AddSchemaTransformer((schema, context, _) =>
            {
                if (context.JsonTypeInfo.Type == typeof(RawJson) || Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) == typeof(JsonElement) || context.JsonTypeInfo.Type == typeof(JsonElement))
                    schema.Type = JsonSchemaType.Object;
                return Task.CompletedTask;
            });
        });
    }

    public static void MapAdminApi(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<AdminOptions>().Enabled)
            return;
        app.UseAdminGuard();
        var group = app.MapGroup(Path).WithMetadata(new AdministratorsOnly())
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.MapSyncs();
        group.MapSchedules();
        group.MapCatalogue();
        app.MapOpenApi().WithMetadata(new AdministratorsOnly());
    }
}
