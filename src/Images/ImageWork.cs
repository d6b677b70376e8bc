using System.Collections.Concurrent;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using PokedexTop.Contracts;
using PokedexTop.Hosting.Data;
using PokedexTop.Hosting.Messaging;
using PokedexTop.Images.Fetch;
using PokedexTop.Images.Pictures;
using PokedexTop.Images.Rendering;
using PokedexTop.Images.Rows;
using PokedexTop.Images.Stores;

namespace PokedexTop.Images;

/// <summary>
/// Images' work: takes pictures that are due on, asks for them, stores and renders them, and saves their rows; objects first,
/// rows after. Several processes share the work by the rows they have claimed.
/// </summary>
internal sealed class ImageWork(
    SqlDatabase database, ImagePlanner planner, PictureSource source, PictureWriter writer, StagePublisher? publisher, ImagesOptions options, TimeProvider time, ILogger<ImageWork> log)
{
    private readonly PictureRows<CardImage> _cards = PictureRows.OfCards(database);
    private readonly PictureRows<SetImage> _sets = PictureRows.OfSets(database);

    /// <summary>Works off the whole backlog.</summary>
    /// <returns>Pictures that were looked at.</returns>
    public async Task<int> DrainAsync(CancellationToken cancellationToken)
    {
        await PlanAsync(cancellationToken);
        return (await WorkOffAsync(TimeSpan.MaxValue, _ => Task.CompletedTask, cancellationToken)).Pictures;
    }

    /// <summary>Finds what no message announced.</summary>
    public async Task PlanAsync(CancellationToken cancellationToken)
    {
        await planner.PlanBehindAsync(cancellationToken);
        await planner.PlanRenditionsAsync(writer.Settings, cancellationToken);
    }

    /// <summary>Works off what is due, in the tables' order, for a bounded time.</summary>
    /// <param name="bound">After which nothing more is taken on.</param>
    /// <param name="looked">Called after each picture, by whichever thread had it.</param>
    /// <param name="cancellationToken">Ends it; what was taken on is handed back.</param>
    /// <returns>Pictures that were looked at, and whether time ended it and others may be due.</returns>
    /// <exception cref="ImageStoreException">The store cannot be used. That is no picture's fault, so it counts for none.</exception>
    public async Task<(int Pictures, bool More)> WorkOffAsync(TimeSpan bound, Func<CancellationToken, Task> looked, CancellationToken cancellationToken)
    {
        var sets = await WorkOffAsync(_sets, bound, looked, cancellationToken);
        var cards = await WorkOffAsync(_cards, bound, looked, cancellationToken);
        return (sets.Pictures + cards.Pictures, sets.More || cards.More);
    }

    private async Task<(int Pictures, bool More)> WorkOffAsync<T>(PictureRows<T> rows, TimeSpan bound, Func<CancellationToken, Task> looked, CancellationToken cancellationToken) where T : ImageRow
    {
        var (began, done, more) = (time.GetTimestamp(), 0, true);
        var held = new ConcurrentDictionary<T, bool>();
        try
        {
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Concurrency, CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(ClaimedAsync(CancellationToken.None), parallel, async (row, stop) =>
            {
                await WorkAsync(rows, row, stop);
                held.TryRemove(row, out _);
                Interlocked.Increment(ref done);
                await looked(stop);
            });
            return (done, more);
        }
        finally
        {
            if (!held.IsEmpty)
                await HandBackAsync(rows, held.Keys);
        }

        // The loop itself hands in the token that also ends it when one picture fails.
        async IAsyncEnumerable<T> ClaimedAsync([EnumeratorCancellation] CancellationToken stop)
        {
            while (time.GetElapsedTime(began) < bound)
            {
                // Few at a time: what waits here another process could do.
                var now = time.UtcNow();
                var claimed = await rows.ClaimPicturesAsync(Math.Max(4, 2 * options.Concurrency), now, now + TimeSpan.FromSeconds(options.LeaseSeconds), stop);
                if (claimed.Count == 0)
                {
                    more = false;
                    yield break;
                }
                foreach (var row in claimed)
                    held[row] = true;
                foreach (var row in claimed)
                    yield return row;
            }
        }
    }

    private async Task WorkAsync<T>(PictureRows<T> rows, T row, CancellationToken cancellationToken) where T : ImageRow
    {
        using var activity = ImagesTelemetry.Activities.StartActivity("image");
        activity?.SetTag("pokedextop.image.owner", row.OwnerId);
        if (row.NextAttemptAt is { } due && due <= time.UtcNow())
            await FetchAsync(rows, row, cancellationToken);
        else
            await RerenderAsync(rows, row, cancellationToken);
    }

    private async Task FetchAsync<T>(PictureRows<T> rows, T row, CancellationToken cancellationToken) where T : ImageRow
    {
        ImageAttempt attempt;
        var (url, isFallback) = (row.WantedUrl ?? row.FallbackUrl, row.WantedUrl is null);
        try
        {
            (var answer, url, isFallback) = await source.AskAsync(row, cancellationToken);
            StoredPicture? picture = null;
            if (answer.Outcome == ImageOutcome.Received)
            {
                var sha256 = PictureWriter.Sha256(answer.Content);
                if (!IsHeld(rows, row, sha256))
                {
                    if (!await rows.NoteWritingAsync(row, sha256, cancellationToken))
                        return;
                    picture = await writer.WriteAsync(answer.Content, sha256, rows.Followers, cancellationToken);
                }
            }
            attempt = new ImageAttempt(answer.Outcome, url, isFallback, picture, answer.ETag, answer.LastModified, answer.Reason, answer.RetryAfter);
        }
        catch (ImageRefusedException refused)
        {
            attempt = new ImageAttempt(ImageOutcome.Refused, url, isFallback, Reason: refused.Message);
        }
        catch (Exception error) when (IsThePictures(error))
        {
            log.LogError(error, "The picture of {Owner} could not be taken over", row.OwnerId);
            attempt = new ImageAttempt(ImageOutcome.Failed, url, isFallback, Reason: $"{error.GetType().Name}: {error.Message}");
        }
        await SaveAsync(rows, row, attempt, cancellationToken);
    }

    /// <summary>Makes the renditions of a kept original again. Nothing is fetched, and what cannot be rendered stays as it is.</summary>
    private async Task RerenderAsync<T>(PictureRows<T> rows, T row, CancellationToken cancellationToken) where T : ImageRow
    {
        IReadOnlyList<ImageObject>? renditions = [];
        string? reason = null;
        try
        {
            if (row.Sha256 is { } sha256 && !await rows.NoteWritingAsync(row, sha256, cancellationToken))
                return;
            renditions = row.ObjectKey is null ? null : await writer.WriteRenditionsAsync(row, rows.Followers, cancellationToken);
        }
        catch (Exception error) when (error is ImageRefusedException || IsThePictures(error))
        {
            log.LogError(error, "The renditions of {Owner} could not be made again", row.OwnerId);
            reason = $"With the settings {writer.Settings} it could not be rendered again: {error.Message}";
        }
        await SaveAsync(rows, row, "rendered", picture =>
        {
            if (renditions is null)
                ImageOutcomes.Lose(picture, time.UtcNow());
            else
                ImageOutcomes.Rerender(picture, renditions, writer.Settings, reason, time.UtcNow());
        }, cancellationToken);
    }

    private async Task SaveAsync<T>(PictureRows<T> rows, T row, ImageAttempt attempt, CancellationToken cancellationToken) where T : ImageRow
    {
        var outcome = attempt switch
        {
            { Outcome: ImageOutcome.NotModified } or { Outcome: ImageOutcome.Received, Picture: null } => "unchanged",
            { Outcome: ImageOutcome.Received, IsFallback: true } => ImageStatus.Lowres,
            { Outcome: ImageOutcome.Received } => ImageStatus.Stored,
            _ => attempt.Outcome.ToString().ToLowerInvariant(),
        };
        try
        {
            await SaveAsync(rows, row, outcome, picture => ImageOutcomes.Apply(picture, attempt, options.Schedule, time.UtcNow()), cancellationToken);
        }
        catch (DbException error) when (database.IsAboutRows(error) && attempt.Outcome != ImageOutcome.Failed)
        {
            log.LogError(error, "The rows of the picture of {Owner} could not be written", row.OwnerId);
            await SaveAsync(rows, row, new ImageAttempt(ImageOutcome.Failed, null, false, Reason: $"{error.GetType().Name}: {error.Message}"), cancellationToken);
        }
    }

    private async Task SaveAsync<T>(PictureRows<T> rows, T row, string outcome, Action<IReadOnlyList<T>> apply, CancellationToken cancellationToken) where T : ImageRow
    {
        var stored = new List<CardImageStored>();
        var objects = 0;
        var saved = await rows.SavePictureAsync(row, picture =>
        {
            var before = picture.Select(r => (r.ObjectKey, r.Sha256)).ToList();
            apply(picture);
            var changed = picture.Where((r, i) => r.ObjectKey is not null && before[i] != (r.ObjectKey, r.Sha256)).ToList();
            objects = changed.Count;
            stored.AddRange(changed.OfType<CardImage>().Select(r => new CardImageStored(r.CardId, r.Rendition)));
        }, cancellationToken);
        if (!saved)
            return;
        ImagesTelemetry.Attempts.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
        ImagesTelemetry.Stored.Add(objects);
        if (publisher is not null && stored.Count > 0)
            await publisher.PublishAsync(stored, cancellationToken);
    }

    /// <summary>Whether the very content is held, with all that is made from it.</summary>
    private bool IsHeld<T>(PictureRows<T> rows, T row, string sha256) where T : ImageRow =>
        row.ObjectKey is not null && row.Sha256 == sha256 && (rows.Followers.Count == 0 || row.Settings == writer.Settings);

    /// <summary>Whether an error comes from one picture, so that others may well succeed.</summary>
    private static bool IsThePictures(Exception error) =>
        error is not (OperationCanceledException or ImageStoreException or DbException or OutOfMemoryException);

    private async Task HandBackAsync<T>(PictureRows<T> rows, ICollection<T> held) where T : ImageRow
    {
        try
        {
            await rows.ReleasePicturesAsync([.. held], CancellationToken.None);
        }
        catch (Exception error) when (error is DbException or IOException or InvalidOperationException)
        {
            log.LogWarning("{Count} pictures could not be handed back; their leases run out by themselves: {Error}", held.Count, error.Message);
        }
    }
}
