using Microsoft.Extensions.Logging;
using Quartz;

namespace PokedexTop.Schedule;

/// <summary>
/// The one job: it sends its schedule's command and returns. Its name stands in the job store, so renaming it, or its
/// assembly, needs a migration.
/// </summary>
internal sealed class SendCommandJob(ScheduledCommands commands, ILogger<SendCommandJob> log) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var schedule = context.JobDetail.Key.Name;
        var outcome = await commands.SendAsync(schedule, cancellationToken);
        log.LogInformation("Schedule {Schedule} fired: {Outcome}", schedule, outcome);
    }
}
