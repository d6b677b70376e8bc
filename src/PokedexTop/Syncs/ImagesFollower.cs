using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.CommandLine;
using PokedexTop.Hosting.Data;
using PokedexTop.Images;
using PokedexTop.Images.Status;
using PokedexTop.Images.Upkeep;
using Spectre.Console;

namespace PokedexTop.Syncs;

/// <summary>
/// <c>sync --images</c>: waits in the tables, whichever process does the work, until every picture that is due has had one
/// attempt. What failed before is due once more.
/// </summary>
internal static class ImagesFollower
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(250);

    /// <summary>Longer than an origin may take over a picture.</summary>
    private static readonly TimeSpan s_nothingMoves = TimeSpan.FromMinutes(3);

    /// <param name="services">Those of the images layer.</param>
    /// <param name="looked">Called at every look.</param>
    /// <param name="cancellationToken">Stops watching.</param>
    /// <returns>Pictures by state.</returns>
    /// <exception cref="CommandFailedException">Nobody works on them, or the work does not come forward.</exception>
    public static async Task<ImageCounts> FollowAsync(IServiceProvider services, Action looked, CancellationToken cancellationToken)
    {
        await services.GetRequiredService<ImageRetries>().RetryFailedAsync(cancellationToken);
        services.GetService<ImagesWake>()?.Call();
        var asOf = services.GetRequiredService<TimeProvider>().UtcNow();
        var backlog = services.GetRequiredService<ImageBacklog>();
        await ShowAsync(async show =>
        {
            var (left, moved) = (int.MaxValue, Stopwatch.GetTimestamp());
            while ((await backlog.CountUntriedAsync(asOf, cancellationToken)).Total is > 0 and var now)
            {
                show(now);
                looked();
                if (now != left)
                    (left, moved) = (now, Stopwatch.GetTimestamp());
                else if (Stopwatch.GetElapsedTime(moved) > s_nothingMoves)
                    throw new CommandFailedException($"The catalogue is up to date, but {left:N0} images do not come forward: no process works on them, or it cannot. Its log says why; 'pokedextop status' shows how many are left.");
                await Task.Delay(s_look, cancellationToken);
            }
            show(0);
        });
        return await services.GetRequiredService<ImagesStatus>().CardsAsync(cancellationToken);
    }

    private static async Task ShowAsync(Func<Action<int>, Task> follow)
    {
        if (!CommandOutput.IsTerminal)
        {
            var told = Stopwatch.GetTimestamp();
            await follow(left =>
            {
                if (left == 0 || Stopwatch.GetElapsedTime(told) < SyncDisplay.Interval)
                    return;
                told = Stopwatch.GetTimestamp();
                CommandOutput.Remark($"Images: {left:N0} to go");
            });
            return;
        }
        await CommandOutput.Error.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(context =>
            {
                var bar = context.AddTask("Images", maxValue: 1);
                var most = 1;
                return follow(left =>
                {
                    // Cards still to be planned count once; what is due of them comes on top.
                    most = Math.Max(most, left);
                    (bar.MaxValue, bar.Value) = (most, most - left);
                    bar.Description = $"Images: {left:N0} to go".PadRight(44);
                });
            });
    }
}
