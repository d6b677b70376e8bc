using System.Diagnostics;
using PokedexTop.CommandLine;
using PokedexTop.Configuration;
using PokedexTop.Documents;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Normalize;
using PokedexTop.Syncs;
using PokedexTop.Web.Admin;

namespace PokedexTop.Remote;

/// <summary>A sync by a deployment elsewhere: this process asks for it over the admin API and watches.</summary>
internal static class SyncByServer
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    /// <summary>Between looks once a sync takes long; whoever waits for the end hears of it within half a second.</summary>
    private static readonly TimeSpan SlowLook = TimeSpan.FromMilliseconds(400);

    /// <summary>How long a server that was there may be away: its process is replaced within this.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<int> RunAsync(RemoteServer server, SyncOrder order, string? source, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        var scope = order.Scope;
        var started = await server.PostAsync<StartedSyncDocument>("syncs", new SyncOrderDocument
        {
            Sets = scope.Sets,
            Generations = scope.Generations,
            Pokemon = scope.Pokemon,
            Cards = scope.Cards,
            NewSets = scope.NewSets,
            Force = order.Force,
            Source = source,
        }, cancellationToken);
        try
        {
            var view = await SyncDisplay.ShowAsync($"Sync of {scope} by {server.Url}", show => FollowAsync(server, started.SyncId, scope, show, cancellationToken));
            return order.Report(view, Stopwatch.GetElapsedTime(began), []);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new CommandFailedException($"Stopped watching. The server goes on with the sync; 'pokedextop status --server {server.Url}' shows how far it is.");
        }
    }

    private static async Task<SyncView> FollowAsync(RemoteServer server, Guid syncId, SyncScope scope, Action<SyncView> show, CancellationToken cancellationToken)
    {
        var (began, seen, told) = (Stopwatch.GetTimestamp(), Stopwatch.GetTimestamp(), false);
        while (true)
        {
            try
            {
                var report = await server.GetAsync<SyncReport>($"syncs/{syncId}", cancellationToken);
                seen = Stopwatch.GetTimestamp();
                if (!report.Normalizes && !told)
                {
                    told = true;
                    CommandOutput.Remark("No process there normalizes: this waits for the fetch only, and silver catches up when Normalize comes.");
                }
                var view = report.ToView(scope);
                show(view);
                if (report.Done)
                    return view;
            }
            catch (ServerUnreachableException) when (Stopwatch.GetElapsedTime(seen) < Patience)
            {
                // The sync is the deployment's; a web process that is being replaced does not end it.
            }
            await Task.Delay(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(30) ? Look : SlowLook, cancellationToken);
        }
    }

    /// <summary>What cannot be asked of a server.</summary>
    /// <exception cref="ConfigurationException">A dry run reads the source, which is the deployment's; images are waited for in its tables.</exception>
    public static void Check(bool dryRun, SyncOrder order)
    {
        if (order.Images)
            throw new ConfigurationException("--images waits in the tables and cannot be asked of a --server; there images follow by themselves where the stage is deployed, and 'pokedextop status --server' shows how far they are.");
        if (dryRun)
            throw new ConfigurationException("--dry-run looks at the source from here and compares it with the configured database; it cannot be asked of a --server.");
    }
}
