using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Collections.Status;
using PokedexTop.Data;
using PokedexTop.Hosting;
using PokedexTop.Images.Status;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Sources;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Normalize;
using PokedexTop.Normalize.Silver;

namespace PokedexTop.Web.Status;

/// <summary>Reads the status from the tables, at most every two seconds however many people look.</summary>
internal sealed class CatalogueStatusReader(SqlDatabase database, SyncRuns runs, FetchRows fetches, NormalizeBacklog normalize, ImagesStatus images, CollectionsStatus collections, SourceHealth health, StageStart start, TimeProvider time, IServiceProvider services) : IDisposable
{
    private const string SourceUnreadable = "The source cannot be read";

    private static readonly TimeSpan Keep = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan KeepCollections = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private CatalogueStatus? _last;
    private CollectionsReport? _collections;
    private long _countedAt;
    private long _readAt;

    public async Task<CatalogueStatus> ReadAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_last is not null && time.GetElapsedTime(_readAt) < Keep)
                return _last;
            _last = await QueryAsync(cancellationToken);
            _readAt = time.GetTimestamp();
            return _last;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>What collections hold, at most once a minute: they may be millions of lots. Null while there is nothing to read.</summary>
    public async Task<CollectionsReport?> CollectionsAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (start.Waiting is null && (_collections is null || time.GetElapsedTime(_countedAt) > KeepCollections))
                (_collections, _countedAt) = (await collections.ReadAsync(cancellationToken), time.GetTimestamp());
            return _collections;
        }
        catch (DbException)
        {
            // The page tells of it elsewhere.
            return null;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task<CatalogueStatus> QueryAsync(CancellationToken cancellationToken)
    {
        // In a process of web alone no source is configured for sure; the runs say what the workers read.
        var source = services.GetService<ICardSource>();
        if (start.Waiting is { } waiting)
            return new CatalogueStatus(waiting, null, false, source?.Name, [], 0, 0, null, null, []);
        try
        {
            var lines = new List<SyncStatusLine>();
            var newest = await runs.LatestAsync(8, cancellationToken);
            foreach (var run in newest)
                lines.Add(Line(run, time.UtcNow(), await fetches.ProgressAsync(run.SyncId, cancellationToken)));
            var current = lines.Find(l => l.Status == SyncStatus.Running) ?? lines.FindLast(l => l.Status is SyncStatus.Requested or SyncStatus.Interrupted);
            var backlog = (await normalize.CountAsync(cancellationToken)).Total;
            var counts = await CountsAsync(cancellationToken);
            return new CatalogueStatus(null, await ProblemAsync(current, lines, source, cancellationToken) ?? await StandInAsync(cancellationToken), counts.StarterOnly, source?.Name ?? lines.FirstOrDefault()?.Source, counts.Layers, backlog, counts.Quarantine, await ImagesAsync(cancellationToken), current, lines);
        }
        catch (DbException error)
        {
            return new CatalogueStatus(database.Explain(error), null, false, source?.Name, [], 0, 0, null, null, []);
        }
    }

    private async Task<ImagesStatusLine?> ImagesAsync(CancellationToken cancellationToken)
    {
        var report = await images.ReadAsync(bySet: false, cancellationToken);
        return report.IsDeployed ? new ImagesStatusLine(report.Cards.Stored + report.Cards.Lowres, report.Cards, report.Backlog.Total, report.Trouble?.Words) : null;
    }

    private async Task<StatusProblem?> StandInAsync(CancellationToken cancellationToken) =>
        await health.StandInAsync(cancellationToken) is { } standIn ? new StatusProblem("Another source stands in", standIn) : null;

    private async Task<StatusProblem?> ProblemAsync(SyncStatusLine? current, List<SyncStatusLine> lines, ICardSource? source, CancellationToken cancellationToken)
    {
        // A run that got past the list of sets has reached its source.
        if (current is not null)
        {
            return current.Planned == 0 && await runs.FirstFailedCallAsync(current.SyncId, cancellationToken) is { } failure
                ? new StatusProblem(SourceUnreadable, $"The source{(source is null ? "" : $" '{source.Name}' at {source.Location}")} cannot be reached: {failure.TrimEnd('.')}. {source?.Advice}")
                : null;
        }
        // Who misspelled a set, or thought better of it, has learnt nothing of the source.
        var last = lines.Find(l => l.Status != SyncStatus.Cancelled && !SyncReason.IsWrongOrder(l.Reason));
        return last is not { Status: SyncStatus.Failed, Error: { } error } ? null
            : new StatusProblem(last.Reason is SyncReason.SetListUnreadable or SyncReason.EverySetFailed ? SourceUnreadable : "The last sync failed", error);
    }

    private async Task<(bool StarterOnly, IReadOnlyList<LayerStatus> Layers, int Quarantine)> CountsAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var select = connection.Command(
            """
            SELECT (SELECT MIN(feed) FROM bronze_tcg_cards), (SELECT MAX(feed) FROM bronze_tcg_cards),
                (SELECT COUNT(*) FROM bronze_tcg_sets WHERE version = 1), (SELECT COUNT(*) FROM bronze_tcg_cards WHERE version = 1),
                (SELECT COUNT(*) FROM silver_tcg_sets), (SELECT COUNT(*) FROM silver_tcg_cards WHERE retired_at IS NULL AND merged_into IS NULL),
                (SELECT COUNT(*) FROM silver_rejects WHERE resolved_at IS NULL)
            """);
        return (await select.ReadAsync(row => (
            row.TextOrNull(0) == SourceSelection.Starter && row.TextOrNull(1) == SourceSelection.Starter,
            (IReadOnlyList<LayerStatus>)[new LayerStatus("bronze", (int)row.Count(2), (int)row.Count(3)), new LayerStatus("silver", (int)row.Count(4), (int)row.Count(5))],
            (int)row.Count(6)), cancellationToken))[0];
    }

    private static SyncStatusLine Line(SyncRun run, DateTime now, FetchProgress progress) => new(
        run.SyncId, SyncScope.Parse(run.Scope).ToString(), run.Source, run.StatusAt(now), run.RequestedBy, run.RequestedAt, run.FinishedAt, progress.Planned, progress.Fetched, progress.Failed, run.Reason, run.Error);
}
