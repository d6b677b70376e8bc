using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using PokedexTop.Images.Stores;
using PokedexTop.Web.Access;

namespace PokedexTop.Web.Images;

/// <summary>Serves the image folder to browsers and content networks.</summary>
internal static class StoredImages
{
    /// <summary>
    /// <c>/images/KEY</c>: an object of the folder, with what lets caches keep it for ever. Ranges and conditional requests are
    /// answered; everything that is no key of an image is not found.
    /// </summary>
    public static void MapStoredImages(this IEndpointRouteBuilder endpoints, FolderImageStore store) =>
        endpoints.MapMethods("/images/{**key}", [HttpMethods.Get, HttpMethods.Head], (string? key, HttpResponse response) => Serve(store, key ?? "", response)).RequireAuthorization(Policies.Pictures);

    private static Results<PhysicalFileHttpResult, NotFound> Serve(FolderImageStore store, string key, HttpResponse response)
    {
        if (!ObjectKey.IsValid(key) || ObjectKey.ContentType(key) is not { } contentType || new FileInfo(store.FileOf(key)) is not { Exists: true, LinkTarget: null } file)
        {
            // It may be stored in a minute.
            response.Headers.CacheControl = "no-store";
            return TypedResults.NotFound();
        }
        response.Headers.CacheControl = S3ImageStore.CacheControl;
        // An original is as it was received: whatever hangs on to it, it is a picture and nothing else.
        response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        // Keys name contents, so the key is the validator; a copied folder, with other times, keeps its caches.
        var tag = new EntityTagHeaderValue($"\"{Path.GetFileNameWithoutExtension(key)}-{file.Length:x}\"");
        return TypedResults.PhysicalFile(file.FullName, contentType, lastModified: file.LastWriteTimeUtc, entityTag: tag, enableRangeProcessing: true);
    }
}
