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
    private static readonly TimeSpan FirstSeconds = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LaterLooks = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Details = TimeSpan.FromSeconds(1.5);
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
        var view = new SyncView(await FindAsync(syncId, cancellationToken), default, default, Nothing, null);
        while (true)
        {
            var looked = Stopwatch.GetTimestamp();
            view = view with { Run = await FindAsync(syncId, cancellationToken), Fetches = await fetches.ProgressAsync(syncId, cancellationToken) };
            if (view.IsFetched && (!normalizes || await outcomes.BacklogAsync(syncId, cancellationToken) == 0))
                return view with { Counts = await counts.OfAsync(syncId, cancellationToken), Outcome = await outcomes.OfAsync(syncId, cancellationToken) };
            if (Stopwatch.GetElapsedTime(detailed) > Details)
            {
                view = view with { Outcome = await outcomes.OfAsync(syncId, cancellationToken), FirstFailure = await runs.FirstFailedCallAsync(syncId, cancellationToken) };
                detailed = Stopwatch.GetTimestamp();
            }
            show(view);
            if (Stopwatch.GetElapsedTime(began) > FirstSeconds)
                wait = TimeSpan.FromTicks(Math.Min(LaterLooks.Ticks, wait.Ticks * 3 / 2));
            // Looking takes from the database what the stages need: at most a fifth of the time.
            var took = Stopwatch.GetElapsedTime(looked) * 4;
            await Task.Delay(took > wait ? took : wait, time, cancellationToken);
        }
    }

    private async Task<SyncRun> FindAsync(Guid syncId, CancellationToken cancellationToken) =>
        await runs.FindAsync(syncId, cancellationToken) ?? throw new CommandFailedException($"The sync {syncId} has vanished from the database.");
}
