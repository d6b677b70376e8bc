using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Configuration;

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
        if (!options.Enabled)
            return services;
        services.AddSingleton<AdminGuard>();
        services.AddSingleton<DeployedStages>();
        // An unreadable request becomes problem details with its reason, instead of an empty 400.
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        return services.AddOpenApi(openApi =>
        {
            openApi.ShouldInclude = endpoint => endpoint.RelativePath?.StartsWith("api/", StringComparison.Ordinal) ?? false;
            openApi.AddDocumentTransformer<AdminDocument>();
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
