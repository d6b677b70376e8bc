using PokedexTop.Hosting.Data;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Sources;

namespace PokedexTop.Ingest.Syncs;

/// <summary>What a run is going to fetch.</summary>
/// <param name="Fetches">Its fetches; none where it ends here.</param>
/// <param name="Problem">What keeps it from being completed whatever they bring; or, without fetches, how it ends.</param>
/// <param name="KeepsList">Whether the list it was made from is stored.</param>
internal sealed record SyncPlan(IReadOnlyList<SetFetch> Fetches, SyncEnd Problem, bool KeepsList = true);

/// <summary>Plans a run from its source's list of sets; from the sets that are known where the list cannot be read.</summary>
internal sealed class SyncPlanner(ICardSource source, SettledSets settled, SetLists lists, TimeProvider time)
{
    public async Task<SyncPlan> MakeAsync(SyncRun run, RunLease lease, SourceAnswer setList, CancellationToken cancellationToken)
    {
        var scope = SyncScope.Parse(run.Scope);
        var listed = FetchPlan.SetIds(setList);
        var problem = SyncEnd.Completed;
        if (!setList.Received)
        {
            var error = SyncErrors.SetList(setList, source);
            // Which sets are new or changed only a list can say.
            if (setList.SetsCanBeAsked && !scope.NewSets)
                listed = [.. listed.Union(await lists.KnownAsync(lease.Feed, lease.Source, cancellationToken), StringComparer.Ordinal)];
            else
                listed.Clear();
            if (listed.Count == 0)
                return new SyncPlan([], SyncEnd.Failed(SyncReason.SetListUnreadable, error));
            problem = new SyncEnd(SyncStatus.Partial, SyncReason.SetListUnreadable, $"{error} The {listed.Count} sets that are known are asked for all the same");
        }
        else if (scope.IsEverything && !lease.Force && await lists.LossAsync(lease.Feed, lease.Source, listed, cancellationToken) is { } loss)
        {
            problem = new SyncEnd(SyncStatus.Partial, SyncReason.LostSets, loss);
        }
        try
        {
            var held = await settled.OfAsync(scope, lease.Feed, setList, cancellationToken);
            var now = time.UtcNow();
            return new SyncPlan(FetchPlan.Make(scope, listed, held).ConvertAll(p => FetchPlan.RowOf(p, lease, now)), problem);
        }
        catch (ScopeException unknown)
        {
            return new SyncPlan([], SyncEnd.Failed(SyncReason.UnknownScope, unknown.Message), KeepsList: false);
        }
    }
}
