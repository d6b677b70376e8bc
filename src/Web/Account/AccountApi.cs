using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using PokedexTop.Collections.Exports;
using PokedexTop.Collections.Gold;
using PokedexTop.Collections.Imports;
using PokedexTop.Collections.Users;
using PokedexTop.Data;
using PokedexTop.Web.Access;
using PokedexTop.Web.Api;
using PokedexTop.Web.Http;

namespace PokedexTop.Web.Account;

/// <summary>Who the caller is.</summary>
/// <param name="Id">Of the user; null for a key alone.</param>
/// <param name="Name">For people.</param>
/// <param name="Roles">user, admin.</param>
/// <param name="MayWrite">False for a token that only reads.</param>
/// <param name="By">How the caller is known: machine, token, bearer or session.</param>
/// <param name="PublicName">Under which everybody may read what the user owns.</param>
internal sealed record MeDocument(string? Id, string Name, IReadOnlyList<string> Roles, bool MayWrite, string? By, string? PublicName);

/// <summary>A token as its owner sees it; the key itself is shown once.</summary>
internal sealed record TokenDocument(Guid Id, string Name, string Scope, DateTime CreatedAt, DateTime? ExpiresAt, string? Key = null)
{
    public static TokenDocument Of(ApiToken token, string? key = null) => new(token.Id, token.Name, token.Scope, token.CreatedAt, token.ExpiresAt, key);
}

/// <summary>A token to be made.</summary>
/// <param name="Name">The owner's name for it.</param>
/// <param name="Scope">read or write; read where nothing is said.</param>
/// <param name="Days">Until it expires; without, it stays until it is revoked.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record TokenOrder(string? Name, string? Scope = null, int? Days = null);

/// <summary>A name under which everybody may read what the caller owns; null for nobody.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record PublicOrder(string? Name);

/// <summary><c>/api/me</c>: the caller, their tokens, and everything that is theirs to take out or to delete.</summary>
internal static partial class AccountApi
{
    private const string Path = "/api/me";

    private const int MostDays = 3_650;

    private const string Everything = "everything";

    private static readonly QueryParameter s_confirm = new("confirm", $"The word '{Everything}': without it nothing is deleted.") { IsNeeded = true };

    public static void MapAccountApi(this IEndpointRouteBuilder endpoints)
    {
        var me = endpoints.MapApi(Path).WithTags("Account").RequireAuthorization(Policies.Collectors).ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden);
        me.MapGet("/", ShowAsync).WithName("Me").WithSummary("Who the caller is");
        me.MapDelete("/", DeleteAsync).WithName("DeleteMe").WithSummary("Delete the caller and everything that is theirs").Takes(s_confirm);
        me.MapGet("/export", ExportAsync).WithName("ExportMe").WithSummary("Everything that is the caller's, in one file").Produces(StatusCodes.Status200OK, contentType: "application/json");
        me.MapPut("/public", PublishAsync).WithName("PublishMe").WithSummary("Let everybody read what the caller owns under a name, or nobody").ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict);
        me.MapGet("/tokens", async (ClaimsPrincipal caller, ApiTokens tokens, CancellationToken cancellationToken) =>
                TypedResults.Ok(ListDocument<TokenDocument>.Whole([.. (await tokens.ListAsync(caller.User(), cancellationToken)).Select(token => TokenDocument.Of(token))])))
            .WithName("ListTokens").WithSummary("The caller's tokens, without their keys");
        me.MapPost("/tokens", MakeAsync).WithName("MakeToken").WithSummary("Make a token with which a program acts for the caller; its key is shown this once").ProducesProblem(StatusCodes.Status400BadRequest);
        me.MapDelete("/tokens/{id:guid}", RevokeAsync).WithName("RevokeToken").WithSummary("Revoke a token").ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Ok<MeDocument>> ShowAsync(ClaimsPrincipal caller, UserAccounts accounts, CancellationToken cancellationToken)
    {
        var user = await accounts.FindAsync(caller.User(), cancellationToken);
        return TypedResults.Ok(new MeDocument(caller.UserId(), caller.ActorName(), [.. Owner.Roles.Where(caller.IsInRole)], caller.MayWrite(), caller.Identity?.AuthenticationType, user?.PublicName));
    }

    private static async Task<NoContent> DeleteAsync(HttpContext context, UserAccounts accounts, AuditLog log, CancellationToken cancellationToken)
    {
        // A token may be in other hands.
        RefuseTokens(context.User);
        if (context.Request.Text(s_confirm) != Everything)
            throw ApiProblem.Bad("confirm", "Nothing was deleted. ?confirm=everything deletes the user, every lot, every token and every import; GET /api/me/export takes them out first.");
        await accounts.DeleteAsync(context.User.User(), cancellationToken);
        await log.AddAsync("a user who left", null, "DeleteMe", null, null, StatusCodes.Status204NoContent, CancellationToken.None);
        if (context.User.Identity?.AuthenticationType == AccessSchemes.Session)
            await context.SignOutAsync(AccessSchemes.Session);
        return TypedResults.NoContent();
    }

    private static async Task<FileContentHttpResult> ExportAsync(ClaimsPrincipal caller, UserAccounts accounts, ApiTokens tokens, CollectionFiles files, UserImports imports, CancellationToken cancellationToken)
    {
        var user = await accounts.FindAsync(caller.User(), cancellationToken);
        var all = new
        {
            User = user is null ? null : new { user.Id, user.Issuer, user.Subject, user.DisplayName, user.Role, user.CreatedAt, user.PublicName },
            Tokens = (await tokens.ListAsync(caller.User(), cancellationToken)).Select(token => TokenDocument.Of(token)),
            // Also the rows that nothing was made of.
            Imports = await imports.AllAsync(caller.User(), cancellationToken),
            // As 'collection import' reads it.
            Collection = new RawJson((await files.ExportAsync(caller.User(), CollectionFiles.Json, cancellationToken)).Bytes),
        };
        return TypedResults.File(JsonSerializer.SerializeToUtf8Bytes(all, ApiJson.Options), "application/json", "pokedextop-user.json");
    }

    private static async Task<Ok<MeDocument>> PublishAsync([FromBody] PublicOrder order, ClaimsPrincipal caller, UserAccounts accounts, WebOptions web, CancellationToken cancellationToken)
    {
        if (order.Name is not null && !web.PublicCollections)
            throw new ApiProblem(StatusCodes.Status409Conflict, "not-public", "Not on this server", "This server shows nobody's collection to everybody (Web:PublicCollections).");
        if (order.Name is { } name && !PublicName().IsMatch(name))
            throw ApiProblem.Invalid("No such name", new Dictionary<string, string[]> { ["name"] = ["3 to 40 small letters, digits and hyphens, beginning with a letter"] });
        if (await accounts.PublishAsync(caller.User(), order.Name, cancellationToken) is null)
            throw new ApiProblem(StatusCodes.Status409Conflict, "name-taken", "Somebody has it", $"Somebody else's collection is public as '{order.Name}'.");
        return await ShowAsync(caller, accounts, cancellationToken);
    }

    private static async Task<Created<TokenDocument>> MakeAsync([FromBody] TokenOrder order, HttpContext context, ApiTokens tokens, AuditLog log, TimeProvider time, CancellationToken cancellationToken)
    {
        // Whoever has one for a while would have them for ever.
        RefuseTokens(context.User);
        var problems = new Dictionary<string, string[]>();
        if (string.IsNullOrWhiteSpace(order.Name) || order.Name.Length > 100 || order.Name.Any(char.IsControl))
            problems["name"] = ["1 to 100 characters, so that you know it again"];
        if (order.Scope is { } scope && !ApiToken.Scopes.Contains(scope))
            problems["scope"] = [$"is '{scope}'; allowed: {string.Join(", ", ApiToken.Scopes)}"];
        if (order.Days is not null and (< 1 or > MostDays))
            problems["days"] = [$"is {order.Days}; allowed: 1 to {MostDays}, or nothing"];
        if (problems.Count > 0)
            throw ApiProblem.Invalid("The token is not allowed", problems);
        var expires = order.Days is { } days ? time.UtcNow().AddDays(days) : (DateTime?)null;
        var (token, key) = await tokens.MakeAsync(context.User.User(), order.Name!.Trim(), order.Scope ?? ApiToken.Read, expires, cancellationToken)
            ?? throw new ApiProblem(StatusCodes.Status400BadRequest, "too-many-tokens", "Too many tokens", $"A user has at most {ApiTokens.Most}; revoke one that is not used.");
        await log.AddAsync(context.User.ActorName(), context.User.UserId(), "MakeToken", $"{token.Id} {token.Scope}", context.Connection.RemoteIpAddress?.ToString(), StatusCodes.Status201Created, CancellationToken.None);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Created($"{Path}/tokens/{token.Id}", TokenDocument.Of(token, key));
    }

    private static async Task<NoContent> RevokeAsync(Guid id, HttpContext context, ApiTokens tokens, AuditLog log, CancellationToken cancellationToken)
    {
        if (!await tokens.RevokeAsync(context.User.User(), id, cancellationToken))
            throw ApiProblem.NotFound("no-such-token", $"There is no token {id}; {Path}/tokens lists those there are.");
        await log.AddAsync(context.User.ActorName(), context.User.UserId(), "RevokeToken", id.ToString(), context.Connection.RemoteIpAddress?.ToString(), StatusCodes.Status204NoContent, CancellationToken.None);
        return TypedResults.NoContent();
    }

    private static void RefuseTokens(ClaimsPrincipal caller)
    {
        if (caller.Identity?.AuthenticationType == AccessSchemes.Token)
            throw new Refusal(StatusCodes.Status403Forbidden, "Not with a token", "Sign in to do this; a token is not enough.").Problem;
    }

    [GeneratedRegex("^[a-z][a-z0-9-]{2,39}$")]
    private static partial Regex PublicName();
}
