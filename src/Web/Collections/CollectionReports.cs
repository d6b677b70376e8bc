using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
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
    /// <summary>Which of a set's cards count.</summary>
    internal static readonly ChoiceParameter Scope = new("of", "printed: those up to the printed total; all: secret ones too; master: every finish of each.", CompletionReport.Scopes, "all");

    private static readonly ChoiceParameter s_by = new("by", "What a row is.", CompletionReport.Groupings, CompletionReport.Groupings[0]);
    private static readonly QueryParameter s_set = new("set", "Of which set, by its id.") { IsNeeded = true };
    private static readonly ChoiceParameter s_format = new("format", "Ours, or what another program takes in.", CollectionFiles.Formats, CollectionFiles.Json);

    public static void MapReports(this RouteGroupBuilder group)
    {
        group.MapGet("/completion", CompletionAsync).WithName("Completion").WithSummary("How complete each set, series, generation or species is").Takes(s_by).TakesPages();
        group.MapGet("/missing", MissingAsync).WithName("Missing").WithSummary("The cards of a set that are missing").Takes(s_set, Scope).TakesPages().ProducesProblem(StatusCodes.Status404NotFound);
        group.MapGet("/export", ExportAsync).WithName("ExportLots").WithSummary("Every lot in one file, which 'pokedextop collection import' reads")
            .Produces(StatusCodes.Status200OK, contentType: "application/json", additionalContentTypes: "text/csv").Takes(s_format);
    }

    private static async Task<FileContentHttpResult> ExportAsync(HttpContext context, CollectionFiles files, CancellationToken cancellationToken)
    {
        var file = await files.ExportAsync(context.User.User(), context.Request.OneOf(s_format)!, cancellationToken);
        if (file.Warnings.Count > 0)
            context.Response.Headers["Export-Warnings"] = string.Join(" ", file.Warnings);
        return TypedResults.File(file.Bytes, file.ContentType, file.Name, entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(file.Bytes).AsSpan(0, 16))}\""));
    }

    private static async Task<Ok<ListDocument<CompletionRow>>> CompletionAsync(HttpRequest request, ClaimsPrincipal caller, UserCompletion completion, CancellationToken cancellationToken)
    {
        var by = request.OneOf(s_by)!;
        var page = PageRequest.Read(request);
        return TypedResults.Ok(page.Of((await completion.ReadAsync(caller.User(), cancellationToken)).By(by), row => row.Id));
    }

    private static async Task<Ok<ListDocument<MissingCard>>> MissingAsync(HttpRequest request, ClaimsPrincipal caller, UserCompletion completion, CancellationToken cancellationToken)
    {
        var (set, scope) = (request.Text(s_set), request.OneOf(Scope)!);
        var page = PageRequest.Read(request);
        if (string.IsNullOrWhiteSpace(set))
            throw ApiProblem.Bad("set", "Say of which set: set=base1.");
        return TypedResults.Ok(page.Of(await completion.MissingAsync(caller.User(), set, scope, cancellationToken) ?? throw ApiProblem.NotFound("no-such-set", $"There is no set '{set}' with cards."), card => card.CardId));
    }
}
