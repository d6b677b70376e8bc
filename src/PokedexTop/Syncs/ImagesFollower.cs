using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.CommandLine;
using PokedexTop.Data;
using PokedexTop.Hosting;
using PokedexTop.Images;
using PokedexTop.Images.Rows;
using PokedexTop.Images.Status;
using PokedexTop.Images.Upkeep;
using PokedexTop.Language;
using Spectre.Console;

namespace PokedexTop.Syncs;

/// <summary>What became of images that were waited for.</summary>
/// <param name="Cards">By the state of their picture.</param>
/// <param name="Trouble">Null where no picture fails.</param>
internal sealed record ImagesFollowed(ImageCounts Cards, ImageTrouble? Trouble);

/// <summary>
/// <c>sync --images</c>: waits in the tables, whichever process does the work, until every picture that is due has had one
/// attempt. What failed before is due once more.
/// </summary>
internal static class ImagesFollower
{
    /// <summary>How often it is asked why pictures fail, which reads more than the number that is left.</summary>
    private static readonly TimeSpan s_betweenReasons = TimeSpan.FromSeconds(2);

    /// <summary>Leaves room for the bar on a terminal of 80 columns.</summary>
    private const int DescriptionWidth = 60;

    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(250);

    /// <summary>Longer than an origin may take over a picture.</summary>
    private static readonly TimeSpan s_nothingMoves = TimeSpan.FromMinutes(3);

    /// <param name="services">Those of the images layer.</param>
    /// <param name="isAbandoned">Whether nobody works on them any more; asked before each look.</param>
    /// <param name="cancellationToken">Stops watching.</param>
    /// <returns>Pictures by state, and what keeps some away; null where they were abandoned.</returns>
    /// <exception cref="CommandFailedException">Nobody works on them, or the work does not come forward.</exception>
    public static async Task<ImagesFollowed?> FollowAsync(IServiceProvider services, Func<bool> isAbandoned, CancellationToken cancellationToken)
    {
        var reads = new PatientReads(services.GetRequiredService<SqlDatabase>(), services.GetRequiredService<TimeProvider>());
        await reads.AskAsync(() => services.GetRequiredService<ImageRetries>().RetryFailedAsync(cancellationToken), cancellationToken);
        services.GetService<WakeUp<ImagePlanner>>()?.Call();
        var asOf = services.GetRequiredService<TimeProvider>().UtcNow();
        var (backlog, status) = (services.GetRequiredService<ImageBacklog>(), services.GetRequiredService<ImagesStatus>());
        var abandoned = false;
        await ShowAsync(async show =>
        {
            var (left, moved) = (int.MaxValue, Stopwatch.GetTimestamp());
            var (trouble, reasoned) = (await reads.AskAsync(() => status.TroubleAsync(cancellationToken), cancellationToken), Stopwatch.GetTimestamp());
            // In this order: what a host that has ended did stands in the tables.
            abandoned = isAbandoned();
            while ((await reads.AskAsync(() => backlog.CountUntriedAsync(asOf, cancellationToken), cancellationToken)).Total is > 0 and var now)
            {
                if (abandoned)
                    return;
                if (Stopwatch.GetElapsedTime(reasoned) >= s_betweenReasons)
                    (trouble, reasoned) = (await reads.AskAsync(() => status.TroubleAsync(cancellationToken), cancellationToken), Stopwatch.GetTimestamp());
                show(now, trouble);
                if (now != left)
                    (left, moved) = (now, Stopwatch.GetTimestamp());
                else if (Stopwatch.GetElapsedTime(moved) > s_nothingMoves)
                    throw new CommandFailedException($"The catalogue is up to date, but {English.Count(left, "image")} {(left == 1 ? "does" : "do")} not come forward: no process works on that, or it cannot. Its log says why; 'pokedextop status' shows how many are left.");
                await Task.Delay(s_look, cancellationToken);
                abandoned = isAbandoned();
            }
            abandoned = false;
            show(0, null);
        });
        return abandoned ? null : new ImagesFollowed(
            await reads.AskAsync(() => status.CardsAsync(cancellationToken), cancellationToken), await reads.AskAsync(() => status.TroubleAsync(cancellationToken), cancellationToken));
    }

    private static async Task ShowAsync(Func<Action<int, ImageTrouble?>, Task> follow)
    {
        if (!CommandOutput.IsTerminal)
        {
            var told = Stopwatch.GetTimestamp();
            await follow((left, trouble) =>
            {
                if (left == 0 || Stopwatch.GetElapsedTime(told) < SyncDisplay.Interval)
                    return;
                told = Stopwatch.GetTimestamp();
                CommandOutput.Remark($"Images: {left:N0} to go{(trouble is null ? "" : $". {trouble.Words}")}");
            });
            return;
        }
        await CommandOutput.Error.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(context =>
            {
                var bar = context.AddTask("Images", maxValue: 1);
                var most = 1;
                return follow((left, trouble) =>
                {
                    // Cards still to be planned count once; what is due of them comes on top.
                    most = Math.Max(most, left);
                    (bar.MaxValue, bar.Value) = (most, most - left);
                    bar.Description = Markup.Escape(Tables.Shortened($"Images: {left:N0} to go{(trouble is null ? "" : $", {trouble.Pictures:N0} failing: {trouble.Commonest.Reason}")}".PadRight(44), DescriptionWidth));
                });
            });
    }
}
