using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;
using PokedexTop.Data;
using PokedexTop.Hosting;
using PokedexTop.Web.Admin;

namespace PokedexTop.Web.Collections;

/// <summary>Marks endpoints of what belongs to a user.</summary>
internal sealed class OwnersOnly;

/// <summary>What surrounds the endpoints of the collection API: who may use them, entity tags, and problem details with a code for what fails.</summary>
internal static class CollectionAnswers
{
    public static void UseCollectionAnswers(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<OwnersOnly>() is null && !context.Request.Path.StartsWithSegments(CollectionApi.Path))
        {
            await next(context);
            return;
        }
        context.Response.Headers.CacheControl = "private, no-cache";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        if (context.RequestServices.GetRequiredService<AdminGuard>().Judge(context) is { } refusal)
        {
            if (refusal.Status == StatusCodes.Status401Unauthorized)
                context.Response.Headers.WWWAuthenticate = "Bearer";
            await Problem(refusal.Status, "refused", refusal.Title, refusal.Detail).ExecuteAsync(context);
        }
        else if (context.RequestServices.GetRequiredService<StageStart>().Waiting is { } waiting)
        {
            await Problem(StatusCodes.Status503ServiceUnavailable, "not-ready", "Not ready", waiting).ExecuteAsync(context);
        }
        else
        {
            await AnswerAsync(context, next);
        }
    });

    /// <param name="status">HTTP's.</param>
    /// <param name="code">For programs; it never changes.</param>
    /// <param name="title">The kind of problem.</param>
    /// <param name="detail">What to do about it.</param>
    public static ProblemHttpResult Problem(int status, string code, string title, string detail) =>
        TypedResults.Problem(detail, statusCode: status, title: title, extensions: [new("code", code)]);

    /// <summary>What is wrong by member for a program, and in one sentence for a person.</summary>
    public static ProblemHttpResult Invalid(IReadOnlyDictionary<string, string[]> problems) => TypedResults.Problem(
        string.Join(" ", problems.Select(p => $"{p.Key} {string.Join("; ", p.Value)}.")), statusCode: StatusCodes.Status400BadRequest, title: "The lot is not allowed",
        extensions: [new("code", "invalid"), new("errors", problems)]);

    private static async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        var (body, buffer) = (context.Response.Body, new MemoryStream());
        context.Response.Body = buffer;
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException wrong)
        {
            await FailAsync(wrong.StatusCode, "unreadable", "The request cannot be read", AdminAnswers.Unreadable(wrong));
        }
        catch (DbException error)
        {
            var reason = SqlDatabase.ReasonOf(error);
            context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("PokedexTop.Web.Collections").LogError("{Method} {Path} failed: {Error}", context.Request.Method, context.Request.Path, reason);
            await FailAsync(StatusCodes.Status503ServiceUnavailable, "database", "The database cannot be used", reason);
        }
        finally
        {
            context.Response.Body = body;
        }
        if (context.Response is { StatusCode: >= 400 and var status, ContentType: null })
        {
            var title = ReasonPhrases.GetReasonPhrase(status);
            await Problem(status, title.Replace(' ', '-').ToLowerInvariant(), title, $"This is no request of the collection API: {context.Request.Method} {context.Request.Path}; /openapi/v1.json describes those it has.").ExecuteAsync(context);
            return;
        }
        await WriteAsync(context, buffer);

        async Task FailAsync(int status, string code, string title, string detail)
        {
            buffer.SetLength(0);
            await Problem(status, code, title, detail).ExecuteAsync(context);
        }
    }

    /// <summary>With a tag of what is in the answer; a lot's begins with its version, by which alone a write is judged.</summary>
    private static async Task WriteAsync(HttpContext context, MemoryStream answer)
    {
        var response = context.Response;
        if (response.StatusCode is StatusCodes.Status200OK or StatusCodes.Status201Created)
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(answer.GetBuffer().AsSpan(0, (int)answer.Length)).AsSpan(0, 8));
            var tag = new EntityTagHeaderValue(response.Headers.ETag is [{ } version] ? $"\"{version.Trim('"')}-{hash}\"" : $"\"{hash}\"");
            response.Headers.ETag = tag.ToString();
            if (HttpMethods.IsGet(context.Request.Method) && context.Request.GetTypedHeaders().IfNoneMatch.Any(seen => seen.Equals(EntityTagHeaderValue.Any) || seen.Compare(tag, useStrongComparison: false)))
            {
                (response.StatusCode, response.ContentType, response.ContentLength) = (StatusCodes.Status304NotModified, null, null);
                return;
            }
        }
        answer.Position = 0;
        await answer.CopyToAsync(response.Body, context.RequestAborted);
    }
}
