using Quartz;

namespace PokedexTop.Schedule;

/// <summary>A schedule as it stands in the job store.</summary>
/// <param name="State">One of <see cref="ScheduleState"/>.</param>
/// <param name="Cron">Null while it is off.</param>
/// <param name="PreviousAt">When it last fired by itself, UTC.</param>
/// <param name="NextAt">When it fires next; null while it is off or paused.</param>
public sealed record ScheduleInfo(string Name, string Description, string State, string? Cron, string? TimeZone, DateTime? PreviousAt, DateTime? NextAt);

/// <summary>The states of a schedule.</summary>
public static class ScheduleState
{
    public const string Active = "active";
    public const string Paused = "paused";
    /// <summary>Switched off by configuration.</summary>
    public const string Off = "off";
    /// <summary>Its job cannot be made: its type is another program's. A scheduler that starts resets it.</summary>
    public const string Error = "error";
    /// <summary>No scheduler has started on this database yet.</summary>
    public const string Missing = "missing";
}

/// <summary>
/// Lists and changes schedules, in the process that runs the scheduler and beside it: a scheduler that is not started writes to
/// the same tables, and the one that is sees it within seconds. In memory there is one process, and its scheduler is this one.
/// </summary>
public sealed class Schedules(ISchedulerFactory factory)
{
    public async Task<IReadOnlyList<ScheduleInfo>> ListAsync(CancellationToken cancellationToken)
    {
        var scheduler = await factory.GetScheduler(cancellationToken);
        var list = new List<ScheduleInfo>();
        foreach (var definition in ScheduleDefinition.All)
            list.Add(await InfoAsync(scheduler, definition, cancellationToken));
        return list;
    }

    /// <summary>Processes whose scheduler is alive, as their check-ins of the last seconds tell; none means that nothing fires.</summary>
    public async Task<int> RunningSchedulersAsync(CancellationToken cancellationToken)
    {
        var scheduler = await factory.GetScheduler(cancellationToken);
        if (!(await scheduler.GetMetadata(cancellationToken)).JobStoreClustered)
            return scheduler.Status == SchedulerStatus.Running ? 1 : 0;
        return (await scheduler.QueryClusterNodes(cancellationToken)).Count(node => node is { State: ClusterNodeState.Alive, LastCheckInUtc: not null });
    }

    /// <summary>Stops a schedule from firing until it is resumed.</summary>
    /// <returns>What it is now; null when there is no schedule of that name.</returns>
    public Task<ScheduleInfo?> PauseAsync(string name, CancellationToken cancellationToken) =>
        ChangeAsync(name, async (scheduler, definition) => await scheduler.PauseTrigger(definition.TriggerKey, cancellationToken), cancellationToken);

    /// <inheritdoc cref="PauseAsync" />
    /// <summary>Lets it fire again, from its next time on.</summary>
    public Task<ScheduleInfo?> ResumeAsync(string name, CancellationToken cancellationToken) =>
        ChangeAsync(name, async (scheduler, definition) => await scheduler.ResumeTrigger(definition.TriggerKey, cancellationToken), cancellationToken);

    /// <inheritdoc cref="PauseAsync" />
    /// <summary>Fires it once, now, also while it is paused or off.</summary>
    public Task<ScheduleInfo?> RunAsync(string name, CancellationToken cancellationToken) =>
        ChangeAsync(name, async (scheduler, definition) =>
        {
            if (await scheduler.Exists(definition.JobKey, cancellationToken))
                await scheduler.ScheduleTrigger(ScheduleSetup.OnceNow(definition), TriggerConflict.Keep, cancellationToken);
        }, cancellationToken);

    private async Task<ScheduleInfo?> ChangeAsync(string name, Func<IScheduler, ScheduleDefinition, Task> change, CancellationToken cancellationToken)
    {
        if (ScheduleDefinition.All.FirstOrDefault(d => d.Name == name) is not { } definition)
            return null;
        var scheduler = await factory.GetScheduler(cancellationToken);
        await change(scheduler, definition);
        return await InfoAsync(scheduler, definition, cancellationToken);
    }

    private static async Task<ScheduleInfo> InfoAsync(IScheduler scheduler, ScheduleDefinition definition, CancellationToken cancellationToken)
    {
        if (await scheduler.GetTrigger(definition.TriggerKey, cancellationToken) is not ICronTrigger trigger)
        {
            var state = await scheduler.Exists(definition.JobKey, cancellationToken) ? ScheduleState.Off : ScheduleState.Missing;
            return new ScheduleInfo(definition.Name, definition.Description, state, null, null, null, null);
        }
        var fires = await scheduler.GetTriggerState(definition.TriggerKey, cancellationToken) switch
        {
            TriggerState.Paused => ScheduleState.Paused,
            TriggerState.Error => ScheduleState.Error,
            _ => ScheduleState.Active,
        };
        return new ScheduleInfo(definition.Name, definition.Description, fires, trigger.CronExpressionString, trigger.TimeZone.Id,
            trigger.PreviousFireTimeUtc?.UtcDateTime, fires == ScheduleState.Active ? trigger.NextFireTimeUtc?.UtcDateTime : null);
    }
}
