using System.Data.Common;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Hosting;
using Quartz;

namespace PokedexTop.Web.Http;

/// <summary>What surrounds every endpoint under <c>/api</c>: entity tags, and problem details with a code for what fails.</summary>
internal static class ApiAnswers
{
    /// <summary>By it a caller knows that a PokedexTop server answers, whatever it answers.</summary>
    public const string VersionHeader = "PokedexTop-Version";

    public static readonly string Version = typeof(ApiAnswers).Assembly.GetName().Version?.ToString(3) ?? "0";

    /// <summary>Before everything that may fail.</summary>
    public static void UseApiAnswers(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (context.Request.Path.StartsWithSegments("/api") || context.Request.Path.StartsWithSegments("/openapi"))
            await AnswerAsync(context, next);
        else
            await next(context);
    });

    /// <summary>Endpoints that answer once the tables are ready, with a tag of what is in the answer.</summary>
    public static RouteGroupBuilder MapApi(this IEndpointRouteBuilder endpoints, string path)
    {
        var group = endpoints.MapGroup(path).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.AddEndpointFilter(TagAsync);
        return group;
    }

    private static async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.Headers[VersionHeader] = Version;
        // A copy may be kept by who asked, and asked about: every answer has a tag.
        context.Response.Headers.CacheControl = "private, no-cache";
        try
        {
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: >= 400 and var status, ContentType: null })
            {
                var title = ReasonPhrases.GetReasonPhrase(status);
                throw new ApiProblem(status, title.Replace(' ', '-').ToLowerInvariant(), title, $"This is no request of the API: {context.Request.Method} {context.Request.Path}; /openapi/v1.json describes those it has.");
            }
        }
        catch (Exception error) when (!context.Response.HasStarted && ProblemOf(context, error) is { } problem)
        {
            context.Response.Headers.Remove(HeaderNames.ETag);
            await problem.Result().ExecuteAsync(context);
        }
    }

    private static ApiProblem? ProblemOf(HttpContext context, Exception error)
    {
        switch (error)
        {
            case ApiProblem problem:
                return problem;
            case BadHttpRequestException wrong:
                return new ApiProblem(wrong.StatusCode, "unreadable", "The request cannot be read", Unreadable(wrong));
            case ConfigurationException wrong:
                return new ApiProblem(StatusCodes.Status400BadRequest, "not-there", "The request asks for what is not there", wrong.Message);
            case DbException or SchedulerException:
                var database = context.RequestServices.GetRequiredService<SqlDatabase>();
                context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("PokedexTop.Web").LogError("{Method} {Path} failed: {Error}", context.Request.Method, context.Request.Path, SqlDatabase.ReasonOf(error));
                return new ApiProblem(StatusCodes.Status503ServiceUnavailable, "database", "The database cannot be used", $"{database.Location}: {SqlDatabase.ReasonOf(error)}");
            default:
                return null;
        }
    }

    private static async ValueTask<object?> TagAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        if (context.RequestServices.GetRequiredService<StageStart>().Waiting is { } waiting)
            throw ApiProblem.NotReady(waiting);
        var result = await next(invocation);
        while (result is INestedHttpResult nested)
            result = nested.Result;
        switch (result)
        {
            case ProblemHttpResult problem:
                problem.ProblemDetails.Extensions.TryAdd("code", problem.StatusCode switch { 404 => "not-found", 409 => "conflict", _ => "invalid" });
                return problem;
            case ValidationProblem invalid:
                invalid.ProblemDetails.Extensions.TryAdd("code", "invalid");
                return invalid;
            case IValueHttpResult { Value: { } value } and IStatusCodeHttpResult { StatusCode: null or StatusCodes.Status200OK or StatusCodes.Status201Created } answer:
                var body = JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), ApiJson.Options);
                var tag = Tagged(context.Response, body);
                // What was made is answered with where it is.
                if (answer.StatusCode is StatusCodes.Status201Created)
                    return result;
                return HttpMethods.IsGet(context.Request.Method) && context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false) || known.Equals(EntityTagHeaderValue.Any))
                    ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
                    : TypedResults.Bytes(body, "application/json; charset=utf-8");
            default:
                return result;
        }
    }

    /// <summary>A tag of what is in the answer. One that the endpoint has set, such as a version by which alone a write is judged, begins it.</summary>
    private static EntityTagHeaderValue Tagged(HttpResponse response, byte[] body)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 16));
        var tag = new EntityTagHeaderValue(response.Headers.ETag is [{ } version] ? $"\"{version.Trim('"')}-{hash}\"" : $"\"{hash}\"");
        response.GetTypedHeaders().ETag = tag;
        return tag;
    }

    /// <summary>Why a request could not be read, in this program's own terms.</summary>
    internal static string Unreadable(BadHttpRequestException wrong) =>
        wrong.InnerException is JsonException json ? Unreadable(json) : wrong.Message;

    /// <summary>The reader's own message names types of this program; where it stumbled is what helps.</summary>
    private static string Unreadable(JsonException error)
    {
        var where = $"line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}";
        return error.Path is null or "$" || error.InnerException is JsonException
            ? $"The body is not the JSON object that this request takes ({where}); /openapi/v1.json describes it."
            : $"{error.Path.TrimStart('$', '.')} is no field of this request, or its value is of another type ({where}); /openapi/v1.json describes it.";
    }
}
