using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PokedexTop.Hosting;
using PokedexTop.Images.Status;
using PokedexTop.Images.Stores;
using PokedexTop.Images.Upkeep;

namespace PokedexTop.Images;

/// <summary>
/// The stage's worker: works off what is due whenever a message woke it, and at start and on an interval also what no message
/// announced. Tells how far it is, since a first copy takes hours.
/// </summary>
internal sealed class ImagesReconciler(
    ImageWork work, ImageAddresses addresses, ImagesStatus status, WakeUp<ImagePlanner> wake, IImageStore store, StageStart start, TimeSpan interval, TimeProvider time, ILogger<ImagesReconciler> log) : BackgroundService
{
    private static readonly TimeSpan s_betweenLines = TimeSpan.FromSeconds(30);

    private long _told;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await start.ReadyAsync(stoppingToken);
        long? planned = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (planned is null && await addresses.RefreshAsync(stoppingToken) is > 0 and var moved)
                    log.LogInformation("The store gives other addresses: those of {Count} cards and sets were written anew", moved);
                if (planned is null || time.GetElapsedTime(planned.Value) >= interval)
                {
                    await work.PlanAsync(stoppingToken);
                    planned = time.GetTimestamp();
                }
                else
                {
                    await work.PlanSetsAsync(stoppingToken);
                }
                _told = time.GetTimestamp();
                // No longer than that, so that a first copy of hours does not keep new cards from being found.
                var (pictures, more) = await work.WorkOffAsync(interval, TellNowAndThenAsync, stoppingToken);
                start.Failures.Worked(ImagesStage.Name);
                if (pictures > 0 && !more)
                    await TellAsync(stoppingToken);
                if (!more)
                    await PauseAsync(wake.WaitAsync(Jittered, stoppingToken));
            }
            // Database providers throw their own exception types when a call is cancelled.
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception error)
            {
                var reason = start.Failures.Failed(ImagesStage.Name, error);
                if (reason is not null && error is ImageStoreException)
                    log.LogError("Images cannot be stored at {Store}: {Error}", store.Location, reason);
                else if (reason is not null)
                    log.LogError("Images could not work off its backlog: {Error}", reason);
                // Not woken by messages: what failed would be fetched again with each of them.
                await PauseAsync(Task.Delay(Jittered, time, stoppingToken));
            }
        }
    }

    private TimeSpan Jittered => interval * (0.85 + Random.Shared.NextDouble() * 0.3);

    private static Task PauseAsync(Task pause) =>
        pause.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    private Task TellNowAndThenAsync(CancellationToken cancellationToken)
    {
        var told = Volatile.Read(ref _told);
        return time.GetElapsedTime(told) >= s_betweenLines && Interlocked.CompareExchange(ref _told, time.GetTimestamp(), told) == told
            ? TellAsync(cancellationToken) : Task.CompletedTask;
    }

    private async Task TellAsync(CancellationToken cancellationToken)
    {
        log.LogInformation("Images: {Summary}", (await status.CardsAsync(cancellationToken)).Summary);
        if (await status.TroubleAsync(cancellationToken) is { } trouble)
            log.LogWarning("{Trouble}", trouble.Words);
    }
}
