using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PokedexTop.Hosting;
using PokedexTop.Ingest.Syncs;

namespace PokedexTop.Ingest;

/// <summary>The stage's worker: does requested syncs and unfinished fetches, which it finds in the tables whenever it looks.</summary>
internal sealed class IngestReconciler(SyncRunner runner, WakeUp<SyncRunner> wake, StageStart start, TimeSpan interval, ILogger<IngestReconciler> log) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        new BacklogLoop(IngestStage.Name, start, interval, log).RunAsync(runner.WorkAsync, wake.WaitAsync, stoppingToken);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await runner.ReleaseAsync(cancellationToken);
        }
        catch (Exception error) when (error is DbException or OperationCanceledException or InvalidOperationException)
        {
            log.LogWarning("A lease could not be handed back; it runs out by itself: {Error}", error.Message);
        }
    }
}
