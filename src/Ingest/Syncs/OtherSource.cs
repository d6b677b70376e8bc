using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Sources;

namespace PokedexTop.Ingest.Syncs;

/// <summary>
/// A sync of everything from a source that is not the configured one, by a host that has every stage in its process. The choice
/// lives as long as the process: after a restart the host reads what is configured, and ends what it does not read.
/// </summary>
public sealed class OtherSource
{
    private readonly SqlDatabase _database;
    private readonly CardSources _sources;
    private readonly SyncRuns _runs;
    private readonly SyncStarter _starter;
    private readonly Func<SourceSelection, ICardSource> _open;

    internal OtherSource(SqlDatabase database, CardSources sources, SyncRuns runs, SyncStarter starter, Func<SourceSelection, ICardSource> open) =>
        (_database, _sources, _runs, _starter, _open) = (database, sources, runs, starter, open);

    /// <summary>Ends the unfinished syncs of everything, which would be waited for, and starts one from the source.</summary>
    /// <exception cref="ConfigurationException">It is the starter catalogue, and another feed has data.</exception>
    public async Task<StartedSync> StartAsync(SourceSelection selection, string requestedBy, CancellationToken cancellationToken)
    {
        await new StarterGuard(_database, selection).RunAsync(cancellationToken);
        var source = (selection.FolderPath is null ? _sources.Named(selection.Name) : null) ?? _open(selection);
        foreach (var run in await _runs.UnfinishedAsync(cancellationToken))
        {
            if (SyncScope.Parse(run.Scope).IsEverything)
                await _runs.CancelAsync(run.SyncId, cancellationToken);
        }
        var request = new SyncRequest(new SyncScope(), source.Feed, source.Name, Force: false, requestedBy);
        // Before its row is there: Ingest refuses a source that it does not know.
        _sources.Lend(request.SyncId, source);
        StartedSync? started = null;
        try
        {
            return started = await _starter.StartAsync(request, cancellationToken);
        }
        finally
        {
            if (started?.SyncId != request.SyncId)
                _sources.TakeBack(request.SyncId);
        }
    }
}
