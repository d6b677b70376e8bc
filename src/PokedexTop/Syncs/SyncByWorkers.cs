using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.CommandLine;
using PokedexTop.Composition;
using PokedexTop.Images;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Messaging;
using PokedexTop.Normalize;

namespace PokedexTop.Syncs;

/// <summary>A sync by the deployment's workers: this process hands in the row, wakes them over RabbitMQ, and watches. It hosts no stage.</summary>
internal static class SyncByWorkers
{
    public static async Task<int> RunAsync(ProgramConfiguration configuration, SyncOrder order, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        await using var host = StageHost.Create(configuration, [], services => services.AddSingleton<SyncFollower>());
        try
        {
            await host.StartAsync(cancellationToken);
            var (syncId, _, woken) = await host.Services.GetRequiredService<SyncStarter>().StartAsync(order.ForWorkers(configuration), cancellationToken);
            if (!woken)
                CommandOutput.Remark("The broker does not answer. The sync is handed in; Ingest takes it at its next look at the tables.");
            var normalizes = await StageDeployment.ConsumesAsync(configuration.Settings, NormalizeQueues.NormalizeCards, cancellationToken);
            if (!normalizes)
                CommandOutput.Remark("No process consumes normalize-cards: this waits for the fetch only, and silver catches up when Normalize comes.");
            var view = await SyncDisplay.ShowAsync($"Sync of {order.Scope} by the workers behind {configuration.Settings.RabbitMq!.Host}",
                show => host.Services.GetRequiredService<SyncFollower>().FollowAsync(syncId, normalizes, show, cancellationToken));
            var texts = await host.Services.GetRequiredService<SyncFollower>().FollowTextsAsync(syncId, normalizes, static () => false, cancellationToken);
            return order.Report(view, Stopwatch.GetElapsedTime(began), texts, images: await ImagesAsync(host, configuration, order, cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new CommandFailedException("Stopped watching. The workers go on with the sync; 'pokedextop status' shows how far it is.");
        }
    }

    private static async Task<ImagesFollowed?> ImagesAsync(StageHost host, ProgramConfiguration configuration, SyncOrder order, CancellationToken cancellationToken)
    {
        if (!order.Images)
            return null;
        if (await StageDeployment.ConsumesAsync(configuration.Settings, ImagesQueues.PlanImages, cancellationToken))
            return await ImagesFollower.FollowAsync(host.Services, static () => false, cancellationToken);
        CommandOutput.Remark("No process consumes plan-images: images are not waited for, and follow when Images comes.");
        return null;
    }
}
