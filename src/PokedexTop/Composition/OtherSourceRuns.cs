using Microsoft.Extensions.Logging;
using PokedexTop.Hosting;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Sources;
using PokedexTop.Ingest.Syncs;

namespace PokedexTop.Composition;

/// <summary>
/// Ends unfinished syncs of a source this process does not read. It is the only host, so nobody else will ever finish
/// them, and while one counts as running its feed would stay closed.
/// </summary>
internal sealed class OtherSourceRuns(SyncRuns runs, SourceSelection source, ILogger<OtherSourceRuns> log) : IBeforeStages
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var run in await runs.UnfinishedAsync(cancellationToken))
        {
            if (run.Source is not { } other || (other == source.Name && run.Feed == source.Feed) || source.Order.Contains(other))
                continue;
            await runs.CancelAsync(run.SyncId, cancellationToken);
            log.LogWarning("The unfinished sync of {Scope} from '{Source}' (feed {Feed}) is cancelled: this process reads '{Own}' (feed {OwnFeed}).", SyncScope.Parse(run.Scope), other, run.Feed, source.Name, source.Feed);
        }
    }
}
