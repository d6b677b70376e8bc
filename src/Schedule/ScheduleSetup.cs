using Quartz;

namespace PokedexTop.Schedule;

/// <summary>Brings the job store to what is configured. A schedule that is unchanged keeps its next time and stays paused if it was.</summary>
internal sealed class ScheduleSetup(ScheduleSettings settings)
{
    /// <summary>A database or broker that is away for a while does not cost a weekly sync its week.</summary>
    private static readonly RetryPolicy Retry = RetryPolicy.Exponential(5, TimeSpan.FromSeconds(15), factor: 4);

    /// <summary>A trigger of its own for one run by hand, which is tried again like those on time.</summary>
    public static ITrigger OnceNow(ScheduleDefinition definition) => TriggerBuilder.Create()
        .WithIdentity($"{definition.Name}-by-hand-{Guid.NewGuid():N}", ScheduleDefinition.Group)
        .ForJob(definition.JobKey)
        .WithRetryPolicy(Retry)
        .StartNow()
        .Build();

    public async Task ApplyAsync(IScheduler scheduler, CancellationToken cancellationToken)
    {
        foreach (var setting in settings.All)
            await ApplyAsync(scheduler, setting, cancellationToken);
    }

    private static async Task ApplyAsync(IScheduler scheduler, ScheduleSetting setting, CancellationToken cancellationToken)
    {
        var definition = setting.Definition;
        // Durable: it stays without a trigger, so that a schedule that is off can still be run by hand. Recovery: a command that
        // a dying process may have sent is sent again, which does no harm.
        await scheduler.AddJob(
            JobBuilder.Create<SendCommandJob>().WithIdentity(definition.JobKey).WithDescription(definition.Description).StoreDurably().RequestRecovery().Build(),
            AddJobOptions.Replacing, cancellationToken);
        if (!setting.Enabled)
        {
            await scheduler.UnscheduleJob(definition.TriggerKey, cancellationToken);
            return;
        }
        var wanted = Trigger(setting);
        if (await scheduler.GetTrigger(definition.TriggerKey, cancellationToken) is not { } stored)
        {
            // Another scheduler may just be doing the same.
            await scheduler.ScheduleTrigger(wanted, TriggerConflict.Keep, cancellationToken);
            return;
        }
        if (IsSame(stored, wanted))
        {
            await scheduler.ResetTriggerFromErrorState(definition.TriggerKey, cancellationToken);
            return;
        }
        var paused = await scheduler.GetTriggerState(definition.TriggerKey, cancellationToken) == TriggerState.Paused;
        await scheduler.RescheduleJob(definition.TriggerKey, wanted, cancellationToken);
        if (paused)
            await scheduler.PauseTrigger(definition.TriggerKey, cancellationToken);
    }

    private static ITrigger Trigger(ScheduleSetting setting) => TriggerBuilder.Create()
        .WithIdentity(setting.Definition.TriggerKey)
        .ForJob(setting.Definition.JobKey)
        .WithDescription(setting.Definition.Description)
        .WithRetryPolicy(Retry)
        .WithCronSchedule(setting.Cron, cron => cron.InTimeZone(setting.TimeZone).WithMisfireInstruction(setting.Definition.Misfire))
        .Build();

    private static bool IsSame(ITrigger stored, ITrigger wanted) =>
        stored is ICronTrigger was && wanted is ICronTrigger now
        && was.CronExpressionString == now.CronExpressionString && was.TimeZone.Id == now.TimeZone.Id && was.MisfireInstruction == now.MisfireInstruction;
}
