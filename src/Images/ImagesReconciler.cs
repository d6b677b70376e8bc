using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PokedexTop.Hosting;
using PokedexTop.Images.Status;
using PokedexTop.Images.Upkeep;

namespace PokedexTop.Images;

/// <summary>
/// The stage's worker: works off what is due whenever a message woke it, and at start and on an interval also what no message
/// announced. Reports how far it is, since a first copy takes hours.
/// </summary>
internal sealed class ImagesReconciler(
    ImageWork work, ImageAddresses addresses, ImagesStatus status, WakeUp<ImagePlanner> wake, StageStart start, TimeSpan interval, TimeProvider time, ILogger<ImagesReconciler> log) : BackgroundService
{
    private static readonly TimeSpan s_betweenLines = TimeSpan.FromSeconds(30);

    private long _reported;
    private long? _planned;
    private Func<TimeSpan, CancellationToken, Task> _pause = (_, _) => Task.CompletedTask;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        new BacklogLoop(ImagesStage.Name, start, interval, log).RunAsync(WorkOffAsync, (pause, stop) => _pause(pause, stop), stoppingToken);

    private async Task WorkOffAsync(CancellationToken cancellationToken)
    {
        // Where this fails, messages do not wake it: what failed would be fetched again with each of them.
        _pause = (pause, stop) => Task.Delay(pause, time, stop);
        if (_planned is null && await addresses.RefreshAsync(cancellationToken) is > 0 and var moved)
            log.LogInformation("The store gives other addresses: those of {Count} cards and sets were written anew", moved);
        if (_planned is null || time.GetElapsedTime(_planned.Value) >= interval)
        {
            await work.PlanAsync(cancellationToken);
            _planned = time.GetTimestamp();
        }
        else
        {
            await work.PlanSetsAsync(cancellationToken);
        }
        _reported = time.GetTimestamp();
        // No longer than that, so that a first copy of hours does not keep new cards from being found.
        var (pictures, more) = await work.WorkOffAsync(interval, ReportNowAndThenAsync, cancellationToken);
        if (pictures > 0 && !more)
            await ReportAsync(cancellationToken);
        _pause = more ? (_, _) => Task.CompletedTask : wake.WaitAsync;
    }

    private Task ReportNowAndThenAsync(CancellationToken cancellationToken)
    {
        var last = Volatile.Read(ref _reported);
        return time.GetElapsedTime(last) >= s_betweenLines && Interlocked.CompareExchange(ref _reported, time.GetTimestamp(), last) == last
            ? ReportAsync(cancellationToken) : Task.CompletedTask;
    }

    private async Task ReportAsync(CancellationToken cancellationToken)
    {
        log.LogInformation("Images: {Summary}", (await status.CardsAsync(cancellationToken)).Summary);
        if (await status.TroubleAsync(cancellationToken) is { } trouble)
            log.LogWarning("{Trouble}", trouble.Words);
    }
}
