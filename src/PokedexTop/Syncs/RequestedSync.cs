using PokedexTop.CommandLine;
using PokedexTop.Hosting;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Sources;
using PokedexTop.Ingest.Syncs;

namespace PokedexTop.Syncs;

/// <summary>Hands in a sync as soon as the tables are there and before the stages first look at them, so that no message need wake them.</summary>
internal sealed class RequestedSync(SyncRuns runs, OnlyRun only, SourceSelection source, SyncScope scope, bool force) : IBeforeStages
{
    public Guid SyncId => only.SyncId!.Value;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        (only.SyncId, _) = await runs.RequestAsync(SyncRequest.Of(scope, source, force, "cli"), cancellationToken);
        foreach (var earlier in await runs.UnfinishedAsync(cancellationToken))
        {
            if (earlier.SyncId != SyncId && earlier.Feed == source.Feed)
                CommandOutput.Remark($"An earlier sync of {SyncScope.Parse(earlier.Scope)} is unfinished, and waits: the same 'pokedextop sync' goes on with it, 'pokedextop sync --cancel' ends it.");
        }
    }
}
