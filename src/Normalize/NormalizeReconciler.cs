using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PokedexTop.Hosting.Health;

namespace PokedexTop.Normalize;

/// <summary>Works off Normalize's backlog at start and on an interval: lost messages, new normaliser versions, replays and retries alike.</summary>
internal sealed class NormalizeReconciler(NormalizeWork work, StageStart start, TimeSpan interval, TimeProvider time, ILogger<NormalizeReconciler> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await start.ReadyAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await work.DrainAsync(stoppingToken) is > 0 and var cards)
                    log.LogInformation("Normalised {Cards} cards no message had brought", cards);
                start.Failures.Worked(NormalizeStage.Name);
            }
            // Or whatever a database makes of being cancelled.
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception error)
            {
                if (start.Failures.Failed(NormalizeStage.Name, error) is { } reason)
                    log.LogError("Normalize could not work off its backlog: {Error}", reason);
            }
            await Task.Delay(interval * (0.85 + Random.Shared.NextDouble() * 0.3), time, stoppingToken).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }
}
