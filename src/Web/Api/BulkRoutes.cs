using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using PokedexTop.Web.Catalogue;
using PokedexTop.Web.Http;

namespace PokedexTop.Web.Api;

/// <summary>The whole catalogue to take away.</summary>
internal static class BulkRoutes
{
    public static void MapBulkRoutes(this RouteGroupBuilder api)
    {
        api.MapGet("/bulk", async (HttpContext context, BulkFiles files, LiveCatalogue catalogue, CancellationToken cancellationToken) =>
            {
                var index = catalogue.Index ?? throw ApiProblem.NotReady(catalogue.Waiting ?? "the search index is being built");
                var list = await files.ListAsync(index, cancellationToken);
                return TypedResults.Ok(ListDocument<BulkFileDocument>.Whole([.. list.Select(f =>
                    new BulkFileDocument(f.Name, f.Rows, f.Content.LongLength, f.Sha256, $"{context.Request.PathBase}/api/bulk/{f.FileName}", f.WrittenAt))]));
            })
            .WithName("ListBulkFiles").WithSummary("Files with every set, every current card and every newest price, as gzipped JSON lines");
        api.MapGet("/bulk/{file}", Download).WithName("GetBulkFile").WithSummary("One of those files").Produces(StatusCodes.Status200OK, contentType: "application/gzip").ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static FileContentHttpResult Download(string file, HttpContext context, BulkFiles files)
    {
        if (files.Find(file) is not { } found)
            throw ApiProblem.NotFound("no-such-file", $"There is no file '{file}' any more; /api/bulk lists those there are.");
        // One name is one content.
        context.Response.Headers.CacheControl = "max-age=86400, immutable";
        return TypedResults.Bytes(found.Content, "application/gzip", found.FileName, enableRangeProcessing: true, found.WrittenAt, new EntityTagHeaderValue($"\"{found.Sha256}\""));
    }
}
