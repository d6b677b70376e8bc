using Microsoft.Extensions.Configuration;
using PokedexTop.Collections.Gold;
using PokedexTop.Configuration;

namespace PokedexTop.Web.Access;

/// <summary>How people are known.</summary>
public enum AccessMode
{
    /// <summary>There is one user, whoever uses this machine.</summary>
    Local,

    /// <summary>People sign in with an OpenID Connect provider.</summary>
    Oidc,
}

/// <summary>Section <c>Auth</c>: who the users are.</summary>
public sealed record AccessOptions
{
    public const string Section = "Auth";

    private const string Usual = "cognito:groups";

    private static readonly string[] s_oidcOnly = ["Authority", "ClientId", "ClientSecret", "Audience", "Scopes", "RoleClaim", "AdminRole", "NewUsers"];

    /// <summary><c>Auth:Mode</c>. Default Local.</summary>
    public AccessMode Mode { get; private init; }

    /// <summary>The provider's address, under which it describes itself. <c>Auth:Authority</c>.</summary>
    public string Authority { get; private init; } = "";

    /// <summary>This program's name at the provider. <c>Auth:ClientId</c>.</summary>
    public string ClientId { get; private init; } = "";

    /// <summary>A secret; none for a public client, which PKCE protects. <c>Auth:ClientSecret</c>.</summary>
    public string? ClientSecret { get; private init; }

    /// <summary>What access tokens for this API name in <c>aud</c>. None: those that have no <c>aud</c> and name <see cref="ClientId"/> in <c>client_id</c>, as Cognito's do. <c>Auth:Audience</c>.</summary>
    public string? Audience { get; private init; }

    /// <summary>What is asked for at sign-in beside openid. <c>Auth:Scopes</c>, separated by spaces.</summary>
    public IReadOnlyList<string> Scopes { get; private init; } = ["profile"];

    /// <summary>The claim that lists a user's groups or roles. <c>Auth:RoleClaim</c>.</summary>
    public string RoleClaim { get; private init; } = Usual;

    /// <summary>Which of them makes an administrator. <c>Auth:AdminRole</c>.</summary>
    public string AdminRole { get; private init; } = Owner.Admin;

    /// <summary>The role of somebody who signs in for the first time: user, or none until an administrator grants one. <c>Auth:NewUsers</c>.</summary>
    public string NewUsers { get; private init; } = Owner.User;

    /// <exception cref="ConfigurationException">A value is not one of those allowed, or one is missing that the mode needs.</exception>
    public static AccessOptions Read(IConfiguration configuration)
    {
        string? Text(string key) => configuration[$"{Section}:{key}"] is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;
        var mode = Text("Mode") is not { } said ? AccessMode.Local
            : Enum.TryParse<AccessMode>(said, ignoreCase: true, out var parsed) && Enum.IsDefined(parsed) && !char.IsAsciiDigit(said[0]) ? parsed : throw ConfigurationException.For($"{Section}:Mode", said, "Local, Oidc");
        if (mode == AccessMode.Local)
        {
            return s_oidcOnly.FirstOrDefault(key => Text(key) is not null) is { } idle
                ? throw new ConfigurationException($"{Section}:{idle} is set, but {Section}:Mode is {AccessMode.Local}, where nobody signs in: set {Section}:Mode to {AccessMode.Oidc}, or leave {Section}:{idle} out.")
                : new AccessOptions();
        }
        var newUsers = Text("NewUsers") ?? Owner.User;
        return new AccessOptions
        {
            Mode = mode,
            Authority = Text("Authority") is { } authority && IsAuthority(authority) ? authority.TrimEnd('/')
                : throw ConfigurationException.For($"{Section}:Authority", Text("Authority") ?? "", "the provider's https address, such as https://cognito-idp.eu-central-1.amazonaws.com/POOL; http on this machine alone"),
            ClientId = Text("ClientId") ?? throw ConfigurationException.For($"{Section}:ClientId", "", "this program's client id at the provider"),
            ClientSecret = Text("ClientSecret"),
            Audience = Text("Audience"),
            Scopes = Text("Scopes")?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? ["profile"],
            RoleClaim = Text("RoleClaim") ?? Usual,
            AdminRole = Text("AdminRole") ?? Owner.Admin,
            NewUsers = newUsers is Owner.User or Owner.Barred ? newUsers : throw ConfigurationException.For($"{Section}:NewUsers", newUsers, $"{Owner.User}, {Owner.Barred}"),
        };
    }

    private static bool IsAuthority(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)) && uri.Query.Length == 0;
}
