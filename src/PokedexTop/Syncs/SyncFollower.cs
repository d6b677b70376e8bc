using System.Diagnostics;
using PokedexTop.CommandLine;
using PokedexTop.Data;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Normalize;

namespace PokedexTop.Syncs;

/// <summary>Watches a sync in the tables, whichever process does it, until it is fetched and the stages below are drained.</summary>
internal sealed class SyncFollower(SqlDatabase database, SyncRuns runs, SyncViews views, SyncOutcomes outcomes, TimeProvider time)
{
    /// <summary>Between looks while the run's own row is all that is looked at.</summary>
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(25);

    /// <summary>The longest between looks, however busy the database is: whoever waits for the end hears of it within half a second.</summary>
    private static readonly TimeSpan s_longestPause = TimeSpan.FromMilliseconds(250);

    /// <param name="syncId">The sync.</param>
    /// <param name="normalizes">Whether Normalize is deployed, so that its backlog will drain.</param>
    /// <param name="show">Called when there is something to show.</param>
    /// <param name="cancellationToken">Stops watching; the sync goes on.</param>
    public async Task<SyncView> FollowAsync(Guid syncId, bool normalizes, Action<SyncView> show, CancellationToken cancellationToken) =>
        (await FollowAsync(syncId, normalizes, show, static () => false, cancellationToken))!;

    /// <param name="isAbandoned">Whether nobody works on it any more; asked before each look.</param>
    /// <returns>Null where it was abandoned unfinished.</returns>
    /// <inheritdoc cref="FollowAsync(Guid, bool, Action{SyncView}, CancellationToken)"/>
    public async Task<SyncView?> FollowAsync(Guid syncId, bool normalizes, Action<SyncView> show, Func<bool> isAbandoned, CancellationToken cancellationToken)
    {
        var reads = new PatientReads(database, time);
        // Not at once: counting is dear, a long pause would follow on it, and a short sync has ended by then.
        var (shown, next) = (Stopwatch.GetTimestamp(), SyncDisplay.Interval);
        (int Left, long At)? before = null;
        while (true)
        {
            var looked = Stopwatch.GetTimestamp();
            // In this order: what a host that has ended did stands in the tables.
            var abandoned = isAbandoned();
            int? left = null;
            if (await reads.AskAsync(LookAsync, cancellationToken) is { } end)
            {
                show(end);
                return end;
            }
            if (abandoned)
                return null;
            // A look that was expensive is followed by a longer pause; less so when only the end is waited for, which is
            // not looked for before half of what is left can be done at the pace seen.
            var pause = Longer(s_look, (left is null ? 10 : 2) * Stopwatch.GetElapsedTime(looked));
            if (left is { } rest)
            {
                if (before is { } last)
                    pause = Longer(pause, HalfOf(rest, last.Left - rest, Stopwatch.GetElapsedTime(last.At, looked)));
                before = (rest, looked);
            }
            await Task.Delay(pause < s_longestPause ? pause : s_longestPause, time, cancellationToken);

            async Task<SyncView?> LookAsync()
            {
                var run = await runs.FindAsync(syncId, cancellationToken) ?? throw new CommandFailedException($"The sync {syncId} has vanished from the database.");
                // Backlog first, counts only when they are shown: watching must not take the machine from what it watches.
                if (SyncStatus.IsFinished(run.Status))
                    left = normalizes ? await outcomes.BacklogAsync(syncId, cancellationToken) : 0;
                if (left == 0)
                    return await views.OfAsync(run, cancellationToken, normalizes ? 0 : null);
                if (abandoned || Stopwatch.GetElapsedTime(shown) < next)
                    return null;
                var counting = Stopwatch.GetTimestamp();
                show(await views.OfAsync(run, cancellationToken));
                shown = Stopwatch.GetTimestamp();
                next = Longer(SyncDisplay.Interval, 10 * Stopwatch.GetElapsedTime(counting, shown));
                return null;
            }
        }
    }

    /// <summary>Follows the syncs of texts in other languages that came after a sync, one after the other.</summary>
    /// <inheritdoc cref="FollowAsync(Guid, bool, Action{SyncView}, Func{bool}, CancellationToken)"/>
    /// <returns>How they ended; fewer than there are where they were abandoned.</returns>
    public async Task<IReadOnlyList<SyncView>> FollowTextsAsync(Guid syncId, bool normalizes, Func<bool> isAbandoned, CancellationToken cancellationToken)
    {
        var ended = new List<SyncView>();
        foreach (var run in await new PatientReads(database, time).AskAsync(() => runs.FollowingAsync(syncId, cancellationToken), cancellationToken))
        {
            if (await SyncDisplay.ShowAsync($"Texts from {run.Source}", show => FollowAsync(run.SyncId, normalizes, show, isAbandoned, cancellationToken)) is not { } view)
                break;
            ended.Add(view);
        }
        return ended;
    }

    private static TimeSpan HalfOf(int left, int done, TimeSpan during) => done > 0 ? during * (left / 2.0 / done) : s_longestPause;

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
