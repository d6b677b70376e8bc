using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Syncs;

namespace PokedexTop.Normalize;

/// <summary>How far a sync is, at one look at the tables.</summary>
/// <param name="Run">Its row.</param>
/// <param name="Fetches">Its plan.</param>
/// <param name="Counts">Cards received and stored.</param>
/// <param name="Outcome">What became of them below.</param>
/// <param name="FirstFailure">Why its first failed call failed.</param>
public sealed record SyncView(SyncRun Run, FetchProgress Fetches, CardCounts Counts, SyncOutcome Outcome, string? FirstFailure)
{
    /// <summary>Of the whole way, the part that fetching is taken for; normalising follows it closely.</summary>
    private const double FetchShare = 0.7;

    public bool IsFetched => SyncStatus.IsFinished(Run.Status);

    /// <summary>How much of it is done, 0 to 100. 100 only where it came to its end and nothing is left below.</summary>
    public int Percent
    {
        get
        {
            if (Run.Status is SyncStatus.Completed or SyncStatus.Partial && Outcome.Backlog == 0)
                return 100;
            var fetched = Fetches.Planned == 0 ? 0 : (double)(Fetches.Fetched + Fetches.Failed) / Fetches.Planned;
            var due = Outcome.Normalized + Outcome.Backlog;
            var normalized = due == 0 ? 1 : (double)Outcome.Normalized / due;
            return Math.Min(99, (int)(100 * fetched * (FetchShare + (1 - FetchShare) * normalized)));
        }
    }
}

/// <summary>Looks at syncs as wholes, whichever process does them.</summary>
public sealed class SyncViews(SyncRuns runs, FetchRows fetches, SyncCounts counts, SyncOutcomes outcomes)
{
    /// <summary>Null when there is no such sync.</summary>
    public async Task<SyncView?> FindAsync(Guid syncId, CancellationToken cancellationToken) =>
        await runs.FindAsync(syncId, cancellationToken) is { } run ? await OfAsync(run, cancellationToken) : null;

    /// <param name="run">The sync's row.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="backlog">What is left of it below, where that was just counted.</param>
    public async Task<SyncView> OfAsync(SyncRun run, CancellationToken cancellationToken, int? backlog = null) => new(
        run, await fetches.ProgressAsync(run.SyncId, cancellationToken), await counts.OfAsync(run.SyncId, cancellationToken),
        await outcomes.OfAsync(run.SyncId, backlog ?? await outcomes.BacklogAsync(run.SyncId, cancellationToken), cancellationToken), await runs.FirstFailedCallAsync(run.SyncId, cancellationToken));
}
