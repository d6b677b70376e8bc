using System.Data.Common;
using Microsoft.Extensions.Logging;
using PokedexTop.Images.Fetch;
using PokedexTop.Images.Rendering;
using PokedexTop.Images.Rows;
using PokedexTop.Images.Stores;

namespace PokedexTop.Images.Transfer;

/// <summary>
/// Takes a picture over from its source: from the address the catalogue prefers, and where that one would leave the card without
/// a picture, whatever the cause, from the low resolution.
/// </summary>
internal sealed class PictureSource(IImageFetcher fetcher, PictureWriter writer, ImageSchedule schedule, ILogger<PictureSource> log)
{
    /// <returns>What asking came to; null where the picture is no longer the claimant's.</returns>
    /// <exception cref="ImageStoreException">The store cannot be used.</exception>
    public async Task<ImageAttempt?> TakeAsync<T>(PictureRows<T> rows, T row, CancellationToken cancellationToken) where T : ImageRow
    {
        ImageAttempt? preferred = null;
        if (row.WantedUrl is { } wanted)
        {
            preferred = await TakeAsync(rows, row, wanted, isFallback: false, cancellationToken);
            if (preferred is null || !TriesFallback(row, preferred))
                return preferred;
        }
        if (row.FallbackUrl is not { } fallback)
            return preferred ?? new ImageAttempt(ImageOutcome.Missing, null, false, Reason: "The catalogue gives no address.");
        return (await TakeAsync(rows, row, fallback, isFallback: true, cancellationToken))?.After(preferred);
    }

    /// <summary>Whether an image's error comes from it alone, so that others may well succeed.</summary>
    public static bool IsThePictures(Exception error) =>
        error is not (OperationCanceledException or ImageStoreException or DbException or OutOfMemoryException);

    private async Task<ImageAttempt?> TakeAsync<T>(PictureRows<T> rows, T row, string url, bool isFallback, CancellationToken cancellationToken) where T : ImageRow
    {
        try
        {
            // The validators are those of what is stored, which came from one address only.
            var stored = IsStored(row, url);
            var answer = await fetcher.FetchAsync(url, stored ? row.Etag : null, stored ? row.LastModified : null, cancellationToken);
            if (answer.Outcome == ImageOutcome.NotModified && !stored)
                answer = new ImageAnswer(ImageOutcome.Failed, Reason: "304 Not Modified, but nothing of this address is stored.");
            StoredPicture? picture = null;
            if (answer.Outcome == ImageOutcome.Received)
            {
                var sha256 = PictureWriter.Sha256(answer.Content);
                if (!IsKept(rows, row, sha256))
                {
                    if (!await rows.NoteWritingAsync(row, sha256, cancellationToken))
                        return null;
                    picture = await writer.WriteAsync(answer.Content, sha256, rows.Followers, cancellationToken);
                }
            }
            return new ImageAttempt(answer.Outcome, url, isFallback, picture, answer.ETag, answer.LastModified, answer.Reason, answer.RetryAfter, answer.NotAsked, answer.IsOfAddress);
        }
        catch (ImageRefusedException refused)
        {
            return new ImageAttempt(ImageOutcome.Refused, url, isFallback, Reason: refused.Message);
        }
        catch (Exception error) when (IsThePictures(error))
        {
            log.LogError(error, "The picture of {Owner} could not be taken over", row.OwnerId);
            return new ImageAttempt(ImageOutcome.Failed, url, isFallback, Reason: $"{error.GetType().Name}: {error.Message}", IsOfAddress: true);
        }
    }

    /// <summary>
    /// Whether the low resolution is asked for after the preferred address: at once where this one's answer is final or its own,
    /// and with the last attempt where the origin gives none. No failure replaces what is there to serve.
    /// </summary>
    private bool TriesFallback(ImageRow row, ImageAttempt preferred) => preferred.Outcome switch
    {
        ImageOutcome.Received or ImageOutcome.NotModified => false,
        ImageOutcome.Failed => row.ObjectKey is null && !preferred.NotAsked && (preferred.IsOfAddress || row.Attempts + 1 >= schedule.Attempts),
        _ => !IsStored(row, preferred.Url!),
    };

    private static bool IsStored(ImageRow row, string url) => row.IsStored && row.SourceUrl == url;

    /// <summary>Whether the very content is kept, with all that is made from it.</summary>
    private bool IsKept<T>(PictureRows<T> rows, T row, string sha256) where T : ImageRow =>
        row.ObjectKey is not null && row.Sha256 == sha256 && (rows.Followers.Count == 0 || row.Settings == writer.Settings);
}
