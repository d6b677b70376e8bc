using PokedexTop.Images.Fetch;
using PokedexTop.Images.Rows;

namespace PokedexTop.Images.Transfer;

/// <summary>
/// Decides what the rows of a picture say after an attempt, or after its addresses changed. Pure. What is stored is never given
/// up: an object stays named until another one takes its place, even when its source is gone.
/// </summary>
internal static class ImageOutcomes
{
    /// <summary>No retry comes later than this because of failures alone.</summary>
    private static readonly TimeSpan s_longestBackoff = TimeSpan.FromHours(6);

    private static readonly TimeSpan s_longestRetryAfter = TimeSpan.FromDays(1);

    /// <summary>Writes an attempt's outcome into a picture's rows, the control row first.</summary>
    public static void Apply(IReadOnlyList<ImageRow> picture, ImageAttempt attempt, ImageSchedule schedule, DateTime now)
    {
        var control = picture[0];
        // Nothing changed, says the source; but what it was asked about has been lost meanwhile.
        if (attempt is { Outcome: ImageOutcome.Received or ImageOutcome.NotModified, Picture: null } && control.ObjectKey is null)
            return;
        var failure = attempt.Outcome == ImageOutcome.Failed ? attempt : attempt.Preferred is { Outcome: ImageOutcome.Failed } preferred ? preferred : null;
        if (failure is null)
            control.Attempts = 0;
        if (attempt.Outcome != ImageOutcome.Failed)
            control.CheckedAt = now;

        var wasStored = control.IsStored;
        switch (attempt.Outcome)
        {
            case ImageOutcome.Received:
                Store(picture, attempt, now);
                control.NextAttemptAt = now + AfterStored(control, schedule);
                break;
            case ImageOutcome.NotModified:
                control.NextAttemptAt = now + AfterStored(control, schedule);
                break;
            // The copy outlives its source.
            case ImageOutcome.Missing or ImageOutcome.Refused when wasStored:
                control.NextAttemptAt = now + schedule.Recheck;
                break;
            case ImageOutcome.Missing:
                (control.Status, control.SourceUrl) = (ImageStatus.Missing, attempt.Url);
                control.NextAttemptAt = attempt.Url is null ? null : now + schedule.MissingRecheck;
                break;
            case ImageOutcome.Refused:
                (control.Status, control.SourceUrl) = (ImageStatus.Refused, attempt.Url);
                control.NextAttemptAt = now + schedule.Recheck;
                break;
        }
        if (failure is not null)
            Fail(control, failure, schedule, now);
        control.Reason = ImageText.Reason(ReasonOf(attempt, control.Status, wasStored));
        Follow(picture);
    }

    /// <summary>Writes renditions that were made again into a picture's rows; its source was not asked.</summary>
    /// <param name="renditions">Empty where the stored original could not be rendered: what is there stays.</param>
    /// <param name="reason">Why not.</param>
    public static void Rerender(IReadOnlyList<ImageRow> picture, IReadOnlyList<ImageObject> renditions, string settings, string? reason, DateTime now)
    {
        picture[0].Settings = settings;
        // Why a picture is not stored is another matter than how it was rendered.
        if (picture[0].Status == ImageStatus.Stored)
            picture[0].Reason = ImageText.Reason(reason);
        foreach (var rendition in renditions)
        {
            if (picture.FirstOrDefault(row => row.Rendition == rendition.Rendition) is { } row)
                Describe(row, rendition, now);
        }
        Follow(picture);
    }

    /// <summary>Gives a picture other addresses.</summary>
    /// <returns>Whether it is to be fetched: not where what is stored came from the address that counts.</returns>
    public static bool Readdress(IReadOnlyList<ImageRow> picture, string? wanted, string? fallback, DateTime now)
    {
        var control = picture[0];
        var same = control.WantedUrl == wanted;
        (control.WantedUrl, control.FallbackUrl) = (wanted, fallback);
        if (same && (control.Status == ImageStatus.Stored || (control.Status == ImageStatus.Lowres && control.SourceUrl == fallback)))
            return false;
        (control.Attempts, control.NextAttemptAt, control.Reason) = (0, now, null);
        // Validators are those of an address.
        (control.Etag, control.LastModified) = (null, null);
        control.Status = ImageStatus.Pending;
        if (wanted is null && fallback is null)
            (control.Status, control.NextAttemptAt, control.Reason) = (ImageStatus.Missing, null, "The catalogue gives no address.");
        Follow(picture);
        return true;
    }

    /// <summary>The kept original is gone or damaged: it is fetched again. Its renditions stay as they are.</summary>
    public static void Lose(IReadOnlyList<ImageRow> picture, DateTime now)
    {
        var control = picture[0];
        (control.ObjectKey, control.Url, control.Sha256, control.StoredAt) = (null, null, null, null);
        (control.Width, control.Height, control.Bytes) = (null, null, null);
        (control.Etag, control.LastModified, control.Settings) = (null, null, null);
        (control.Status, control.Attempts, control.NextAttemptAt) = (ImageStatus.Pending, 0, now);
        control.Reason = "The store no longer had the original.";
        Follow(picture);
    }

    private static void Store(IReadOnlyList<ImageRow> picture, ImageAttempt attempt, DateTime now)
    {
        var control = picture[0];
        control.Status = attempt.IsFallback ? ImageStatus.Lowres : ImageStatus.Stored;
        control.SourceUrl = attempt.Url;
        (control.Etag, control.LastModified) = (ImageText.Validator(attempt.Etag), ImageText.Validator(attempt.LastModified));
        if (attempt.Picture is not { } stored)
            return;
        control.Settings = stored.Settings;
        Describe(control, stored.Original, now);
        foreach (var row in picture.Skip(1))
        {
            if (stored.Renditions.FirstOrDefault(r => r.Rendition == row.Rendition) is { } rendition)
                Describe(row, rendition, now);
        }
    }

    private static string? ReasonOf(ImageAttempt attempt, string status, bool wasStored) => (attempt.Outcome, status) switch
    {
        (ImageOutcome.Received or ImageOutcome.NotModified, ImageStatus.Lowres) =>
            attempt.Preferred is null or { Outcome: ImageOutcome.Missing } ? ImageStatus.OnlyLowResolution : OnlyLowResolutionSince(attempt.Preferred),
        (ImageOutcome.Failed, ImageStatus.Lowres) when !attempt.IsFallback => OnlyLowResolutionSince(attempt),
        (ImageOutcome.Received or ImageOutcome.NotModified, _) => null,
        (ImageOutcome.Missing, _) when wasStored => "The source has it no longer.",
        (ImageOutcome.Missing, _) => attempt.Reason ?? "The source has none.",
        _ => attempt.Reason ?? "No reason was given.",
    };

    private static string OnlyLowResolutionSince(ImageAttempt preferred) => $"Only the low resolution is here: {preferred.Reason ?? "no reason was given"}";

    private static void Describe(ImageRow row, ImageObject stored, DateTime now)
    {
        if (row.ObjectKey != stored.Key || row.Sha256 != stored.Sha256)
            row.StoredAt = now;
        (row.ObjectKey, row.Url, row.Sha256) = (stored.Key, stored.Url, stored.Sha256);
        (row.Width, row.Height, row.Bytes) = (stored.Width, stored.Height, stored.Bytes);
    }

    /// <summary>A failure says nothing about the picture: only what was never answered becomes failed.</summary>
    private static void Fail(ImageRow control, ImageAttempt attempt, ImageSchedule schedule, DateTime now)
    {
        // One that was not asked has had its attempt, for whoever waits for one, but no number of those makes it failed.
        control.Attempts = attempt.NotAsked ? Math.Max(1, control.Attempts) : control.Attempts + 1;
        var usedUp = !attempt.NotAsked && control.Attempts >= schedule.Attempts;
        var wait = usedUp ? schedule.MissingRecheck : TimeSpan.FromMinutes(Math.Min(Math.Pow(2, control.Attempts - 1), s_longestBackoff.TotalMinutes));
        if (attempt.RetryAfter is { } asked && asked > wait)
            wait = asked < s_longestRetryAfter ? asked : s_longestRetryAfter;
        control.NextAttemptAt = now + wait;
        if (control.Status == ImageStatus.Pending && usedUp)
            control.Status = ImageStatus.Failed;
        if (control.ObjectKey is null)
            control.SourceUrl = attempt.Url;
    }

    private static TimeSpan AfterStored(ImageRow control, ImageSchedule schedule) =>
        control.Status == ImageStatus.Lowres && control.WantedUrl is not null ? schedule.MissingRecheck : schedule.Recheck;

    private static void Follow(IReadOnlyList<ImageRow> picture)
    {
        var control = picture[0];
        foreach (var row in picture.Skip(1))
            (row.Status, row.SourceUrl, row.Reason) = (control.Status, control.SourceUrl, control.Reason);
    }
}
