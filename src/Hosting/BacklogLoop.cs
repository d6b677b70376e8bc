using Microsoft.Extensions.Logging;

namespace PokedexTop.Hosting;

/// <summary>
/// Works off a stage's backlog at start, on an interval, and whenever it is woken. What fails is told, shown by readiness and
/// tried again at the next look: the rows stay as they are.
/// </summary>
/// <param name="stage">The stage's name, as <c>run</c> takes it.</param>
/// <param name="start">Says when the tables are there, and takes what keeps the stage from working.</param>
/// <param name="interval">Between looks that nothing else brought about.</param>
/// <param name="log">Where failures are told.</param>
public sealed class BacklogLoop(string stage, StageStart start, TimeSpan interval, ILogger log)
{
    /// <param name="work">Works off what there is.</param>
    /// <param name="wait">Waits for so long at most, or until there may be more to do.</param>
    /// <param name="stopping">Ends the loop.</param>
    public async Task RunAsync(Func<CancellationToken, Task> work, Func<TimeSpan, CancellationToken, Task> wait, CancellationToken stopping)
    {
        await start.ReadyAsync(stopping);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await work(stopping);
                start.Failures.Worked(stage);
            }
            // Database providers throw their own exception types on cancellation.
            catch (Exception) when (stopping.IsCancellationRequested)
            {
                break;
            }
            catch (Exception error)
            {
                if (start.Failures.Failed(stage, error) is { } reason)
                    log.LogError("The {Stage} stage could not work off its backlog: {Error}", stage, reason);
            }
            // Jitter: several processes started together should not look together for ever.
            await wait(interval * (0.85 + Random.Shared.NextDouble() * 0.3), stopping)
                .ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }
}
