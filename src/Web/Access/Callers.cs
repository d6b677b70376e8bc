using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using PokedexTop.Collections.Gold;

namespace PokedexTop.Web.Access;

/// <summary>Who calls: what the ways of signing in have in common.</summary>
internal static class Callers
{
    /// <summary>The user's id in <c>gold_users</c>; a key alone has none.</summary>
    public const string Id = "user";

    public const string Name = "name";

    /// <summary>One of <see cref="Owner.Roles"/>.</summary>
    public const string Role = "role";

    /// <summary>Whether the caller may write.</summary>
    private const string Writes = "writes";

    /// <param name="scheme">How the caller is known.</param>
    /// <param name="name">For people.</param>
    /// <param name="userId">Whose collection it is; null for none.</param>
    /// <param name="role">One of <see cref="Owner.Roles"/>; an administrator is a user, too.</param>
    /// <param name="writes">Whether the caller may write.</param>
    public static ClaimsPrincipal Of(string scheme, string name, string? userId, string role, bool writes = true)
    {
        var identity = new ClaimsIdentity(scheme, Name, Role);
        identity.AddClaim(new Claim(Name, name));
        if (userId is not null)
            identity.AddClaim(new Claim(Id, userId));
        if (writes)
            identity.AddClaim(new Claim(Writes, "yes"));
        if (role is Owner.User or Owner.Admin)
            identity.AddClaim(new Claim(Role, Owner.User));
        if (role is Owner.Admin)
            identity.AddClaim(new Claim(Role, Owner.Admin));
        return new ClaimsPrincipal(identity);
    }

    /// <summary>Of a user whom an issuer vouches for.</summary>
    /// <param name="scheme">How the caller is known.</param>
    /// <param name="user">The user's row.</param>
    /// <param name="isAdmin">Whether the issuer says so.</param>
    public static ClaimsPrincipal Of(string scheme, Owner user, bool isAdmin) =>
        Of(scheme, user.DisplayName ?? user.Subject, user.Id, isAdmin && user.Role != Owner.Barred ? Owner.Admin : user.Role);

    /// <summary>Whose collection the caller may see; null for nobody's.</summary>
    public static string? UserId(this ClaimsPrincipal caller) => caller.IsInRole(Owner.User) ? caller.FindFirst(Id)?.Value : null;

    /// <summary>Whose collection the caller may see, behind the policy that says that there is one.</summary>
    public static string User(this ClaimsPrincipal caller) => caller.UserId() ?? throw new InvalidOperationException("The endpoint needs the policy for collectors.");

    public static bool MayWrite(this ClaimsPrincipal caller) => caller.HasClaim(Writes, "yes");

    public static string ActorName(this ClaimsPrincipal caller) => caller.Identity?.Name ?? "nobody";

    public static bool IsReading(this HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);
}
