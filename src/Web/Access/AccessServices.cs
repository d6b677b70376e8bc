using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PokedexTop.Collections.Gold;
using PokedexTop.Collections.Users;
using PokedexTop.Web.Http;

namespace PokedexTop.Web.Access;

/// <summary>Registers who is known how, and who may do what. docs/access.md describes it.</summary>
internal static class AccessServices
{
    public static IServiceCollection AddAccess(this IServiceCollection services, IConfiguration configuration)
    {
        var (options, web) = (AccessOptions.Read(configuration), WebOptions.Read(configuration));
        services.AddSingleton(options).AddSingleton(AdminOptions.Read(configuration)).AddSingleton<MachineGuard>().AddSingleton<IAuthorizationMiddlewareResultHandler, Refusals>();
        var schemes = services.AddAuthentication(AccessSchemes.Any)
            .AddPolicyScheme(AccessSchemes.Any, null, any => any.ForwardDefaultSelector = context => Chosen(context, options.Mode))
            .AddScheme<AuthenticationSchemeOptions, MachineHandler>(AccessSchemes.Machine, null)
            .AddScheme<AuthenticationSchemeOptions, TokenHandler>(AccessSchemes.Token, null);
        if (options.Mode == AccessMode.Oidc)
            schemes.AddProvider(options);
        else
            // Nothing is kept that needed a key; the framework would make one in the home folder.
            services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddAuthorizationBuilder()
            .AddPolicy(Policies.Administrators, policy => policy.RequireRole(Owner.Admin))
            .AddPolicy(Policies.Collectors, policy => policy.RequireRole(Owner.User).RequireAssertion(caller =>
                caller.User.UserId() is not null && (caller.User.MayWrite() || caller.Resource is not HttpContext context || context.Request.IsReading() || context.GetEndpoint()?.Metadata.GetMetadata<OnlyReads>() is not null)))
            .AddPolicy(Policies.Catalogue, policy => Unless(web.PublicCatalogue, policy))
            .AddPolicy(Policies.DropIn, policy => Unless(web.PublicDropIn, policy))
            .AddPolicy(Policies.Pictures, policy => Unless(web.PublicCatalogue || web.PublicDropIn, policy))
            // An endpoint that does not say whom it is for is for administrators. Where there is none there is nothing to guard: that is told to everybody.
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(caller => caller.User.IsInRole(Owner.Admin) || (caller.Resource is HttpContext context && context.GetEndpoint() is not RouteEndpoint)).Build());
        DeferKeys(services);
        return services.AddRateLimits(web.RequestsPerMinute);
    }

    /// <summary>Data protection would read its keys as the host starts: before there are tables, and also where nobody signs in. They are read with the first session.</summary>
    private static void DeferKeys(IServiceCollection services)
    {
        foreach (var early in services.Where(service => service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Assembly == typeof(KeyManagementOptions).Assembly).ToList())
            services.Remove(early);
    }

    public static void UseAccess(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseRateLimits();
        app.UseAuthorization();
    }

    private static void Unless(bool isPublic, AuthorizationPolicyBuilder policy)
    {
        if (isPublic)
            policy.RequireAssertion(_ => true);
        else
            policy.RequireRole(Owner.User);
    }

    private static string Chosen(HttpContext context, AccessMode mode)
    {
        var key = MachineGuard.KeyOf(context.Request);
        if (key?.StartsWith(ApiTokens.Prefix, StringComparison.Ordinal) is true)
            return AccessSchemes.Token;
        if (mode == AccessMode.Local)
            return AccessSchemes.Machine;
        // A signed token has three parts.
        return key?.Count(sign => sign == '.') == 2 ? AccessSchemes.Bearer
            : key is null && context.Request.Cookies.ContainsKey(OidcSignIn.Cookie) ? AccessSchemes.Session
            : AccessSchemes.Machine;
    }
}
