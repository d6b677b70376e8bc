using PokedexTop.Data;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Sources;

namespace PokedexTop.Ingest.Syncs;

/// <summary>What a run is going to fetch.</summary>
/// <param name="Fetches">Its fetches; none where it ends here.</param>
/// <param name="Problem">What keeps it from being completed whatever they bring; or, without fetches, how it ends.</param>
/// <param name="KeepsList">Whether the list it was made from is stored.</param>
internal sealed record SyncPlan(IReadOnlyList<SetFetch> Fetches, SyncEnd Problem, bool KeepsList = true);

/// <summary>Plans a run from its source's list of sets; from the sets that are known where the list cannot be read.</summary>
internal sealed class SyncPlanner(UpToDateSets upToDate, SetLists lists, TimeProvider time)
{
    public async Task<SyncPlan> MakeAsync(ICardSource source, SyncRun run, RunLease lease, SourceAnswer setList, CancellationToken cancellationToken)
    {
        var scope = SyncScope.Parse(run.Scope);
        var listing = await lists.ReadAsync(scope, lease.Force, source, setList, cancellationToken);
        if (listing.SetIds.Count == 0 && !setList.Received)
            return new SyncPlan([], listing.Problem);
        try
        {
            var current = await upToDate.OfAsync(scope, lease.Feed, setList, cancellationToken);
            var now = time.UtcNow();
            return new SyncPlan(FetchPlan.Make(scope, listing.SetIds, current).ConvertAll(p => FetchPlan.RowOf(p, lease, now)), listing.Problem);
        }
        catch (ScopeException unknown)
        {
            return new SyncPlan([], SyncEnd.Failed(SyncReason.UnknownScope, unknown.Message), KeepsList: false);
        }
    }
}
