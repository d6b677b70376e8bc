using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using PokedexTop.Collections.Completion;
using PokedexTop.Collections.Files;
using PokedexTop.Web.Api;

namespace PokedexTop.Web.Collections;

/// <summary>What is counted over a collection.</summary>
internal static class CollectionReports
{
    private static readonly string[] s_scopes = ["printed", "all", "master"];

    public static void MapReports(this RouteGroupBuilder group)
    {
        group.MapGet("/completion", CompletionAsync).WithName("Completion").WithSummary("How complete each set, series, generation or species is").ProducesProblem(StatusCodes.Status400BadRequest);
        group.MapGet("/missing", MissingAsync).WithName("Missing").WithSummary("The cards of a set that are missing").ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        group.MapGet("/export", ExportAsync).WithName("ExportLots").WithSummary("Every lot in one file, which 'pokedextop collection import' reads")
            .Produces(StatusCodes.Status200OK, contentType: "application/json", additionalContentTypes: "text/csv").ProducesProblem(StatusCodes.Status400BadRequest);
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> ExportAsync(CollectionFiles files, [FromQuery] string? format, CancellationToken cancellationToken)
    {
        format ??= CollectionFiles.Json;
        return CollectionFiles.Formats.Contains(format)
            ? TypedResults.File(await files.ExportAsync(CollectionApi.User, format, cancellationToken), format == CollectionFiles.Csv ? "text/csv; charset=utf-8" : "application/json", $"collection.{format}")
            : CollectionAnswers.Problem(StatusCodes.Status400BadRequest, "bad-format", "No such format", $"format is '{format}'; allowed: {string.Join(", ", CollectionFiles.Formats)}.");
    }

    private static async Task<Results<Ok<ListDocument<CompletionRow>>, ProblemHttpResult>> CompletionAsync(
        HttpRequest request, UserCompletion completion, [FromQuery] string? by, [FromQuery] int? limit, [FromQuery] string? after, CancellationToken cancellationToken)
    {
        by ??= CompletionReport.Groupings[0];
        return CompletionReport.Groupings.Contains(by)
            ? Paging.Of(request, (await completion.ReadAsync(CollectionApi.User, cancellationToken)).By(by), row => row.Id, limit, after)
            : CollectionAnswers.Problem(StatusCodes.Status400BadRequest, "bad-by", "No such grouping", $"by is '{by}'; allowed: {string.Join(", ", CompletionReport.Groupings)}.");
    }

    private static async Task<Results<Ok<ListDocument<MissingCard>>, ProblemHttpResult>> MissingAsync(
        HttpRequest request, UserCompletion completion, [FromQuery] string? set, [FromQuery] string? of, [FromQuery] int? limit, [FromQuery] string? after, CancellationToken cancellationToken)
    {
        var scope = of ?? "all";
        if (!s_scopes.Contains(scope))
            return CollectionAnswers.Problem(StatusCodes.Status400BadRequest, "bad-of", "No such scope", $"of is '{scope}'; allowed: {string.Join(", ", s_scopes)}.");
        if (string.IsNullOrWhiteSpace(set))
            return CollectionAnswers.Problem(StatusCodes.Status400BadRequest, "bad-set", "Of which set?", "Say which: set=base1.");
        return await completion.MissingAsync(CollectionApi.User, set, scope, cancellationToken) is { } missing
            ? Paging.Of(request, missing, card => card.CardId, limit, after)
            : CollectionAnswers.Problem(StatusCodes.Status404NotFound, "no-such-set", "No such set", $"There is no set '{set}' with cards.");
    }
}
