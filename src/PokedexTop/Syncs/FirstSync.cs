using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using PokedexTop.CommandLine;
using PokedexTop.Data;
using PokedexTop.Hosting;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Sources;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Language;

namespace PokedexTop.Syncs;

/// <summary>Where the source's feed was never synced, starts the first sync by itself, shows it, and tries again later when it fails.</summary>
internal sealed class FirstSync(StageStart start, SyncRuns runs, ICardSource source, SourceSelection selection, SyncStarter starter, SyncFollower follower, SqlDatabase database, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await start.ReadyAsync(stoppingToken);
        var wait = TimeSpan.FromMinutes(1);
        while (true)
        {
            try
            {
                if (await IsDoneAsync(stoppingToken))
                    return;
                // Why, and what to do instead, Ingest has just said.
                CommandOutput.Remark($"The first sync failed; the next attempt is in {Words(wait)}.");
            }
            // A service that dies takes the host with it, and the stages could go on: a disk that is full, a file that is locked.
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                CommandOutput.Remark($"The first sync cannot be followed. {English.Sentence(database.MayPass(error) ? database.Explain(error) : error.GetBaseException().Message)} Looking again in {Words(wait)}.");
            }
            await Task.Delay(wait, time, stoppingToken);
            wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
        }
    }

    /// <summary>Asks for the first sync and follows it, where there was none yet.</summary>
    /// <returns>Whether a sync of the feed came to its end, or somebody wants none.</returns>
    private async Task<bool> IsDoneAsync(CancellationToken stoppingToken)
    {
        var began = Stopwatch.GetTimestamp();
        var everything = SyncRequest.Of(new SyncScope(), selection, force: false, "first-start");
        if (await runs.RequestFirstAsync(everything, source.Feed, stoppingToken) is not { } syncId)
            return true;
        // A broker that is away is no reason to wait: Ingest finds the row at its next look.
        await starter.WakeAsync(syncId, stoppingToken);
        var view = await SyncDisplay.ShowAsync($"First sync: everything from {source.Name} ({source.Location})",
            show => follower.FollowAsync(syncId, normalizes: true, show, stoppingToken));
        if (view.Run.Status == SyncStatus.Cancelled)
        {
            CommandOutput.Remark("The first sync was cancelled. 'pokedextop sync' starts it again, and so does the next start.");
            return true;
        }
        if (view.Run.Status is not (SyncStatus.Completed or SyncStatus.Partial))
            return false;
        CommandOutput.Line(SyncDisplay.Summary(view, Stopwatch.GetElapsedTime(began)));
        return true;
    }

    private static string Words(TimeSpan wait) => wait.TotalMinutes <= 1 ? "a minute" : $"{wait.TotalMinutes:0} minutes";
}
