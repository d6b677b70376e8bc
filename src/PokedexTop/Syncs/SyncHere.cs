using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.CommandLine;
using PokedexTop.Hosting.Health;
using PokedexTop.Ingest;
using PokedexTop.Ingest.Sources;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Normalize;

namespace PokedexTop.Syncs;

/// <summary>A sync by this process: it hosts Ingest and Normalize until both are drained.</summary>
internal static class SyncHere
{
    public static async Task<int> RunAsync(ProgramConfiguration configuration, SyncOrder order, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        await using var host = StageHost.Create(configuration, [IngestStage.Name, NormalizeStage.Name], services =>
        {
            services.AddSingleton<SyncFollower>();
            services.AddSingleton(provider => ActivatorUtilities.CreateInstance<RequestedSync>(provider, order.Scope, order.Force));
            services.AddSingleton<IBeforeStages>(provider => provider.GetRequiredService<RequestedSync>());
        });
        try
        {
            await host.StartAsync(cancellationToken);
            var syncId = host.Services.GetRequiredService<RequestedSync>().SyncId;
            var source = host.Services.GetRequiredService<ICardSource>();
            var view = await SyncDisplay.ShowAsync($"Sync of {order.Scope} from {source.Name} ({source.Location})",
                show => host.Services.GetRequiredService<SyncFollower>().FollowAsync(syncId, normalizes: true, show, cancellationToken));
            return order.Report(view, Stopwatch.GetElapsedTime(began));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return CommandOutput.Fail($"Stopped. What was fetched is kept; the next 'pokedextop sync' of {order.Scope} goes on from there.", ExitCode.Failed);
        }
    }
}
