using PokedexTop.Images.Fetch;

namespace PokedexTop.Images.Transfer;

/// <summary>An object as a row describes it.</summary>
internal sealed record ImageObject(string Rendition, string Key, string Url, string Sha256, int Width, int Height, long Bytes);

/// <summary>A picture in the store: its original, and what was rendered from it.</summary>
/// <param name="Settings">The renderer's settings of the renditions; null where a picture has none.</param>
internal sealed record StoredPicture(ImageObject Original, IReadOnlyList<ImageObject> Renditions, string? Settings);

/// <summary>What asking for a picture came to.</summary>
/// <param name="Outcome">Of the address that says most; see <see cref="After"/>.</param>
/// <param name="Url">That address; null where the catalogue gives none.</param>
/// <param name="IsFallback">Whether it is the low resolution.</param>
/// <param name="Picture">The objects received; null also where they are those that are stored.</param>
/// <param name="NotAsked">Whether nothing was asked, since the origin wants to be left alone.</param>
/// <param name="IsOfAddress">Whether a failure is this address's own, so that another may do better at once.</param>
/// <param name="Preferred">Why it is the low resolution: what the preferred address, asked before, came to.</param>
internal sealed record ImageAttempt(
    ImageOutcome Outcome, string? Url, bool IsFallback, StoredPicture? Picture = null, string? Etag = null, string? LastModified = null, string? Reason = null, TimeSpan? RetryAfter = null, bool NotAsked = false,
    bool IsOfAddress = false, ImageAttempt? Preferred = null)
{
    /// <summary>
    /// What two addresses came to together: the low resolution where it is here, else the more hopeful of both, since a failure is
    /// asked again soon and a refusal may be lifted.
    /// </summary>
    public ImageAttempt After(ImageAttempt? preferred) =>
        preferred is null ? this
        : Outcome is ImageOutcome.Received or ImageOutcome.NotModified ? this with { Preferred = preferred }
        : Hope(Outcome) >= Hope(preferred.Outcome) ? this : preferred;

    private static int Hope(ImageOutcome outcome) => outcome switch { ImageOutcome.Failed => 2, ImageOutcome.Refused => 1, _ => 0 };
}

/// <summary>When pictures are asked for again.</summary>
/// <param name="Recheck">After a picture was stored, or refused.</param>
/// <param name="MissingRecheck">After a picture, or its high resolution, was missing, or its attempts were used up.</param>
/// <param name="Attempts">Failures before a picture counts as failed.</param>
internal sealed record ImageSchedule(TimeSpan Recheck, TimeSpan MissingRecheck, int Attempts);
