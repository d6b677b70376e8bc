using System.Collections.Concurrent;
using PokedexTop.Ingest.Syncs;

namespace PokedexTop.Normalize;

/// <summary>Whether a sync was asked to normalise what looks unchanged; it never changes, so it is asked once.</summary>
public sealed class ForcedSyncs(SyncRuns runs)
{
    private readonly ConcurrentDictionary<Guid, bool> _known = new();

    public async Task<bool> IsForcedAsync(Guid syncId, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(syncId, out var forced))
            return forced;
        forced = (await runs.FindAsync(syncId, cancellationToken))?.Force ?? false;
        // A host runs for months; the runs it remembers must not grow for ever.
        if (_known.Count > 1_000)
            _known.Clear();
        return _known[syncId] = forced;
    }
}
