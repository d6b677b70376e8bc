using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Collections.Users;
using PokedexTop.Web.Access;
using PokedexTop.Web.Http;

namespace PokedexTop.Web.Admin;

/// <summary>Writes down what administrators do: who, what, with which order, and what came of it.</summary>
internal static class Audit
{
    public static async ValueTask<object?> LogAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        if (context.Request.IsReading())
            return await next(invocation);
        var status = StatusCodes.Status500InternalServerError;
        try
        {
            var result = await next(invocation);
            status = StatusOf(result);
            return result;
        }
        catch (ApiProblem problem)
        {
            status = problem.Status;
            throw;
        }
        catch (Configuration.ConfigurationException)
        {
            status = StatusCodes.Status400BadRequest;
            throw;
        }
        finally
        {
            var action = context.GetEndpoint()?.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName ?? context.Request.Path;
            await AddAsync(context, action, Detail(invocation), status);
        }
    }

    /// <summary>The status that a result is answered with.</summary>
    public static int StatusOf(object? result) => ((result as INestedHttpResult)?.Result ?? result) is IStatusCodeHttpResult { StatusCode: { } code } ? code : StatusCodes.Status200OK;

    public static Task AddAsync(HttpContext context, string action, string? detail, int status) =>
        // Written down even when the caller has hung up: it was done.
        context.RequestServices.GetRequiredService<AuditLog>().AddAsync(context.User.ActorName(), context.User.UserId(), action, detail, context.Connection.RemoteIpAddress?.ToString(), status, CancellationToken.None);

    /// <summary>What the address names, and the order in the body.</summary>
    private static string? Detail(EndpointFilterInvocationContext invocation)
    {
        var route = invocation.HttpContext.Request.RouteValues.Select(value => $"{value.Key}={value.Value}");
        var parameters = invocation.HttpContext.GetEndpoint()?.Metadata.GetMetadata<MethodInfo>()?.GetParameters() ?? [];
        var order = parameters.Zip(invocation.Arguments).Where(p => p.First.IsDefined(typeof(FromBodyAttribute), false) && p.Second is not null)
            .Select(p => JsonSerializer.Serialize(p.Second, p.Second!.GetType(), ApiJson.Options));
        return string.Join(' ', route.Concat(order)) is { Length: > 0 } detail ? detail : null;
    }
}
