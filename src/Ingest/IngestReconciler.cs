using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PokedexTop.Hosting.Health;
using PokedexTop.Ingest.Syncs;

namespace PokedexTop.Ingest;

/// <summary>Finds requested syncs and unfinished fetches in the tables, at start and on an interval, and does them as messages would.</summary>
internal sealed class IngestReconciler(SyncRunner runner, StageStart start, TimeSpan interval, TimeProvider time, ILogger<IngestReconciler> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await start.ReadyAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await runner.WorkAsync(stoppingToken);
            }
            // Or whatever a database makes of being cancelled.
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception error)
            {
                // The rows stay as they are; the next look finds them again.
                if (start.Failures.Failed(IngestStage.Name, error) is { } reason)
                    log.LogError("Ingest could not work off its backlog: {Error}", reason);
            }
            // Jitter: several processes started together should not look together for ever.
            await Task.Delay(interval * (0.85 + Random.Shared.NextDouble() * 0.3), time, stoppingToken).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

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
