using System.Data.Common;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;
using PokedexTop.Collections.Gold;
using PokedexTop.Data;
using PokedexTop.Web.Http;

namespace PokedexTop.Web.Access;

/// <summary>How endpoints that speak another language than problem details tell that a request is refused.</summary>
/// <param name="WriteAsync">Writes the answer: its status, and why.</param>
internal sealed record RefusedAs(Func<HttpContext, int, string, Task> WriteAsync);

/// <summary>Tells why a request may not go on: a browser that wants a page is led to where people sign in.</summary>
internal sealed class Refusals(AccessOptions access, ILogger<Refusals> log) : IAuthorizationMiddlewareResultHandler
{
    public static Refusal NoDatabase(DbException error) => new(StatusCodes.Status503ServiceUnavailable, "The database cannot be used", SqlDatabase.ReasonOf(error));

    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (Why(context, authorizeResult) is not { } refusal)
        {
            await next(context);
            return;
        }
        if (refusal.Status == StatusCodes.Status401Unauthorized && access.Mode == AccessMode.Oidc && IsForAPerson(context.Request))
        {
            await context.ChallengeAsync(AccessSchemes.Provider);
            return;
        }
        log.LogWarning("Refused {Method} {Path} from {Address}: {Reason}", context.Request.Method, context.Request.Path, context.Connection.RemoteIpAddress, refusal.Title);
        if (refusal.Status == StatusCodes.Status401Unauthorized)
            context.Response.Headers.WWWAuthenticate = "Bearer";
        context.Response.Headers.CacheControl = "no-store";
        await (context.GetEndpoint()?.Metadata.GetMetadata<RefusedAs>() is { } other ? other.WriteAsync(context, refusal.Status, refusal.Detail) : refusal.Problem.Result().ExecuteAsync(context));
    }

    private static Refusal? Why(HttpContext context, PolicyAuthorizationResult result)
    {
        if (result.Succeeded)
            // A session travels with whatever a browser sends, also for a page of another site.
            return context.User.Identity?.AuthenticationType == AccessSchemes.Session ? MachineGuard.CrossSite(context.Request) : null;
        if (result.Challenged)
            return Refusal.Of(context) ?? new Refusal(StatusCodes.Status401Unauthorized, "Sign in", "This is for those who are known here.");
        var caller = context.User;
        return new Refusal(StatusCodes.Status403Forbidden, "Not allowed",
            !caller.IsInRole(Owner.User) ? "An administrator has to let you in first."
            : caller.UserId() is null ? "The key is for machines; a collection is that of somebody who signed in, or of a token of theirs."
            : !caller.MayWrite() && !context.Request.IsReading() ? "This token may only read."
            : "This is for administrators.");
    }

    private static bool IsForAPerson(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && !request.Path.StartsWithSegments("/api") && request.GetTypedHeaders().Accept.Any(type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));
}
