using System.Globalization;
using System.Security.Claims;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using PokedexTop.Collections.Imports;
using PokedexTop.Collections.Lots;
using PokedexTop.Configuration;
using PokedexTop.Web.Access;
using PokedexTop.Web.Api;
using PokedexTop.Web.Http;

namespace PokedexTop.Web.Collections;

/// <summary>How to write an import.</summary>
/// <param name="Again">Add every row once more, although this very file was brought in before.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record CommitOrder(bool Again = false);

/// <summary>A file that somebody brought.</summary>
/// <param name="Id">Of the import, for ever.</param>
/// <param name="FileName">As the file was called last.</param>
/// <param name="Sha256">Of its bytes.</param>
/// <param name="Format">By name.</param>
/// <param name="CreatedAt">When it was first seen.</param>
/// <param name="CommittedAt">When some of it was first written; null for a preview.</param>
/// <param name="Committed">Whether this very request wrote it.</param>
/// <param name="Counts">All rows by effect, and by outcome where they have none; each is there.</param>
/// <param name="Waiting">Rows that a person has to look at.</param>
/// <param name="Rows">The first page of them, whose <c>next</c> leads on.</param>
/// <param name="Warnings">Of the file as a whole.</param>
internal sealed record ImportDocument(
    Guid Id, string FileName, string Sha256, string Format, DateTime CreatedAt, DateTime? CommittedAt, bool Committed, IReadOnlyDictionary<string, int> Counts, int Waiting,
    ListDocument<ImportedRow> Rows, IReadOnlyList<string> Warnings)
{
    public static ImportDocument Of(ImportReport import, HttpRequest request)
    {
        var first = import.Rows.Take(PageRequest.Usual).ToList();
        var next = import.Rows.Count > first.Count ? $"{request.PathBase}{CollectionApi.Path}/imports/{import.Id}/rows?{QueryParameter.After.Name}={first[^1].Row}" : null;
        return new ImportDocument(
            import.Id, import.FileName, import.Sha256, import.Format, import.CreatedAt, import.CommittedAt, import.Committed, import.Counts, import.Waiting,
            new ListDocument<ImportedRow>(first, import.Counts.Values.Sum(), next, []), import.Warnings);
    }
}

/// <summary>Files that somebody brings: previewed, written, and what could not be matched resolved row by row.</summary>
internal static class ImportRoutes
{
    private static readonly QueryParameter s_fileName = new("fileName", "How the file is called, for people.");
    private static readonly ChoiceParameter s_format = new("format", "Which format it is, where its columns do not say it.", UserImports.Formats);
    private static readonly QueryParameter s_currency = new("currency", "Of prices that say none, such as EUR; without it such a price goes into the notes.");
    private static readonly ChoiceParameter s_outcome = new("outcome", "Rows of one outcome alone.", ImportOutcome.All);

    public static void MapImports(this RouteGroupBuilder group)
    {
        group.MapGet("/imports", ListAsync).WithName("ListImports").WithSummary("Files that were brought, the latest first").TakesPages();
        group.MapPost("/imports", PreviewAsync).WithName("PreviewImport").WithSummary("Read a file, which is the body of the request, and tell what would become of each row")
            .WithMetadata(new RequestSizeLimitAttribute(UserImports.MostBytes + 1)).Takes(s_fileName, s_format, s_currency);
        group.MapGet("/imports/{import:guid}", ShowAsync).WithName("ShowImport").WithSummary("A file that was brought: what became of its rows, and the first of them").ProducesProblem(StatusCodes.Status404NotFound);
        group.MapGet("/imports/{import:guid}/rows", RowsAsync).WithName("ListImportRows").WithSummary("What became of each row of a file").Takes(s_outcome).TakesPages().ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPost("/imports/{import:guid}/commit", CommitAsync).WithName("CommitImport").WithSummary("Write the lots of every matched row").ProducesProblem(StatusCodes.Status404NotFound);
        group.MapPost("/imports/{import:guid}/rows/{row:int}", ResolveAsync).WithName("ResolveImportRow").WithSummary("Say which card a row means, or what else of it is otherwise, and write it")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Ok<ListDocument<ImportSummary>>> ListAsync(HttpRequest request, ClaimsPrincipal caller, UserImports imports, CancellationToken cancellationToken)
    {
        var page = PageRequest.Read(request);
        return TypedResults.Ok(page.Of(await imports.ListAsync(caller.User(), cancellationToken), import => import.Id.ToString()));
    }

    private static async Task<Created<ImportDocument>> PreviewAsync(HttpRequest request, ClaimsPrincipal caller, UserImports imports, CancellationToken cancellationToken)
    {
        var options = new ImportOptions(request.OneOf(s_format), request.Text(s_currency));
        using var file = new MemoryStream();
        await request.Body.CopyToAsync(file, cancellationToken);
        try
        {
            var report = await imports.PreviewAsync(caller.User(), request.Text(s_fileName) ?? "file", file.GetBuffer().AsMemory(0, (int)file.Length), options, cancellationToken);
            return TypedResults.Created($"{CollectionApi.Path}/imports/{report.Id}", ImportDocument.Of(report, request));
        }
        catch (ConfigurationException wrong)
        {
            throw new ApiProblem(StatusCodes.Status400BadRequest, "bad-file", "The file cannot be read", wrong.Message);
        }
    }

    private static async Task<Ok<ImportDocument>> ShowAsync(Guid import, HttpRequest request, ClaimsPrincipal caller, UserImports imports, CancellationToken cancellationToken)
    {
        var found = await imports.PageAsync(caller.User(), import, outcome: null, after: 0, PageRequest.Usual + 1, cancellationToken) ?? throw NoSuch(import);
        return TypedResults.Ok(ImportDocument.Of(found.Import, request));
    }

    private static async Task<Ok<ListDocument<ImportedRow>>> RowsAsync(Guid import, HttpRequest request, ClaimsPrincipal caller, UserImports imports, CancellationToken cancellationToken)
    {
        var page = PageRequest.Read(request);
        var found = await imports.PageAsync(caller.User(), import, request.OneOf(s_outcome), page.AfterNumber, page.Limit + 1, cancellationToken) ?? throw NoSuch(import);
        return TypedResults.Ok(page.Of(found.Import.Rows, found.Total, row => row.Row.ToString(CultureInfo.InvariantCulture)));
    }

    private static async Task<Ok<ImportDocument>> CommitAsync(Guid import, HttpRequest request, ClaimsPrincipal caller, [FromBody] CommitOrder? order, UserImports imports, CancellationToken cancellationToken) =>
        TypedResults.Ok(ImportDocument.Of(await imports.CommitAsync(caller.User(), import, order?.Again ?? false, cancellationToken) ?? throw NoSuch(import), request));

    private static async Task<Ok<ImportedRow>> ResolveAsync(Guid import, int row, [FromBody] LotFields said, ClaimsPrincipal caller, UserImports imports, CancellationToken cancellationToken) =>
        await imports.ResolveAsync(caller.User(), import, row, said, cancellationToken) switch
        {
            { Row: null } => throw ApiProblem.NotFound("no-such-row", $"There is no row {row} of an import {import}."),
            { Problem: { } problem } => throw new ApiProblem(StatusCodes.Status400BadRequest, "invalid", "The row is not imported", problem),
            { Row: { } resolved } => TypedResults.Ok(resolved),
        };

    private static ApiProblem NoSuch(Guid import) => ApiProblem.NotFound("no-such-import", $"There is no import {import}.");
}
