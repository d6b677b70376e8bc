using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace PokedexTop.Web.Health;

/// <summary>How a process is.</summary>
/// <param name="Status"><c>live</c>, <c>ready</c> or <c>waiting</c>.</param>
/// <param name="Reasons">What it waits for.</param>
public sealed record HealthDocument(string Status, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Reasons);

/// <summary>What an orchestrator asks every process.</summary>
public static class HealthEndpoints
{
    /// <summary>
    /// <c>/health/live</c>: this process runs; a broker or database that is down is no reason to restart it.
    /// <c>/health/ready</c>: it can do its work; else 503 with the reasons.
    /// </summary>
    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/health/live", () => TypedResults.Json(new HealthDocument("live", null))).AllowAnonymous().WithSummary("Whether this process runs");
        endpoints.MapGet("/health/ready", async (Readiness readiness, CancellationToken cancellationToken) =>
            await readiness.ReasonsAsync(cancellationToken) is { Count: > 0 } reasons
                ? TypedResults.Json(new HealthDocument("waiting", reasons), statusCode: StatusCodes.Status503ServiceUnavailable)
                : TypedResults.Json(new HealthDocument("ready", null))).AllowAnonymous().WithSummary("Whether this process can do its work, else what it waits for");
    }
}
