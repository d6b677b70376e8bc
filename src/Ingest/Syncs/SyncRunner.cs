using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PokedexTop.Contracts;
using PokedexTop.Data;
using PokedexTop.Hosting;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Sources;
using PokedexTop.Ingest.Telemetry;
using PokedexTop.Messaging;

namespace PokedexTop.Ingest.Syncs;

/// <summary>
/// Carries out sync runs: takes one, plans it, fetches what is due, ends it. The stage's worker calls it, woken by a message
/// or not; what is to be done stands in the tables.
/// </summary>
internal sealed class SyncRunner
{
    /// <summary>Times in a row that the database may refuse what a run writes.</summary>
    private const int MostRefusals = 3;

    /// <summary>Sets that tell, where the list of sets cannot be read, whether the source gives anything at all.</summary>
    private const int Probes = 3;

    private readonly SqlDatabase _database;
    private readonly CardSources _sources;
    private readonly SyncRuns _runs;
    private readonly FetchRows _rows;
    private readonly SetFetcher _fetcher;
    private readonly SyncPlanner _planner;
    private readonly SyncEnds _ends;
    private readonly LanguageRuns _languages;
    private readonly BronzeStore _store;
    private readonly StagePublisher _publisher;
    private readonly TimeSpan _leaseDuration;
    private readonly TimeProvider _time;
    private readonly StageStart _start;
    private readonly ILogger<SyncRunner> _log;
    private readonly IHostApplicationLifetime _lifetime;
    private readonly OnlyRun? _only;
    // The id alone tells processes apart; name and number are for whoever reads the row.
    private readonly string _owner = $"{Guid.NewGuid():N}"[..12] + $"/{Environment.ProcessId}/{Environment.MachineName}";

    private readonly ConcurrentDictionary<Guid, LeasedRun> _leased = new();

    private readonly Dictionary<Guid, int> _refusals = [];

    internal SyncRunner(SqlDatabase database, CardSources sources, SyncRuns runs, FetchRows rows, SetFetcher fetcher, SyncPlanner planner, SyncEnds ends, LanguageRuns languages, BronzeStore store, StagePublisher publisher, TimeSpan leaseDuration, TimeProvider time, StageStart start, IHostApplicationLifetime lifetime, ILogger<SyncRunner> log, OnlyRun? only) =>
        (_database, _sources, _runs, _rows, _fetcher, _planner, _ends, _languages, _store, _publisher, _leaseDuration, _time, _start, _lifetime, _log, _only) = (database, sources, runs, rows, fetcher, planner, ends, languages, store, publisher, leaseDuration, time, start, lifetime, log, only);

    /// <summary>Starts or resumes whatever stands in the tables and is due: Ingest's backlog.</summary>
    // A host stops its bus first, which a sync must not go on publishing to; the next process goes on from the tables.
    public Task WorkAsync(CancellationToken cancellationToken) => _lifetime.WhileRunningAsync(async stop =>
    {
        // The stage has worked after each step and commit, not only at the end: a whole sync may follow a failure that has passed.
        while (await StepAsync(stop))
            _start.Failures.Worked(IngestStage.Name);
    }, cancellationToken);

    /// <summary>Hands leased runs back, so that the next process goes on at once.</summary>
    public async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        foreach (var (syncId, leased) in _leased)
        {
            await _runs.ReleaseAsync(leased.Lease, cancellationToken);
            Forget(syncId, "released");
        }
    }

    /// <summary>Does one piece of work.</summary>
    /// <returns>Whether there may be more to do right away.</returns>
    private async Task<bool> StepAsync(CancellationToken cancellationToken)
    {
        foreach (var run in await _runs.UnfinishedAsync(cancellationToken))
        {
            if (_only?.SyncId is { } only && only != run.SyncId && run.RequestedBy != SyncRun.After(only))
                continue;
            LeasedRun? leased = null;
            try
            {
                if (await _sources.OfAsync(run, cancellationToken) is not { } source)
                {
                    await RefuseAsync(run, SyncReason.OtherSource, SyncErrors.OtherSource(_sources.First.Name, run.Source!, _database), cancellationToken);
                    continue;
                }
                leased = await LeaseAsync(run, source, cancellationToken);
                if (leased is not null && await ProgressAsync(run, leased, cancellationToken))
                {
                    _refusals.Remove(run.SyncId);
                    return true;
                }
            }
            catch (LeaseLostException lost)
            {
                Forget(run.SyncId, "lost");
                _log.LogWarning("{Reason}", lost.Message);
            }
            // The runs behind it would wait for ever for one that the database will never take, or whose rows are damaged.
            catch (Exception error) when (SyncErrors.OfRows(error, _database) is { } && (_refusals[run.SyncId] = _refusals.GetValueOrDefault(run.SyncId) + 1) >= MostRefusals)
            {
                _refusals.Remove(run.SyncId);
                var refusal = SyncErrors.OfRows(error, _database)!;
                if (leased is null)
                    await RefuseAsync(run, SyncReason.Database, refusal, cancellationToken);
                else
                    await EndAsync(leased, run, SyncEnd.Failed(SyncReason.Database, refusal), cancellationToken);
            }
            catch
            {
                // What this process remembers of the run may be ahead of the tables now; they are read again.
                Forget(run.SyncId, "released");
                if (leased is not null)
                    await TryReleaseAsync(leased.Lease);
                throw;
            }
        }
        return false;
    }

    private async Task<bool> ProgressAsync(SyncRun run, LeasedRun leased, CancellationToken cancellationToken)
    {
        using var inside = leased.Enter(_log);
        var progress = await _rows.ProgressAsync(run.SyncId, cancellationToken);
        if (progress.Planned == 0)
            return await PlanAsync(run, leased, cancellationToken);
        if (progress.Pending == 0)
        {
            await EndAsync(leased, run, await _ends.OfAsync(run, cancellationToken), cancellationToken);
            return true;
        }
        var probing = run.Reason == SyncReason.SetListUnreadable && progress.Fetched == 0;
        if (probing && progress.Attempted >= Probes)
        {
            await EndAsync(leased, run, SyncEnd.Failed(SyncReason.SetListUnreadable, $"{run.Error} None of the first {progress.Attempted} came, and the others are not asked for."), cancellationToken);
            return true;
        }
        var due = await _rows.DueAsync(run.SyncId, _time.UtcNow(), probing ? Probes - progress.Attempted : SetFetcher.ListOf(leased.Source), cancellationToken);
        if (due.Count == 0)
            return false;
        leased.Known ??= await _rows.KnownAsync(leased.Lease, cancellationToken);
        await _fetcher.FetchAsync(leased.Source, leased.Lease, leased.Members, leased.Known, due, () => _start.Failures.Worked(IngestStage.Name), cancellationToken);
        return true;
    }

    private async Task<bool> PlanAsync(SyncRun run, LeasedRun leased, CancellationToken cancellationToken)
    {
        var (source, lease) = (leased.Source, leased.Lease);
        using var span = IngestTelemetry.Activities.StartActivity("plan sync");
        SourceAnswer setList;
        await using (var keeper = new LeaseKeeper(_runs, lease, _time, cancellationToken))
        {
            try
            {
                setList = await source.FetchSetsAsync(run.SyncId, keeper.Token);
            }
            catch (OperationCanceledException) when (keeper.Failure is not null)
            {
                throw keeper.Failure;
            }
        }
        var plan = await _planner.MakeAsync(source, run, lease, setList, cancellationToken);
        if (plan.KeepsList)
            await _store.CommitPlanAsync(lease, setList, plan.Fetches, plan.Problem, cancellationToken);
        if (plan.Fetches.Count == 0)
        {
            await EndAsync(leased, run, plan.Problem, cancellationToken);
            return true;
        }
        return true;
    }

    private async Task EndAsync(LeasedRun leased, SyncRun run, SyncEnd end, CancellationToken cancellationToken)
    {
        var (lease, scope) = (leased.Lease, SyncScope.Parse(run.Scope));
        await _languages.RequestAfterAsync(run, lease.Feed, end, cancellationToken);
        await _runs.EndAsync(lease, end, cancellationToken);
        if (end.Error is not { } error)
            _log.LogInformation("Sync {SyncId} of {Scope} has ended: {Status}", lease.SyncId, scope, end.Status);
        else
            _log.LogWarning("Sync {SyncId} of {Scope} has ended: {Status}. {Error}", lease.SyncId, scope, end.Status, SyncErrors.WithoutAdviceGiven(error, leased.Source));
        Forget(lease.SyncId, end.Outcome, end.Error);
        // However it ended: the list of sets alone may have brought something to normalise.
        await _publisher.PublishAsync([new SyncFetched(lease.SyncId)], cancellationToken);
    }

    /// <summary>Another worker may hold it under its own source. One whose worker is gone for good would keep its feed for ever.</summary>
    private async Task RefuseAsync(SyncRun run, string reason, string error, CancellationToken cancellationToken)
    {
        if (await _runs.FailUnheldAsync(run.SyncId, reason, error, cancellationToken))
            _log.LogWarning("Sync {SyncId} has ended: {Status}. {Error}", run.SyncId, SyncStatus.Failed, error);
    }

    private void Forget(Guid syncId, string outcome, string? error = null) =>
        (_leased.TryRemove(syncId, out var leased) ? leased : null)?.End(outcome, error, _time.UtcNow());

    private async Task<LeasedRun?> LeaseAsync(SyncRun run, ICardSource source, CancellationToken cancellationToken)
    {
        if (_leased.TryGetValue(run.SyncId, out var leased))
            return leased;
        if (run.Feed is { } feed && feed != source.Feed
            || await _runs.TryTakeAsync(run, source.Feed, source.Name, _owner, _leaseDuration, cancellationToken) is not { } lease)
            return null;
        var members = new SyncMembers();
        (await _rows.MembersAsync(run.SyncId, cancellationToken)).ForEach(m => members.Add(m.FetchId, m.Members));
        return _leased[run.SyncId] = new LeasedRun(source, lease, members, SyncScope.Parse(run.Scope).ToString(), run.StartedAt ?? _time.UtcNow());
    }

    private async Task TryReleaseAsync(RunLease lease)
    {
        try
        {
            await _runs.ReleaseAsync(lease, CancellationToken.None);
        }
        catch (Exception error) when (error is DbException or InvalidOperationException)
        {
            _log.LogDebug(error, "The lease of sync {SyncId} runs out by itself", lease.SyncId);
        }
    }
}
