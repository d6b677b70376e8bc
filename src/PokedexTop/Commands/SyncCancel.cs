using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.CommandLine;
using PokedexTop.Composition;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Documents;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Language;
using PokedexTop.Normalize.Status;
using PokedexTop.Remote;
using PokedexTop.Syncs;
using PokedexTop.Web.Admin;

namespace PokedexTop.Commands;

/// <summary><c>sync --cancel</c>: ends unfinished syncs, whoever works on them or nobody; what they fetched stays.</summary>
internal static class SyncCancel
{
    /// <summary>Far more than can be unfinished at once.</summary>
    private const int Looked = 200;

    /// <param name="arguments">The verb's arguments.</param>
    /// <param name="order">Names the scope; everything: whatever is unfinished.</param>
    /// <param name="dryRun">Whether nothing was to be written, which this cannot promise.</param>
    /// <param name="server">The deployment to ask; null for the configured database.</param>
    /// <param name="cancellationToken">Stops asking.</param>
    public static async Task<int> RunAsync(ParseResult arguments, SyncOrder order, bool dryRun, RemoteServer? server, CancellationToken cancellationToken)
    {
        if (order.Force || order.Images || dryRun)
            throw new ConfigurationException("--cancel ends syncs and starts none: leave out --force, --images and --dry-run.");
        var cancelled = server is null ? await HereAsync(arguments, order.Scope, cancellationToken) : await ByServerAsync(server, order.Scope, cancellationToken);
        if (order.Json)
            JsonOutput.Write(new { Cancelled = cancelled.Select(sync => new { sync.SyncId, sync.Scope }) });
        else
            CommandOutput.Line(cancelled.Count == 0
                ? $"There is no unfinished sync{(order.Scope.IsEverything ? "" : $" of {order.Scope}")}."
                : $"Cancelled: {English.Count(cancelled.Count, "sync")} of {string.Join(", of ", cancelled.Select(sync => sync.Scope))}. What was fetched stays.");
        return ExitCode.Done;
    }

    private static async Task<List<SyncLine>> HereAsync(ParseResult arguments, SyncScope scope, CancellationToken cancellationToken)
    {
        await using var services = await ProgramServices.ForReadingAsync(arguments, null, cancellationToken);
        var runs = services.GetRequiredService<SyncRuns>();
        var cancelled = new List<SyncLine>();
        foreach (var run in await runs.UnfinishedAsync(cancellationToken))
        {
            // One by one: the whole verb, repeated, would not tell of those it cancelled before.
            if (IsMeant(SyncScope.Parse(run.Scope).ToString(), scope)
                && await Interruptions.RepeatAsync(services.GetRequiredService<SqlDatabase>, () => runs.CancelAsync(run.SyncId, cancellationToken), cancellationToken))
                cancelled.Add(SyncLine.Of(run, services.GetRequiredService<TimeProvider>().UtcNow()));
        }
        return cancelled;
    }

    private static async Task<List<SyncLine>> ByServerAsync(RemoteServer server, SyncScope scope, CancellationToken cancellationToken)
    {
        var cancelled = new List<SyncLine>();
        foreach (var sync in (await server.GetAsync<SyncListDocument>($"syncs?count={Looked}", cancellationToken)).Syncs)
        {
            if (!SyncStatus.IsFinished(sync.Status) && IsMeant(sync.Scope, scope)
                && (await server.PostAsync<SyncReport>($"syncs/{sync.SyncId}/cancel", null, cancellationToken)).Sync.Status == SyncStatus.Cancelled)
                cancelled.Add(sync);
        }
        return cancelled;
    }

    private static bool IsMeant(string unfinished, SyncScope asked) => asked.IsEverything || unfinished == asked.ToString();
}
