using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Configuration;
using PokedexTop.Web.Access;
using PokedexTop.Web.Http;

namespace PokedexTop.Web.Admin;

/// <summary>The admin API under <c>/api/admin</c>; docs/admin-api.md describes it, and <c>/openapi/v1.json</c> for programs.</summary>
public static class AdminApi
{
    public const string Path = "/api/admin";

    /// <summary>The header that carries <c>Admin:ApiKey</c>; <c>Authorization: Bearer</c> does too.</summary>
    public const string KeyHeader = MachineGuard.KeyHeader;

    /// <summary>The header every answer carries: by it a caller knows that a PokedexTop server answers, whatever it answers.</summary>
    public const string VersionHeader = ApiAnswers.VersionHeader;

    /// <exception cref="ConfigurationException">A value of section <c>Admin</c> is not allowed.</exception>
    public static IServiceCollection AddAdminApi(this IServiceCollection services, IConfiguration configuration)
    {
        // What is wrong with its settings is told at the start, also where it is off.
        _ = AdminOptions.Read(configuration);
        return services.AddSingleton<DeployedStages>();
    }

    public static void MapAdminApi(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<AdminOptions>().Enabled)
            return;
        var group = app.MapApi(Path).RequireAuthorization(Policies.Administrators).ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden);
        group.AddEndpointFilter(Audit.LogAsync);
        group.MapSyncs();
        group.MapSchedules();
        group.MapCatalogue();
        group.MapUsers();
    }
}
