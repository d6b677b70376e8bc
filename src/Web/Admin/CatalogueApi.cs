using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using PokedexTop.Collections.Status;
using PokedexTop.Data;
using PokedexTop.Documents;
using PokedexTop.Images.Status;
using PokedexTop.Normalize.Rejects;
using PokedexTop.Normalize.Replays;
using PokedexTop.Normalize.Status;

namespace PokedexTop.Web.Admin;

/// <summary>The catalogue's state: what is there, what is wrong with it, and another go at what is in bronze.</summary>
internal static class CatalogueApi
{
    public static void MapCatalogue(this RouteGroupBuilder admin)
    {
        admin.MapGet("/status", async (StatusReader status, CancellationToken cancellationToken) => TypedResults.Ok(await status.ReadAsync(cancellationToken)))
            .WithTags("Catalogue").WithName("Status").WithSummary("What each layer holds, what is still to be done, and every set");
        admin.MapPost("/replays", async ([FromBody] ReplayOrderDocument order, Replay replay, CancellationToken cancellationToken) =>
            {
                var marked = await replay.MarkAsync([.. (order.Sets ?? []).Distinct(StringComparer.Ordinal)], cancellationToken);
                return TypedResults.Accepted((string?)null, new HandedToNormalize(marked.Cards, marked.Sets));
            })
            .WithTags("Catalogue").WithName("Replay").WithSummary("Normalize everything, or some sets, again from bronze").ProducesProblem(StatusCodes.Status400BadRequest);

        var rejects = admin.MapGroup("/rejects").WithTags("Quarantine");
        rejects.MapGet("/", async (Quarantine quarantine, CancellationToken cancellationToken) => TypedResults.Ok(new RejectListDocument(await quarantine.ListAsync(cancellationToken))))
            .WithName("ListRejects").WithSummary("What could not be normalized, and why");
        rejects.MapPost("/retry", RetryAsync).WithName("RetryRejects").WithSummary("Normalize items of the quarantine again").ProducesProblem(StatusCodes.Status400BadRequest);

        var quality = admin.MapGroup("/quality").WithTags("Quality");
        quality.MapGet("/", async (CatalogueQuality report, CancellationToken cancellationToken) => TypedResults.Ok(await report.ReadAsync(cancellationToken)))
            .WithName("Quality").WithSummary("Data-quality issues by rule, and schema drift by field");
        quality.MapGet("/{rule}", IssuesAsync).WithName("QualityOfRule").WithSummary("Every issue of one rule").ProducesProblem(StatusCodes.Status404NotFound);
    }

    internal static async Task<Accepted<HandedToNormalize>> RetryAsync([FromBody] RetryOrderDocument order, Quarantine quarantine, CancellationToken cancellationToken)
    {
        var retried = await quarantine.RetryAsync([.. order.Ids ?? []], cancellationToken);
        return TypedResults.Accepted((string?)null, new HandedToNormalize(retried.Cards, retried.Sets));
    }

    private static async Task<Results<Ok<RuleDocument>, ProblemHttpResult>> IssuesAsync(string rule, CatalogueQuality report, CancellationToken cancellationToken) =>
        await report.OfRuleAsync(rule, cancellationToken) is { } found
            ? TypedResults.Ok(found)
            : TypedResults.Problem($"There is no rule '{rule}'; allowed: {CatalogueQuality.Names}.", statusCode: StatusCodes.Status404NotFound, title: "No such rule");
}
