using System.Data.Common;
using System.Diagnostics;
using Microsoft.Extensions.Logging;
using PokedexTop.Contracts;
using PokedexTop.Data;
using PokedexTop.Images.Fetch;
using PokedexTop.Images.Rendering;
using PokedexTop.Images.Rows;
using PokedexTop.Images.Stores;
using PokedexTop.Images.Telemetry;
using PokedexTop.Messaging;
using PokedexTop.Telemetry;

namespace PokedexTop.Images.Transfer;

/// <summary>
/// One picture's way: ask, check, hash, render, put the objects, save the rows, publish. Objects first, rows after; whatever it is
/// interrupted at, doing it again ends in the same rows.
/// </summary>
internal sealed class PictureTransfer(
    SqlDatabase database, PictureSource source, PictureWriter writer, PictureTraces traces, StagePublisher? publisher, ImageSchedule schedule, TimeProvider time, ILogger<PictureTransfer> log)
{
    /// <summary>The renderer's settings renditions are made with today.</summary>
    public string Settings => writer.Settings;

    /// <summary>Does a claimed picture: asks its source where that is due, else only makes its renditions again.</summary>
    /// <exception cref="ImageStoreException">The store cannot be used. That is no picture's fault, so nothing is saved.</exception>
    public async Task WorkAsync<T>(PictureRows<T> rows, T row, CancellationToken cancellationToken) where T : ImageRow
    {
        using var activity = await traces.StartAsync(row, cancellationToken);
        // What is asked, stored and published on the way is traced as part of it.
        Activity.Current = activity ?? Activity.Current;
        if (row.NextAttemptAt is { } due && due <= time.UtcNow())
            await FetchAsync(rows, row, cancellationToken);
        else
            await RerenderAsync(rows, row, cancellationToken);
    }

    private async Task FetchAsync<T>(PictureRows<T> rows, T row, CancellationToken cancellationToken) where T : ImageRow
    {
        if (await source.TakeAsync(rows, row, cancellationToken) is { } attempt)
            await SaveAsync(rows, row, attempt, cancellationToken);
    }

    /// <summary>Makes the renditions of a stored original again. Nothing is fetched, and what cannot be rendered stays as it is.</summary>
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
        catch (Exception error) when (error is ImageRefusedException || PictureSource.IsThePictures(error))
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
            await SaveAsync(rows, row, outcome, picture => ImageOutcomes.Apply(picture, attempt, schedule, time.UtcNow()), cancellationToken);
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
        Activity.Current?.SetTag(PipelineAttributes.Outcome, outcome);
        ImagesTelemetry.Attempts.Add(1, new KeyValuePair<string, object?>(PipelineAttributes.Outcome, outcome));
        ImagesTelemetry.Stored.Add(objects);
        if (publisher is null || stored.Count == 0)
            return;
        try
        {
            await publisher.PublishAsync(stored, cancellationToken);
        }
        catch (TimeoutException unconfirmed)
        {
            // The picture is stored, and its row says so; the next ones need no broker.
            log.LogWarning("{Error}", unconfirmed.Message);
        }
    }
}
