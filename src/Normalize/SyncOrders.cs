using System.Collections.Concurrent;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Syncs;

namespace PokedexTop.Normalize;

/// <summary>How a sync was ordered, as far as Normalize cares.</summary>
/// <param name="Force">What looks unchanged is normalised too.</param>
/// <param name="ByCard">Somebody asked for single cards, whose traces are kept.</param>
internal readonly record struct SyncOrder(bool Force, bool ByCard);

/// <summary>Remembers how syncs were ordered; it never changes, so it is asked once.</summary>
internal sealed class SyncOrders(SyncRuns runs)
{
    private readonly ConcurrentDictionary<Guid, SyncOrder> _known = new();

    internal async Task<SyncOrder> OfAsync(Guid syncId, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(syncId, out var order))
            return order;
        if (await runs.FindAsync(syncId, cancellationToken) is { } run)
            order = new SyncOrder(run.Force, SyncScope.Parse(run.Scope).Cards.Count > 0);
        // A host runs for months; the runs it remembers must not grow for ever.
        if (_known.Count > 1_000)
            _known.Clear();
        return _known[syncId] = order;
    }
}
