using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.CommandLine;
using PokedexTop.Composition;
using PokedexTop.Data;
using PokedexTop.Hosting;
using PokedexTop.Images;
using PokedexTop.Ingest;
using PokedexTop.Ingest.Sources;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Language;
using PokedexTop.Normalize;
using PokedexTop.Normalize.Silver;

namespace PokedexTop.Syncs;

/// <summary>A sync by this process: it hosts Ingest and Normalize until both are drained, and Images where it is waited for.</summary>
internal static class SyncHere
{
    private static readonly TimeSpan NothingMoves = TimeSpan.FromSeconds(10);

    /// <summary>No message brings what one card's change wakes of others, and Normalize's next look is later than anybody waits.</summary>
    private static readonly TimeSpan NothingComes = TimeSpan.FromSeconds(0.5);

    public static async Task<int> RunAsync(ProgramConfiguration configuration, SyncOrder order, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        await using var host = StageHost.Create(configuration, order.Images ? [IngestStage.Name, NormalizeStage.Name, ImagesStage.Name] : [IngestStage.Name, NormalizeStage.Name], services =>
        {
            services.AddSingleton<SyncFollower>();
            services.AddSingleton<OnlyRun>();
            services.AddSingleton(provider => ActivatorUtilities.CreateInstance<RequestedSync>(provider, order.Scope, order.Force));
            services.AddSingleton<IBeforeStages>(provider => provider.GetRequiredService<RequestedSync>());
        });
        try
        {
            await host.StartAsync(cancellationToken);
            var syncId = host.Services.GetRequiredService<RequestedSync>().SyncId;
            var source = host.Services.GetRequiredService<ICardSource>();
            var failures = host.Services.GetRequiredService<StageStart>().Failures;
            if (await SyncDisplay.ShowAsync($"Sync of {order.Scope} from {source.Name} ({source.Location})",
                show => host.Services.GetRequiredService<SyncFollower>().FollowAsync(syncId, normalizes: true, show, () => failures.DiskIsFull, cancellationToken)) is not { } view)
                return CommandOutput.Fail("Make room and run the same command again: it goes on from there.", ExitCode.Failed);
            var texts = await host.Services.GetRequiredService<SyncFollower>().FollowTextsAsync(syncId, normalizes: true, () => failures.DiskIsFull, cancellationToken);
            var left = await DrainAsync(host.Services, () => failures.DiskIsFull, cancellationToken);
            var images = order.Images && left == 0 ? await ImagesFollower.FollowAsync(host.Services, static () => false, cancellationToken) : null;
            var code = order.Report(view, Stopwatch.GetElapsedTime(began), texts, source, images);
            return left == 0 ? code : CommandOutput.Fail(
                $"Normalize could not work off {English.Count(left, "item")} that earlier syncs left; the errors above say why. The next 'pokedextop sync' tries again.", ExitCode.Failed);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new CommandFailedException($"Stopped. What was fetched is kept; the next 'pokedextop sync' of {order.Scope} goes on from there, and 'pokedextop sync --cancel' ends it.");
        }
    }

    /// <summary>What an interrupted sync left is worked off by this process too. It ends when nothing is left, or nothing moves any more.</summary>
    /// <returns>What is left.</returns>
    private static async Task<int> DrainAsync(IServiceProvider services, Func<bool> isPointless, CancellationToken cancellationToken)
    {
        var backlog = services.GetRequiredService<NormalizeBacklog>();
        var reads = new PatientReads(services.GetRequiredService<SqlDatabase>(), services.GetRequiredService<TimeProvider>());
        var (left, moved, drained) = (int.MaxValue, Stopwatch.GetTimestamp(), false);
        while ((await reads.AskAsync(() => backlog.CountAsync(cancellationToken), cancellationToken)).Total is > 0 and var now)
        {
            if (now != left)
                (left, moved) = (now, Stopwatch.GetTimestamp());
            else if (!drained && Stopwatch.GetElapsedTime(moved) > NothingComes)
                drained = await reads.AskAsync(() => DrainNowAsync(services, cancellationToken), cancellationToken);
            else if (Stopwatch.GetElapsedTime(moved) > NothingMoves || isPointless())
                return left;
            await Task.Delay(250, cancellationToken);
        }
        return 0;
    }

    private static async Task<bool> DrainNowAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await services.GetRequiredService<NormalizeWork>().DrainAsync(cancellationToken);
        return true;
    }
}
