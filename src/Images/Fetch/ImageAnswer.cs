namespace PokedexTop.Images.Fetch;

/// <summary>What a request for an image came to.</summary>
public enum ImageOutcome
{
    /// <summary>The bytes are here: at most the byte cap, PNG, JPEG or WebP by their first bytes.</summary>
    Received,

    /// <summary>304: what is stored is still what the source has.</summary>
    NotModified,

    /// <summary>404 or 410, whatever stands in the body.</summary>
    Missing,

    /// <summary>What must not be fetched or decoded: origin, address, redirect, size, or a picture of another format. Asking again changes nothing.</summary>
    Refused,

    /// <summary>Anything else: it is worth another attempt.</summary>
    Failed,
}

/// <summary>An origin's answer about one image.</summary>
/// <param name="Content">The bytes as received; empty unless <see cref="ImageOutcome.Received"/>.</param>
/// <param name="ETag">The validator to ask with next time, with its quotes.</param>
/// <param name="LastModified">The other validator, as the header says it.</param>
/// <param name="Reason">For a person: why it was refused or failed.</param>
/// <param name="RetryAfter">How long the origin asked to be left alone.</param>
/// <param name="NotAsked">Whether that is why nothing was asked: a failure that says nothing about this image.</param>
/// <param name="IsOfAddress">
/// Whether a failure is this very address's answer (403, which S3 says of a missing key, or an error document) rather than the
/// origin's trouble: another address of the same image may do better at once.
/// </param>
internal sealed record ImageAnswer(
    ImageOutcome Outcome, ReadOnlyMemory<byte> Content = default, string? ETag = null, string? LastModified = null, string? Reason = null, TimeSpan? RetryAfter = null, bool NotAsked = false,
    bool IsOfAddress = false);

/// <summary>Fetches images from allowed origins; every address, hop and byte of the answer is taken for hostile.</summary>
internal interface IImageFetcher
{
    /// <param name="url">As the data gives it; never built.</param>
    /// <param name="etag">Of what is stored, for a conditional request.</param>
    /// <param name="lastModified">Of what is stored.</param>
    /// <param name="cancellationToken">Ends the request; the only thing that throws.</param>
    Task<ImageAnswer> FetchAsync(string url, string? etag, string? lastModified, CancellationToken cancellationToken);
}
