using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using PokedexTop.Collections.Completion;
using PokedexTop.Collections.Exports;
using PokedexTop.Web.Access;
using PokedexTop.Web.Api;
using PokedexTop.Web.Http;

namespace PokedexTop.Web.Collections;

/// <summary>What is counted over a collection.</summary>
internal static class CollectionReports
{
    public static void MapReports(this RouteGroupBuilder group)
    {
        group.MapGet("/completion", CompletionAsync).WithName("Completion").WithSummary("How complete each set, series, generation or species is").ProducesProblem(StatusCodes.Status400BadRequest);
        group.MapGet("/missing", MissingAsync).WithName("Missing").WithSummary("The cards of a set that are missing").ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
        group.MapGet("/export", ExportAsync).WithName("ExportLots").WithSummary("Every lot in one file, which 'pokedextop collection import' reads")
            .Produces(StatusCodes.Status200OK, contentType: "application/json", additionalContentTypes: "text/csv").ProducesProblem(StatusCodes.Status400BadRequest);
    }

    private static async Task<FileContentHttpResult> ExportAsync(ClaimsPrincipal caller, CollectionFiles files, HttpResponse response, [FromQuery] string? format, CancellationToken cancellationToken)
    {
        format = OneOf("format", format, CollectionFiles.Formats);
        var file = await files.ExportAsync(caller.User(), format, cancellationToken);
        if (file.Warnings.Count > 0)
            response.Headers["Export-Warnings"] = string.Join(" ", file.Warnings);
        return TypedResults.File(file.Bytes, file.ContentType, file.Name, entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(file.Bytes).AsSpan(0, 16))}\""));
    }

    private static async Task<Ok<ListDocument<CompletionRow>>> CompletionAsync(HttpRequest request, ClaimsPrincipal caller, UserCompletion completion, [FromQuery] string? by, CancellationToken cancellationToken)
    {
        by = OneOf("by", by, CompletionReport.Groupings);
        var page = PageRequest.Read(request);
        return TypedResults.Ok(page.Of((await completion.ReadAsync(caller.User(), cancellationToken)).By(by), row => row.Id));
    }

    private static async Task<Ok<ListDocument<MissingCard>>> MissingAsync(HttpRequest request, ClaimsPrincipal caller, UserCompletion completion, [FromQuery] string? set, [FromQuery] string? of, CancellationToken cancellationToken)
    {
        var scope = OneOf("of", of ?? "all", CompletionReport.Scopes);
        var page = PageRequest.Read(request);
        if (string.IsNullOrWhiteSpace(set))
            throw ApiProblem.Bad("set", "Say of which set: set=base1.");
        return TypedResults.Ok(page.Of(await completion.MissingAsync(caller.User(), set, scope, cancellationToken) ?? throw ApiProblem.NotFound("no-such-set", $"There is no set '{set}' with cards."), card => card.CardId));
    }

    /// <summary>The first where nothing is said.</summary>
    internal static string OneOf(string name, string? value, IReadOnlyList<string> allowed) =>
        value is null ? allowed[0] : allowed.Contains(value) ? value : throw ApiProblem.Bad(name, $"{name} is '{value}'; allowed: {string.Join(", ", allowed)}.");
}
