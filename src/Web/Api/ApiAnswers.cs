using System.Data.Common;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;
using PokedexTop.Data;
using PokedexTop.Hosting;
using PokedexTop.Web.Admin;
using PokedexTop.Web.Http;

namespace PokedexTop.Web.Api;

/// <summary>What surrounds the catalogue's endpoints: who may read them, entity tags, and problem details with a code for what fails.</summary>
internal static class ApiAnswers
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.Strict,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static RouteGroupBuilder MapCatalogueGroup(this IEndpointRouteBuilder endpoints)
    {
        var isPublic = endpoints.ServiceProvider.GetRequiredService<WebOptions>().PublicCatalogue;
        var group = endpoints.MapGroup("/api").WithTags("Catalogue").ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        group.AddEndpointFilter((context, next) => AnswerAsync(context, next, isPublic));
        return group;
    }

    private static async ValueTask<object?> AnswerAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next, bool isPublic)
    {
        var context = invocation.HttpContext;
        // A copy may be kept, and asked about: every answer has a tag.
        context.Response.Headers.CacheControl = isPublic ? "no-cache" : "private, no-cache";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        if (!isPublic && context.RequestServices.GetRequiredService<AdminGuard>().Judge(context) is { } refusal)
            return new ApiProblem(refusal.Status, "refused", refusal.Title, refusal.Detail).Result();
        if (context.RequestServices.GetRequiredService<StageStart>().Waiting is { } waiting)
            return NotReady(waiting).Result();
        try
        {
            var result = await next(invocation);
            return result is IValueHttpResult { Value: { } value } and IStatusCodeHttpResult { StatusCode: null or StatusCodes.Status200OK }
                ? Tagged(context, JsonSerializer.SerializeToUtf8Bytes(value, value.GetType(), Json)) : result;
        }
        catch (ApiProblem problem)
        {
            return problem.Result();
        }
        catch (FormatException wrong)
        {
            return new ApiProblem(StatusCodes.Status400BadRequest, "bad-cursor", "The cursor cannot be read", $"{wrong.Message} Take it from the 'next' of a page, with the same order.").Result();
        }
        catch (DbException error)
        {
            var database = context.RequestServices.GetRequiredService<SqlDatabase>();
            context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ApiAnswers)).LogError("{Path} failed: {Error}", context.Request.Path, SqlDatabase.ReasonOf(error));
            return new ApiProblem(StatusCodes.Status503ServiceUnavailable, "database", "The database cannot be used", $"{database.Location}: {SqlDatabase.ReasonOf(error)}").Result();
        }
    }

    public static ApiProblem NotReady(string reason) => new(StatusCodes.Status503ServiceUnavailable, "not-ready", "Not ready", $"Not ready: {reason}.");

    private static IResult Tagged(HttpContext context, byte[] body)
    {
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 16))}\"");
        context.Response.GetTypedHeaders().ETag = tag;
        return context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false) || known.Equals(EntityTagHeaderValue.Any))
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Bytes(body, "application/json; charset=utf-8");
    }
}
