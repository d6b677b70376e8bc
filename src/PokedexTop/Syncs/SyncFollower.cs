using System.Diagnostics;
using PokedexTop.CommandLine;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Normalize;

namespace PokedexTop.Syncs;

/// <summary>Watches a sync in the tables, whichever process does it, until it is fetched and the stages below are drained.</summary>
internal sealed class SyncFollower(SyncRuns runs, FetchRows fetches, SyncCounts counts, SyncOutcomes outcomes, TimeProvider time)
{
    // A small sync is over within a few looks; a long one is not slowed by being looked at.
    private static readonly TimeSpan FirstLooks = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan LaterLooks = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Details = TimeSpan.FromMilliseconds(500);
    private static readonly SyncOutcome Nothing = new(0, 0, 0, 0);

    /// <param name="syncId">The sync.</param>
    /// <param name="normalizes">Whether Normalize is deployed, so that its backlog will drain.</param>
    /// <param name="show">Called at every look.</param>
    /// <param name="cancellationToken">Stops watching; the sync goes on.</param>
    public async Task<SyncView> FollowAsync(Guid syncId, bool normalizes, Action<SyncView> show, CancellationToken cancellationToken)
    {
        var wait = FirstLooks;
        var began = Stopwatch.GetTimestamp();
        var detailed = began;
        SyncView? view = null;
        while (true)
        {
            var run = await runs.FindAsync(syncId, cancellationToken) ?? throw new CommandFailedException($"The sync {syncId} has vanished from the database.");
            var progress = await fetches.ProgressAsync(syncId, cancellationToken);
            var finished = SyncStatus.IsFinished(run.Status);
            if (finished || Stopwatch.GetElapsedTime(detailed) > Details)
            {
                // Counting cards costs more than looking at the run: not at every look.
                var outcome = await outcomes.OfAsync(syncId, cancellationToken);
                view = new SyncView(run, progress, await counts.OfAsync(syncId, cancellationToken), outcome, await runs.FirstFailedCallAsync(syncId, cancellationToken));
                detailed = Stopwatch.GetTimestamp();
            }
            else
            {
                view = new SyncView(run, progress, view?.Counts ?? default, view?.Outcome ?? Nothing, view?.FirstFailure);
            }
            show(view);
            if (finished && (!normalizes || view.Outcome.Backlog == 0))
                return view;
            await Task.Delay(wait, time, cancellationToken);
            wait = Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(3) ? FirstLooks : TimeSpan.FromTicks(Math.Min(LaterLooks.Ticks, wait.Ticks * 3 / 2));
        }
    }
}
