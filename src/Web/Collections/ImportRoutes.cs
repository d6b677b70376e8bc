using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using PokedexTop.Collections.Imports;
using PokedexTop.Collections.Lots;
using PokedexTop.Configuration;
using PokedexTop.Web.Api;

namespace PokedexTop.Web.Collections;

/// <summary>How to write an import.</summary>
/// <param name="Again">Add every row once more, although this very file was brought in before.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record CommitOrder(bool Again = false);

/// <summary>Files that somebody brings: previewed, written, and what could not be matched resolved row by row.</summary>
internal static class ImportRoutes
{
    public static void MapImports(this RouteGroupBuilder group)
    {
        group.MapGet("/imports", ListAsync).WithName("ListImports").WithSummary("Files that were brought, the latest first").ProducesProblem(StatusCodes.Status400BadRequest);
        group.MapPost("/imports", PreviewAsync).WithName("PreviewImport").WithSummary("Read a file, which is the body of the request, and tell what would become of each row")
            .WithMetadata(new RequestSizeLimitAttribute(UserImports.MostBytes + 1)).ProducesProblem(StatusCodes.Status400BadRequest);
        group.MapGet("/imports/{import:guid}", ShowAsync).WithName("ShowImport").WithSummary("What became of each row of a file").ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPost("/imports/{import:guid}/commit", CommitAsync).WithName("CommitImport").WithSummary("Write the lots of every matched row").ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPost("/imports/{import:guid}/rows/{row:int}", ResolveAsync).WithName("ResolveImportRow").WithSummary("Say which card a row means, or what else of it is otherwise, and write it")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<ListDocument<ImportSummary>>, ProblemHttpResult>> ListAsync(HttpRequest request, UserImports imports, [FromQuery] int? limit, [FromQuery] string? after, CancellationToken cancellationToken) =>
        Paging.Of(request, await imports.ListAsync(CollectionApi.User, cancellationToken), import => import.Id.ToString(), limit, after);

    private static async Task<Results<Created<ImportReport>, ProblemHttpResult>> PreviewAsync(
        HttpRequest request, UserImports imports, [FromQuery] string? fileName, [FromQuery] string? format, [FromQuery] string? currency, CancellationToken cancellationToken)
    {
        if (format is not null && !UserImports.Formats.Contains(format))
            return CollectionAnswers.Problem(StatusCodes.Status400BadRequest, "bad-format", "No such format", $"format is '{format}'; allowed: {string.Join(", ", UserImports.Formats)}.");
        using var file = new MemoryStream();
        await request.Body.CopyToAsync(file, cancellationToken);
        try
        {
            var report = await imports.PreviewAsync(CollectionApi.User, fileName ?? "file", file.GetBuffer().AsMemory(0, (int)file.Length), new ImportOptions(format, currency), cancellationToken);
            return TypedResults.Created($"{CollectionApi.Path}/imports/{report.Id}", report);
        }
        catch (ConfigurationException wrong)
        {
            return CollectionAnswers.Problem(StatusCodes.Status400BadRequest, "bad-file", "The file cannot be read", wrong.Message);
        }
    }

    private static async Task<Results<Ok<ImportReport>, ProblemHttpResult>> ShowAsync(Guid import, UserImports imports, CancellationToken cancellationToken) =>
        await imports.FindAsync(CollectionApi.User, import, cancellationToken) is { } report ? TypedResults.Ok(report) : NoSuch(import);

    private static async Task<Results<Ok<ImportReport>, ProblemHttpResult>> CommitAsync(Guid import, [FromBody] CommitOrder? order, UserImports imports, CancellationToken cancellationToken) =>
        await imports.CommitAsync(CollectionApi.User, import, order?.Again ?? false, cancellationToken) is { } report ? TypedResults.Ok(report) : NoSuch(import);

    private static async Task<Results<Ok<ImportedRow>, ProblemHttpResult>> ResolveAsync(Guid import, int row, [FromBody] LotFields said, UserImports imports, CancellationToken cancellationToken) =>
        await imports.ResolveAsync(CollectionApi.User, import, row, said, cancellationToken) switch
        {
            { Row: null } => CollectionAnswers.Problem(StatusCodes.Status404NotFound, "no-such-row", "No such row", $"There is no row {row} of an import {import}."),
            { Problem: { } problem } => CollectionAnswers.Problem(StatusCodes.Status400BadRequest, "invalid", "The row is not imported", problem),
            { Row: { } resolved } => TypedResults.Ok(resolved),
        };

    private static ProblemHttpResult NoSuch(Guid import) => CollectionAnswers.Problem(StatusCodes.Status404NotFound, "no-such-import", "No such import", $"There is no import {import}.");
}
