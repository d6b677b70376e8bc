using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace PokedexTop.Web.Tests.Access;

/// <summary>A real OpenID Connect provider on a port of its own, whose key the tests have, so that they can make every kind of token.</summary>
internal sealed class OpenIdProvider : IAsyncDisposable
{
    public const string ClientId = "pokedextop";
    public const string ClientSecret = "a-secret-of-the-tests-alone-0123456789";
    public const string Api = "pokedextop-api";

    private readonly WebApplication _app;
    private readonly RSA _rsa;
    private readonly RsaSecurityKey _key;

    private OpenIdProvider(WebApplication app, RSA rsa, RsaSecurityKey key) => (_app, _rsa, _key) = (app, rsa, key);

    /// <summary>As it calls itself.</summary>
    public string Issuer => _app.Urls.Single() + "/";

    /// <summary>Who signs in next, and the groups they are in.</summary>
    public (string Subject, string Name, string[] Groups) Person { get; set; } = ("7", "Misty", []);

    /// <summary>The redirect address that was asked for last.</summary>
    public string? CameFrom { get; private set; }

    /// <summary>Whether the last code was asked for and fetched with PKCE.</summary>
    public bool UsedPkce { get; private set; }

    public (string, string)[] Settings =>
        [("Auth:Mode", "Oidc"), ("Auth:Authority", Issuer), ("Auth:ClientId", ClientId), ("Auth:ClientSecret", ClientSecret), ("Auth:Audience", Api), ("Auth:RoleClaim", "groups"), ("Auth:AdminRole", "operators")];

    public static async Task<OpenIdProvider> StartAsync()
    {
        var rsa = RSA.Create(2048);
        var key = new RsaSecurityKey(rsa) { KeyId = "of-the-provider" };
        OpenIdProvider? provider = null;
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddAuthentication();
        builder.Services.AddOpenIddict().AddServer(server =>
        {
            // It keeps nothing: codes and tokens say all there is.
            server.EnableDegradedMode();
            server.SetAuthorizationEndpointUris("authorize").SetTokenEndpointUris("token");
            server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
            server.RegisterScopes(Scopes.Profile);
            server.AddSigningKey(key).AddEphemeralEncryptionKey().DisableAccessTokenEncryption();
            server.UseAspNetCore().DisableTransportSecurityRequirement();
            server.AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                provider!.CameFrom = context.RedirectUri;
                if (context.ClientId != ClientId)
                    context.Reject(Errors.InvalidClient);
                return ValueTask.CompletedTask;
            }));
            server.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                provider!.UsedPkce = !string.IsNullOrEmpty(context.Request.CodeVerifier);
                if (context.ClientId != ClientId || context.ClientSecret != ClientSecret)
                    context.Reject(Errors.InvalidClient);
                return ValueTask.CompletedTask;
            }));
            server.AddEventHandler<HandleAuthorizationRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                var person = provider!.Person;
                var identity = new ClaimsIdentity("provider");
                identity.AddClaim(Claims.Subject, person.Subject).AddClaim(Claims.Name, person.Name);
                foreach (var group in person.Groups)
                    identity.AddClaim(new Claim("groups", group));
                context.Principal = new ClaimsPrincipal(identity);
                context.Principal.SetScopes(context.Request.GetScopes());
                context.Principal.SetResources(Api);
                context.Principal.SetDestinations(_ => [Destinations.AccessToken, Destinations.IdentityToken]);
                return ValueTask.CompletedTask;
            }));
        });
        var app = builder.Build();
        app.UseAuthentication();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return provider = new OpenIdProvider(app, rsa, key);
    }

    /// <summary>An access token as this provider makes them, but for what is changed.</summary>
    /// <param name="subject">Of whom.</param>
    /// <param name="groups">The groups they are in.</param>
    /// <param name="change">What is other than it should be.</param>
    public string Token(string subject, string[]? groups = null, Action<SecurityTokenDescriptor>? change = null)
    {
        var now = DateTime.UtcNow;
        var token = new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Api,
            IssuedAt = now,
            NotBefore = now.AddMinutes(-1),
            Expires = now.AddHours(1),
            Claims = new Dictionary<string, object> { ["sub"] = subject, ["groups"] = groups ?? [] },
            SigningCredentials = new SigningCredentials(_key, SecurityAlgorithms.RsaSha256),
        };
        change?.Invoke(token);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(token);
    }

    /// <summary>What nobody may be let in with, by its name.</summary>
    public Dictionary<string, string> Forged(string subject) => new()
    {
        ["expired"] = Token(subject, ["operators"], t => (t.IssuedAt, t.NotBefore, t.Expires) = (DateTime.UtcNow.AddHours(-2), DateTime.UtcNow.AddHours(-2), DateTime.UtcNow.AddHours(-1))),
        ["not yet valid"] = Token(subject, ["operators"], t => (t.NotBefore, t.Expires) = (DateTime.UtcNow.AddHours(1), DateTime.UtcNow.AddHours(2))),
        ["for ever"] = Token(subject, ["operators"], t => t.Expires = null),
        ["wrongly signed"] = Token(subject, ["operators"], t => t.SigningCredentials = new SigningCredentials(new RsaSecurityKey(RSA.Create(2048)) { KeyId = _key.KeyId }, SecurityAlgorithms.RsaSha256)),
        ["signed by a key both sides know"] = Token(subject, ["operators"], t => t.SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(_rsa.ExportSubjectPublicKeyInfo()) { KeyId = _key.KeyId }, SecurityAlgorithms.HmacSha256)),
        ["of another issuer"] = Token(subject, ["operators"], t => t.Issuer = "https://another.example/"),
        ["for another audience"] = Token(subject, ["operators"], t => t.Audience = "another-api"),
        ["for nobody"] = Token(subject, ["operators"], t => t.Audience = null),
        ["an identity token"] = Token(subject, ["operators"], t => t.Claims["token_use"] = "id"),
        ["not signed"] = Unsigned(Token(subject, ["operators"])),
        ["nonsense"] = "a.b.c",
    };

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _rsa.Dispose();
    }

    private static string Unsigned(string token) => $"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""")}.{token.Split('.')[1]}.";
}
