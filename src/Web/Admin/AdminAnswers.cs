using System.Data.Common;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Hosting;
using Quartz;

namespace PokedexTop.Web.Admin;

/// <summary>Marks endpoints that only an administrator may use.</summary>
internal sealed class AdministratorsOnly;

/// <summary>What surrounds every endpoint of the admin API: the guard before it, and problem details for what fails in it.</summary>
internal static partial class AdminAnswers
{
    public const string VersionHeader = "PokedexTop-Version";

    public static readonly string Version = typeof(AdminAnswers).Assembly.GetName().Version?.ToString(3) ?? "0";

    public static void UseAdminGuard(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var isGuarded = context.GetEndpoint()?.Metadata.GetMetadata<AdministratorsOnly>() is not null;
        if (!isGuarded && !context.Request.Path.StartsWithSegments(AdminApi.Path))
        {
            await next(context);
            return;
        }
        context.Response.Headers[VersionHeader] = Version;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        if (!isGuarded)
        {
            // No endpoint of that path, method or type of body; nothing is behind it that had to be guarded.
            await AnswerAsync(context, next);
            return;
        }
        var refusal = context.RequestServices.GetRequiredService<AdminGuard>().Judge(context);
        if (refusal is not null)
        {
            Log(context).LogWarning("Refused {Method} {Path} from {Address}: {Reason}", context.Request.Method, context.Request.Path, context.Connection.RemoteIpAddress, refusal.Title);
            if (refusal.Status == StatusCodes.Status401Unauthorized)
                context.Response.Headers.WWWAuthenticate = "Bearer";
            await Problem(context, refusal.Status, refusal.Title, refusal.Detail);
            return;
        }
        if (context.RequestServices.GetRequiredService<StageStart>().Waiting is { } waiting)
        {
            await Problem(context, StatusCodes.Status503ServiceUnavailable, "Not ready", waiting);
            return;
        }
        await AnswerAsync(context, next);
    });

    private static async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: >= 400 and var status, ContentType: null })
                await Problem(context, status, ReasonPhrases.GetReasonPhrase(status), $"This is no request of the admin API: {context.Request.Method} {context.Request.Path}; /openapi/v1.json describes those it has.");
        }
        catch (BadHttpRequestException wrong) when (!context.Response.HasStarted)
        {
            await Problem(context, wrong.StatusCode, "The request cannot be read", Unreadable(wrong));
        }
        catch (ConfigurationException wrong) when (!context.Response.HasStarted)
        {
            await Problem(context, StatusCodes.Status400BadRequest, "The request asks for what is not there", wrong.Message);
        }
        catch (Exception error) when (error is DbException or SchedulerException && !context.Response.HasStarted)
        {
            var location = context.RequestServices.GetRequiredService<SqlDatabase>().Location;
            Log(context).LogError("{Method} {Path} failed: {Error}", context.Request.Method, context.Request.Path, SqlDatabase.ReasonOf(error));
            await Problem(context, StatusCodes.Status503ServiceUnavailable, "The database cannot be used", $"{location}: {SqlDatabase.ReasonOf(error)}");
        }
    }

    /// <summary>Why a request could not be read, in this program's own terms.</summary>
    internal static string Unreadable(BadHttpRequestException wrong) =>
        wrong.InnerException is JsonException json ? Unreadable(json) : Unbound().Replace(wrong.Message, "$1 is '$2', which is of another type than this request takes; /openapi/v1.json describes it.");

    /// <summary>The reader's own message names types of this program; where it stumbled is what helps.</summary>
    private static string Unreadable(JsonException error)
    {
        var where = $"line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}";
        return error.Path is null or "$" || error.InnerException is JsonException
            ? $"The body is not the JSON object that this request takes ({where}); /openapi/v1.json describes it."
            : $"{error.Path.TrimStart('$', '.')} is no field of this request, or its value is of another type ({where}); /openapi/v1.json describes it.";
    }

    private static Task Problem(HttpContext context, int status, string title, string detail) =>
        TypedResults.Problem(detail, statusCode: status, title: title).ExecuteAsync(context);

    private static ILogger Log(HttpContext context) => context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("PokedexTop.Web.Admin");

    /// <summary>What the framework says of a parameter, with its type in this program's own terms.</summary>
    [GeneratedRegex("^Failed to bind parameter \"\\S+ (\\w+)\" from \"(.*)\"\\.$", RegexOptions.Singleline)]
    private static partial Regex Unbound();
}
