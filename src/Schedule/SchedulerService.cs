using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PokedexTop.Data;
using PokedexTop.Hosting;
using Quartz;

namespace PokedexTop.Schedule;

/// <summary>Runs the scheduler in a process of the stage: from when the tables are there until the process stops.</summary>
internal sealed class SchedulerService(ISchedulerFactory factory, ScheduleSetup setup, StageStart start, TimeProvider time, ILogger<SchedulerService> log) : BackgroundService
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(5);

    private IScheduler? _scheduler;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await start.ReadyAsync(stoppingToken);
        while (!await TryStartAsync(stoppingToken))
            await Task.Delay(Again, time, stoppingToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            // A job only sends a command, so it ends within seconds; but what waits for a database that hangs heeds no token.
            if (_scheduler is not null)
                await _scheduler.Shutdown(waitForJobsToComplete: true, cancellationToken).AsTask().WaitAsync(cancellationToken);
        }
        catch (Exception error) when (error is SchedulerException or DbException or OperationCanceledException)
        {
            log.LogWarning("The scheduler did not stop cleanly; the others take over what it held: {Error}", error.GetBaseException().Message);
        }
    }

    private async Task<bool> TryStartAsync(CancellationToken stoppingToken)
    {
        try
        {
            _scheduler = await factory.GetScheduler(stoppingToken);
            await setup.ApplyAsync(_scheduler, stoppingToken);
            await _scheduler.Start(stoppingToken);
            return true;
        }
        catch (Exception error) when (error is SchedulerException or DbException)
        {
            log.LogError("The schedules cannot be read or written, trying again in {Seconds:0} s: {Error}", Again.TotalSeconds, SqlDatabase.ReasonOf(error));
            return false;
        }
    }
}
