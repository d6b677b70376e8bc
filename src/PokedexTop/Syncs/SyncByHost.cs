using System.CommandLine;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.CommandLine;
using PokedexTop.Composition;
using PokedexTop.Data;
using PokedexTop.Ingest.Syncs;

namespace PokedexTop.Syncs;

/// <summary>A sync by the host that is running on the data folder: this process hands in the row and watches.</summary>
internal static class SyncByHost
{
    private static readonly TimeSpan s_lookForHost = TimeSpan.FromSeconds(1);

    /// <param name="configuration">What is configured.</param>
    /// <param name="arguments">The verb's arguments.</param>
    /// <param name="order">What is asked for.</param>
    /// <param name="folder">The folder, whose host another process is.</param>
    /// <param name="cancellationToken">Stops watching.</param>
    /// <returns>The exit code; null where the host ended before the sync did, and this process is the folder's host now.</returns>
    public static async Task<int?> RunAsync(ProgramConfiguration configuration, ParseResult arguments, SyncOrder order, DataFolder folder, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        await using var provider = await OpenAsync(arguments, folder, cancellationToken);
        if (provider is null)
            return null;
        if (order.SourceGiven)
        {
            HostSource.Check(folder, configuration.Source);
            await new StarterGuard(provider.GetRequiredService<SqlDatabase>(), configuration.Source).RunAsync(cancellationToken);
        }
        var (syncId, _) = await provider.GetRequiredService<SyncRuns>().RequestAsync(order.ForWorkers(configuration), cancellationToken);
        try
        {
            var looked = Stopwatch.GetTimestamp();
            bool HostHasEnded()
            {
                if (Stopwatch.GetElapsedTime(looked) < s_lookForHost)
                    return folder.IsHost;
                looked = Stopwatch.GetTimestamp();
                return folder.TryTake();
            }
            var view = await SyncDisplay.ShowAsync($"Sync of {order.Scope} by the host that runs on {folder.Path} (process {DataFolder.Holder(folder.Path) ?? "unknown"})",
                show => provider.GetRequiredService<SyncFollower>().FollowAsync(syncId, normalizes: true, show, HostHasEnded, cancellationToken));
            var texts = view is null ? [] : await provider.GetRequiredService<SyncFollower>().FollowTextsAsync(syncId, normalizes: true, HostHasEnded, cancellationToken);
            var images = view is not null && order.Images ? await ImagesFollower.FollowAsync(provider, HostHasEnded, cancellationToken) : null;
            if (view is not null && (images is not null || !order.Images))
                return order.Report(view, Stopwatch.GetElapsedTime(began), texts, images: images);
            await CheckSourceAsync(provider, syncId, configuration, cancellationToken);
            CommandOutput.Remark("The host has ended before this sync did; this process goes on with it.");
            return null;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new CommandFailedException("Stopped watching. The host goes on with the sync; 'pokedextop status' shows how far it is.");
        }
    }

    /// <summary>The layers, once the host has made their tables; null where it ended before.</summary>
    private static async Task<ServiceProvider?> OpenAsync(ParseResult arguments, DataFolder folder, CancellationToken cancellationToken)
    {
        try
        {
            return await ProgramServices.ForReadingAsync(arguments, (services, _) => services.AddSingleton<SyncFollower>(), cancellationToken);
        }
        catch (CommandFailedException) when (folder.TryTake())
        {
            return null;
        }
    }

    /// <summary>What a host began with one source is not finished with another, which may need the network or replace what is there.</summary>
    /// <exception cref="CommandFailedException">This process would read another source.</exception>
    private static async Task CheckSourceAsync(ServiceProvider provider, Guid syncId, ProgramConfiguration configuration, CancellationToken cancellationToken)
    {
        if ((await provider.GetRequiredService<SyncRuns>().FindAsync(syncId, cancellationToken))?.Source is { } began && began != configuration.Source.Name)
            throw new CommandFailedException($"The host that did this sync has ended. It read '{began}', and this process is configured to read '{configuration.Source.Name}': start the host again, or name the source with --source, and the sync goes on from there.");
    }
}
