using PokedexTop.Contracts;
using PokedexTop.Data;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Messaging;

namespace PokedexTop.Schedule;

/// <summary>
/// Sends what a schedule asks for: a sync's row and the message that wakes Ingest, or a command. It does no work itself, and
/// sending twice does the work once: an unfinished sync of the same scope is joined.
/// </summary>
internal sealed class ScheduledCommands(SyncStarter starter, SyncRuns runs, StagePublisher publisher, SqlDatabase database)
{
    public const string RequestedBy = "schedule";

    private const string NoCatalogue = "nothing to do before the first sync has brought the catalogue";

    /// <summary>How long the broker may take; what is not sent is tried again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <returns>What was done, for the log.</returns>
    public Task<string> SendAsync(string schedule, CancellationToken cancellationToken) => schedule switch
    {
        ScheduleNames.FullSync => StartAsync(new SyncScope(), cancellationToken),
        ScheduleNames.PriceRefresh => RefreshPricesAsync(cancellationToken),
        ScheduleNames.NewSetCheck => CheckForNewSetsAsync(cancellationToken),
        ScheduleNames.SpeciesRefresh => RefreshSpeciesAsync(cancellationToken),
        ScheduleNames.MissingImageRetry => RetryImagesAsync(cancellationToken),
        ScheduleNames.Housekeeping => TidyUpAsync(cancellationToken),
        ScheduleNames.LakeWrite => WriteLakeAsync(cancellationToken),
        _ => Task.FromResult("this program knows no such schedule; a newer one has left it"),
    };

    /// <summary>A source without prices (a folder, the starter catalogue) has none to refresh: the rows tell, whatever is configured here.</summary>
    private async Task<string> RefreshPricesAsync(CancellationToken cancellationToken) =>
        await AnyAsync("SELECT id FROM bronze_tcg_prices ORDER BY id", cancellationToken)
            ? await StartAsync(new SyncScope(), cancellationToken)
            : "no source with prices was read yet";

    private async Task<string> CheckForNewSetsAsync(CancellationToken cancellationToken)
    {
        // Where no set is up to date, every set is new: that is the first sync, which somebody else asks for.
        if (!await HasCatalogueAsync(cancellationToken))
            return NoCatalogue;
        if ((await runs.UnfinishedAsync(cancellationToken)).Find(run => SyncScope.Parse(run.Scope).IsEverything) is { } everything)
            return $"sync {everything.SyncId} of everything is under way and finds them";
        return await StartAsync(new SyncScope { NewSets = true }, cancellationToken);
    }

    private async Task<string> RefreshSpeciesAsync(CancellationToken cancellationToken)
    {
        if (!await HasCatalogueAsync(cancellationToken))
            return NoCatalogue;
        using var bound = Bound(cancellationToken);
        await publisher.PublishMandatoryAsync([new RefreshSpecies(RequestedBy)], bound.Token);
        return "Ingest was asked";
    }

    private async Task<string> RetryImagesAsync(CancellationToken cancellationToken)
    {
        using var bound = Bound(cancellationToken);
        await publisher.PublishAsync([new RetryImages(RequestedBy)], bound.Token);
        return "Images was asked, where it is deployed";
    }

    private async Task<string> TidyUpAsync(CancellationToken cancellationToken)
    {
        using var bound = Bound(cancellationToken);
        await publisher.PublishAsync([new TidyUp(RequestedBy)], bound.Token);
        return "each stage that is deployed was asked";
    }

    private async Task<string> WriteLakeAsync(CancellationToken cancellationToken)
    {
        if (!await HasCatalogueAsync(cancellationToken))
            return NoCatalogue;
        using var bound = Bound(cancellationToken);
        await publisher.PublishAsync([new WriteLake(RequestedBy)], bound.Token);
        return "the lake's writer was asked, where one is deployed";
    }

    private async Task<string> StartAsync(SyncScope scope, CancellationToken cancellationToken)
    {
        var (syncId, joined, _) = await starter.StartAsync(new SyncRequest(scope, null, null, Force: false, RequestedBy), cancellationToken);
        return joined ? $"sync {syncId} of {scope} is under way already" : $"sync {syncId} of {scope} was requested";
    }

    private Task<bool> HasCatalogueAsync(CancellationToken cancellationToken) =>
        AnyAsync("SELECT requested_at FROM bronze_sync_runs WHERE status IN ('completed', 'partial') ORDER BY requested_at", cancellationToken);

    private async Task<bool> AnyAsync(string ordered, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command(database.First(ordered, 1));
        return (await select.ReadAsync(_ => true, cancellationToken)).Count > 0;
    }

    private static CancellationTokenSource Bound(CancellationToken cancellationToken)
    {
        var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bound.CancelAfter(Patience);
        return bound;
    }
}
