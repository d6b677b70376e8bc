using System.CommandLine;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.CommandLine;
using PokedexTop.Hosting.Data;
using PokedexTop.Ingest.Syncs;

namespace PokedexTop.Syncs;

/// <summary>A sync by the host that is running on the data folder: this process hands in the row and watches.</summary>
internal static class SyncByHost
{
    private static readonly TimeSpan LookForHost = TimeSpan.FromSeconds(5);

    public static async Task<int> RunAsync(ProgramConfiguration configuration, ParseResult arguments, SyncOrder order, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        var path = HostFolder.PathOf(configuration.Settings);
        await using var provider = await ProgramServices.ForReadingAsync(arguments, (services, _) => services.AddSingleton<SyncFollower>(), cancellationToken);
        if (order.SourceGiven)
            await new StarterGuard(provider.GetRequiredService<SqlDatabase>(), configuration.Source).RunAsync(cancellationToken);
        var (syncId, _) = await provider.GetRequiredService<SyncRuns>().RequestAsync(order.ForWorkers(configuration), cancellationToken);
        try
        {
            var looked = Stopwatch.GetTimestamp();
            void LookForTheHost()
            {
                if (Stopwatch.GetElapsedTime(looked) < LookForHost)
                    return;
                looked = Stopwatch.GetTimestamp();
                using var folder = DataFolder.Open(path);
                if (folder.IsHost)
                    throw new CommandFailedException("The host that did this sync has ended. Run the same command again: it goes on from there.");
            }
            var view = await SyncDisplay.ShowAsync($"Sync of {order.Scope} by the host that runs on {path} (process {DataFolder.Holder(path) ?? "unknown"})",
                show => provider.GetRequiredService<SyncFollower>().FollowAsync(syncId, normalizes: true, view =>
                {
                    show(view);
                    LookForTheHost();
                }, cancellationToken));
            var images = order.Images ? await ImagesFollower.FollowAsync(provider, LookForTheHost, cancellationToken) : null;
            return order.Report(view, Stopwatch.GetElapsedTime(began), images: images);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new CommandFailedException("Stopped watching. The host goes on with the sync; 'pokedextop status' shows how far it is.");
        }
    }
}
