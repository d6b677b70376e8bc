using System.Data.Common;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using PokedexTop.Collections.Gold;
using PokedexTop.Collections.Users;

namespace PokedexTop.Web.Access;

/// <summary>People known by an OpenID Connect provider: browsers by a session, after the code flow with PKCE; programs by its access tokens.</summary>
internal static class OidcSignIn
{
    public const string Cookie = "PokedexTop.Session";

    private const string AdminByProvider = "admin-by-provider";

    private static readonly TimeSpan s_session = TimeSpan.FromHours(12);

    /// <summary>Signatures by a key of the provider's alone; one that both sides know would let each forge the other's.</summary>
    private static readonly string[] s_algorithms =
        [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
         SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512];

    public static void AddProvider(this AuthenticationBuilder schemes, AccessOptions access)
    {
        schemes.Services.AddDataProtection().SetApplicationName("PokedexTop");
        schemes.Services.AddSingleton<SessionKeyRing>().AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider =>
            new ConfigureOptions<KeyManagementOptions>(keys => keys.XmlRepository = provider.GetRequiredService<SessionKeyRing>()));
        schemes.AddCookie(AccessSchemes.Session, session => Set(session))
            .AddOpenIdConnect(AccessSchemes.Provider, provider => Set(provider, access))
            .AddJwtBearer(AccessSchemes.Bearer, bearer => Set(bearer, access));
    }

    /// <summary><c>/sign-in</c> and <c>/sign-out</c>, where people sign in.</summary>
    public static void MapSignIn(this IEndpointRouteBuilder endpoints)
    {
        if (endpoints.ServiceProvider.GetRequiredService<AccessOptions>().Mode == AccessMode.Local)
            return;
        endpoints.MapGet("/sign-in", (string? to) => TypedResults.Challenge(new AuthenticationProperties { RedirectUri = IsHere(to) ? to : "/" }, [AccessSchemes.Provider]))
            .AllowAnonymous().ExcludeFromDescription().WithSummary("Sign in");
        // A form of another site's is stopped by the cookie, which does not travel with it.
        endpoints.MapPost("/sign-out", async (HttpContext context) =>
        {
            await context.SignOutAsync(AccessSchemes.Session);
            return TypedResults.LocalRedirect("/");
        }).AllowAnonymous().ExcludeFromDescription();
    }

    /// <summary>Whether an address is one of this server's, as a path.</summary>
    private static bool IsHere(string? path) => path is ['/', ..] && !path.StartsWith("//", StringComparison.Ordinal) && !path.Contains('\\', StringComparison.Ordinal) && !path.Any(char.IsControl);

    private static void Set(CookieAuthenticationOptions session)
    {
        session.Cookie.Name = Cookie;
        session.Cookie.HttpOnly = true;
        session.Cookie.SameSite = SameSiteMode.Lax;
        session.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        session.ExpireTimeSpan = s_session;
        session.SlidingExpiration = true;
        // What a session says is asked of the user's row each time: a role that was taken is gone at once.
        session.Events.OnValidatePrincipal = async context =>
        {
            var user = context.Principal?.FindFirst(Callers.Id)?.Value is { } id ? await FindAsync(context.HttpContext, accounts => accounts.FindAsync(id, context.HttpContext.RequestAborted)) : null;
            if (user is null)
                context.RejectPrincipal();
            else
                context.ReplacePrincipal(With(Callers.Of(AccessSchemes.Session, user, context.Principal!.HasClaim(AdminByProvider, "yes")), context.Principal!.HasClaim(AdminByProvider, "yes")));
        };
    }

    private static void Set(OpenIdConnectOptions provider, AccessOptions access)
    {
        provider.SignInScheme = AccessSchemes.Session;
        (provider.Authority, provider.ClientId, provider.ClientSecret) = (access.Authority, access.ClientId, access.ClientSecret);
        provider.RequireHttpsMetadata = access.Authority.StartsWith("https:", StringComparison.Ordinal);
        provider.ResponseType = OpenIdConnectResponseType.Code;
        // The code comes back in the address: a form that the provider's page sends would come without the cookies that belong to it, on http.
        provider.ResponseMode = OpenIdConnectResponseMode.Query;
        (provider.CorrelationCookie.SameSite, provider.NonceCookie.SameSite) = (SameSiteMode.Lax, SameSiteMode.Lax);
        (provider.CorrelationCookie.SecurePolicy, provider.NonceCookie.SecurePolicy) = (CookieSecurePolicy.SameAsRequest, CookieSecurePolicy.SameAsRequest);
        provider.UsePkce = true;
        provider.MapInboundClaims = false;
        provider.CallbackPath = "/sign-in/callback";
        provider.Scope.Clear();
        foreach (var scope in (string[])["openid", .. access.Scopes])
            provider.Scope.Add(scope);
        provider.TokenValidationParameters.ValidAlgorithms = s_algorithms;
        provider.TokenValidationParameters.NameClaimType = Callers.Name;
        provider.Events.OnTokenValidated = async context =>
        {
            var (caller, isAdmin) = await SignedInAsync(context.HttpContext, AccessSchemes.Session, context.Principal!, access);
            if (caller is null)
                context.Fail("The provider names no subject, or the database cannot be used.");
            else
                context.Principal = With(caller, isAdmin);
        };
        provider.Events.OnRemoteFailure = async context =>
        {
            context.HandleResponse();
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await TypedResults.Problem($"Signing in did not work: {context.Failure?.Message} Try again at /sign-in.", statusCode: StatusCodes.Status400BadRequest, title: "Not signed in").ExecuteAsync(context.HttpContext);
        };
    }

    private static void Set(JwtBearerOptions bearer, AccessOptions access)
    {
        bearer.Authority = access.Authority;
        bearer.RequireHttpsMetadata = access.Authority.StartsWith("https:", StringComparison.Ordinal);
        bearer.MapInboundClaims = false;
        bearer.TokenValidationParameters.ValidAlgorithms = s_algorithms;
        bearer.TokenValidationParameters.RequireExpirationTime = true;
        bearer.TokenValidationParameters.ClockSkew = TimeSpan.FromMinutes(1);
        bearer.TokenValidationParameters.AudienceValidator = (audiences, token, _) => IsForUs([.. audiences], token, access);
        bearer.Events = new JwtBearerEvents
        {
            OnTokenValidated = async context =>
            {
                var (caller, _) = await SignedInAsync(context.HttpContext, AccessSchemes.Bearer, context.Principal!, access);
                if (caller is null)
                    context.NoResult();
                else
                    context.Principal = caller;
            },
            OnAuthenticationFailed = context =>
            {
                new Refusal(StatusCodes.Status401Unauthorized, "The token is not valid", Reason(context.Exception)).Note(context.HttpContext);
                return Task.CompletedTask;
            },
        };
    }

    /// <summary>Whether an access token is one for this API. An identity token, which says who somebody is, is none.</summary>
    private static bool IsForUs(List<string> audiences, SecurityToken token, AccessOptions access)
    {
        var claims = ((JsonWebToken)token).Claims.ToLookup(claim => claim.Type, claim => claim.Value, StringComparer.Ordinal);
        if (claims["token_use"].FirstOrDefault() is { } use && use != "access")
            return false;
        return access.Audience is { } audience ? audiences.Contains(audience) : audiences.Count == 0 && claims["client_id"].SequenceEqual([access.ClientId]);
    }

    private static string Reason(Exception error) => error switch
    {
        SecurityTokenExpiredException => "It has expired.",
        SecurityTokenNotYetValidException => "It is not valid yet.",
        SecurityTokenInvalidIssuerException => "Another issuer made it than Auth:Authority.",
        SecurityTokenInvalidAudienceException => "It is no access token for this API (aud, client_id, token_use).",
        SecurityTokenInvalidAlgorithmException or SecurityTokenSignatureKeyNotFoundException or SecurityTokenInvalidSignatureException => "Its signature is none of the provider's.",
        InvalidOperationException or System.Net.Http.HttpRequestException => "The provider cannot be asked for its keys now.",
        _ => "It cannot be read.",
    };

    private static async Task<(ClaimsPrincipal? Caller, bool IsAdmin)> SignedInAsync(HttpContext context, string scheme, ClaimsPrincipal said, AccessOptions access)
    {
        var (issuer, subject) = (said.FindFirst(JwtRegisteredClaimNames.Iss)?.Value, said.FindFirst(JwtRegisteredClaimNames.Sub)?.Value);
        if (string.IsNullOrEmpty(issuer) || string.IsNullOrEmpty(subject))
            return (null, false);
        var isAdmin = said.HasClaim(access.RoleClaim, access.AdminRole);
        // An access token knows less of a user than the identity token of a sign-in, whose name stays.
        var name = said.FindFirst(Callers.Name)?.Value
            ?? (scheme == AccessSchemes.Session ? said.FindFirst("preferred_username")?.Value ?? said.FindFirst("cognito:username")?.Value ?? said.FindFirst("email")?.Value : null);
        var user = await FindAsync(context, async accounts => await accounts.SignedInAsync(issuer, subject, name, access.NewUsers, context.RequestAborted));
        return (user is null ? null : Callers.Of(scheme, user, isAdmin), isAdmin);
    }

    /// <summary>Null, with the refusal noted, where the database cannot be asked.</summary>
    private static async Task<Owner?> FindAsync(HttpContext context, Func<UserAccounts, Task<Owner?>> find)
    {
        try
        {
            return await find(context.RequestServices.GetRequiredService<UserAccounts>());
        }
        catch (DbException error)
        {
            Refusals.NoDatabase(error).Note(context);
            return null;
        }
    }

    private static ClaimsPrincipal With(ClaimsPrincipal caller, bool isAdmin)
    {
        if (isAdmin)
            ((ClaimsIdentity)caller.Identity!).AddClaim(new Claim(AdminByProvider, "yes"));
        return caller;
    }
}
