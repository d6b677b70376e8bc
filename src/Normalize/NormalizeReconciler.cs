using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PokedexTop.Hosting;

namespace PokedexTop.Normalize;

/// <summary>Works off Normalize's backlog at start and on an interval: lost messages, new normaliser versions, replays and retries alike.</summary>
internal sealed class NormalizeReconciler(NormalizeWork work, StageStart start, TimeSpan interval, TimeProvider time, ILogger<NormalizeReconciler> log) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        new BacklogLoop(NormalizeStage.Name, start, interval, log).RunAsync(WorkAsync, (pause, stop) => Task.Delay(pause, time, stop), stoppingToken);

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        if (await work.DrainAsync(cancellationToken) is > 0 and var cards)
            log.LogInformation("Normalised {Cards} cards no message had brought", cards);
    }
}
