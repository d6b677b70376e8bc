using System.Diagnostics;
using PokedexTop.CommandLine;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Normalize;

namespace PokedexTop.Syncs;

/// <summary>Watches a sync in the tables, whichever process does it, until it is fetched and the stages below are drained.</summary>
internal sealed class SyncFollower(SyncRuns runs, SyncViews views, SyncOutcomes outcomes, TimeProvider time)
{
    /// <summary>Between looks while the run's own row is all that is looked at.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(25);

    /// <summary>Between looks once a sync takes long.</summary>
    private static readonly TimeSpan SlowLook = TimeSpan.FromMilliseconds(250);

    /// <param name="syncId">The sync.</param>
    /// <param name="normalizes">Whether Normalize is deployed, so that its backlog will drain.</param>
    /// <param name="show">Called at every look.</param>
    /// <param name="cancellationToken">Stops watching; the sync goes on.</param>
    public async Task<SyncView> FollowAsync(Guid syncId, bool normalizes, Action<SyncView> show, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        long? detailed = null;
        SyncView? view = null;
        while (true)
        {
            var looked = Stopwatch.GetTimestamp();
            var run = await runs.FindAsync(syncId, cancellationToken) ?? throw new CommandFailedException($"The sync {syncId} has vanished from the database.");
            var finished = SyncStatus.IsFinished(run.Status);
            // Backlog first, counts only when they are shown: watching must not take the machine from what it watches.
            var backlog = finished && normalizes ? await outcomes.BacklogAsync(syncId, cancellationToken) : 0;
            var done = finished && backlog == 0;
            if (done || detailed is null || Stopwatch.GetElapsedTime(detailed.Value) > SyncDisplay.Interval)
            {
                view = await views.OfAsync(run, cancellationToken);
                detailed = Stopwatch.GetTimestamp();
                show(view);
            }
            if (done)
                return view!;
            var pause = Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(30) ? Look : SlowLook;
            // A look that was expensive is followed by a longer pause.
            await Task.Delay(TimeSpan.FromTicks(Math.Max(pause.Ticks, 10 * Stopwatch.GetElapsedTime(looked).Ticks)), time, cancellationToken);
        }
    }
}
