using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using PokedexTop.Collections.Gold;
using PokedexTop.Collections.Users;
using PokedexTop.Web.Access;
using PokedexTop.Web.Api;
using PokedexTop.Web.Http;

namespace PokedexTop.Web.Admin;

/// <summary>A user as administrators see one.</summary>
/// <param name="Id">This program's own.</param>
/// <param name="Name">As the issuer says it.</param>
/// <param name="Role">user, admin or none.</param>
/// <param name="Issuer">Who vouches for the subject.</param>
/// <param name="Subject">The issuer's name of the user.</param>
/// <param name="CreatedAt">UTC, of the first sign-in.</param>
/// <param name="PublicName">Under which everybody may read what the user owns.</param>
internal sealed record UserDocument(string Id, string? Name, string Role, string Issuer, string Subject, DateTime CreatedAt, string? PublicName)
{
    public static UserDocument Of(Owner user) => new(user.Id, user.DisplayName, user.Role, user.Issuer, user.Subject, user.CreatedAt, user.PublicName);
}

/// <summary>A role to be given.</summary>
/// <param name="Role">user, admin or none.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record RoleOrder(string? Role);

/// <summary>People, their roles, and what people with rights did.</summary>
internal static class UsersApi
{
    public static void MapUsers(this RouteGroupBuilder admin)
    {
        var users = admin.MapGroup("/users").WithTags("Users");
        users.MapGet("/", async (HttpRequest request, UserAccounts accounts, CancellationToken cancellationToken) =>
            {
                var page = PageRequest.Read(request);
                return TypedResults.Ok(page.Of([.. (await accounts.ListAsync(cancellationToken)).Select(UserDocument.Of)], user => user.Id));
            })
            .WithName("ListUsers").WithSummary("Everybody who has signed in").TakesPages();
        users.MapPut("/{id}", GrantAsync).WithName("GrantRole").WithSummary("Give a user a role: user, admin or none").ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        admin.MapGet("/audit", AuditAsync).WithTags("Users").WithName("ListAudit").WithSummary("What people and programs with rights did, the newest first").TakesPages();
    }

    internal static async Task<Ok<UserDocument>> GrantAsync(string id, [FromBody] RoleOrder order, UserAccounts accounts, CancellationToken cancellationToken)
    {
        if (order.Role is not { } role || !Owner.Roles.Contains(role))
            throw ApiProblem.Invalid("No such role", new Dictionary<string, string[]> { ["role"] = [$"is '{order.Role}'; allowed: {string.Join(", ", Owner.Roles)}"] });
        if (id == Owner.Local)
            throw ApiProblem.Invalid("Not that user", new Dictionary<string, string[]> { ["id"] = ["is this machine's own user, who stays an administrator"] });
        return TypedResults.Ok(UserDocument.Of(await accounts.GrantAsync(id, role, cancellationToken) ?? throw ApiProblem.NotFound("no-such-user", $"There is no user '{id}'; /api/admin/users lists those there are.")));
    }

    private static async Task<Ok<ListDocument<AuditEntry>>> AuditAsync(HttpRequest request, AuditLog log, CancellationToken cancellationToken)
    {
        var page = PageRequest.Read(request);
        var entries = await log.ListAsync(page.AfterId, page.Limit + 1, cancellationToken);
        return TypedResults.Ok(page.Of(entries, await log.CountAsync(cancellationToken), entry => entry.Id.ToString()));
    }
}
