using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PokedexTop.Hosting;
using PokedexTop.Language;

namespace PokedexTop.Collections;

/// <summary>The stage's worker: works off what there is at start, on an interval, and whenever a message woke it.</summary>
internal sealed class CollectionsReconciler(CollectionsWork work, WakeUp<CollectionsWork> wake, StageStart start, CollectionsOptions options, ILogger<CollectionsReconciler> log) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        new BacklogLoop(CollectionsStage.Name, start, options.Reconcile, log).RunAsync(WorkOffAsync, wake.WaitAsync, stoppingToken);

    private async Task WorkOffAsync(CancellationToken cancellationToken)
    {
        var moved = await work.DrainAsync(cancellationToken);
        if (moved > 0)
            log.LogInformation("Collections: {Lots} followed their cards to those they became", English.Count(moved, "lot"));
    }
}
