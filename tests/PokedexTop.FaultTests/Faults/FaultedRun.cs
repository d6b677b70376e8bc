using System.Data.Common;
using System.Diagnostics;
using PokedexTop.FakeApi;
using PokedexTop.FaultTests.Oracle;
using PokedexTop.FaultTests.Processes;
using PokedexTop.FaultTests.Sources;

namespace PokedexTop.FaultTests.Faults;

/// <summary>Carries one plan out: starts the processes, strikes, waits until the tables are what they must be, and stops.</summary>
internal sealed class FaultedRun
{
    /// <summary>By itself and without help, that long after the last strike; most need seconds.</summary>
    private TimeSpan Patience => _plan.Whole ? TimeSpan.FromMinutes(5) : TimeSpan.FromSeconds(90);

    private readonly FaultPlan _plan;
    private readonly IReadOnlyList<SourceState> _history;
    private readonly SortedDictionary<string, int>? _undisturbed;
    private readonly List<SourceState> _states = [];
    private readonly List<string> _notes = [];
    private readonly List<SortedDictionary<string, int>> _dumps = [];

    private FaultedRun(FaultPlan plan, ITestSource source, Deployment deployment, SortedDictionary<string, int>? undisturbed) =>
        (_plan, Source, Deployment, _undisturbed, _history) = (plan, source, deployment, undisturbed, SourceHistory.Of(plan.Whole, plan.Steady));

    public ITestSource Source { get; }

    public Deployment Deployment { get; }

    public Tables Tables => Deployment.Tables;

    public void Note(string text) => _notes.Add(text);

    /// <param name="plan">What goes wrong.</param>
    /// <param name="undisturbed">What the tables hold after the same syncs without faults; null where this is that run.</param>
    /// <param name="cancellationToken">Stops.</param>
    public static async Task<RunReport> ExecuteAsync(FaultPlan plan, SortedDictionary<string, int>? undisturbed, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        var environment = plan.Syncs.SelectMany(faults => faults).SelectMany(fault => fault.Environment).DistinctBy(pair => pair.Key).ToDictionary();
        await using var source = plan.Api ? (ITestSource)await ApiSource.StartAsync(plan.Seed, limit: null, cancellationToken) : new FolderSource();
        await using var deployment = await Deployment.CreateAsync(plan.Mode, source, environment, cancellationToken, plan.Server);
        var run = new FaultedRun(plan, source, deployment, undisturbed);
        var differences = new List<string>();
        try
        {
            for (var sync = 0; sync < plan.Syncs.Count && differences.Count == 0; sync++)
            {
                differences = await run.SyncAsync(sync, cancellationToken);
                if (undisturbed is null)
                    run._dumps.Add(TableDump.Of(run.Tables));
            }
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            // The other runs are still worth their while.
            differences.Add($"the suite failed: {error.Message}");
        }
        var stop = await deployment.StopAsync();
        run.Note($"stopped in {stop.TotalSeconds:0.0} s");
        if (differences.Count == 0)
            differences = run.Differences(plan.Syncs.Count - 1);
        differences.AddRange(deployment.Processes.SelectMany(p => p.Surprises));
        return new RunReport(plan, differences, run.FiredKinds(), run._notes, Stopwatch.GetElapsedTime(began), differences.Count > 0 ? run.Logs() : "", run._dumps, run.PointsSeen());
    }

    private async Task<List<string>> SyncAsync(int sync, CancellationToken cancellationToken)
    {
        var faults = _plan.Syncs[sync];
        Source.Become(_history[sync]);
        _states.Add(_history[sync]);
        if (Source is ApiSource { Api.Faults: var slow } && !faults.Any(f => f.MayFailSets) && faults.Any(f => f.Slowness > 0))
            (slow.SlowPause, slow.Choose) = (TimeSpan.FromMilliseconds(faults.Max(f => f.Slowness)), _ => FakeFault.SlowDrip);
        foreach (var fault in faults)
            fault.Prepare(this);
        if (sync == 0)
            Deployment.Start();
        // A crash point is armed at a process's start.
        else
            await Task.WhenAll(Deployment.Processes.Select(RestartAsync));
        // A host of all stages begins its first sync by itself.
        if (sync > 0 || _plan.Mode != Mode.Embedded)
            Deployment.RequestSync();
        await Task.WhenAll(faults.Select(fault => fault.StrikeAsync(this, cancellationToken)));
        var differences = await SettledAsync(sync, faults.Any(f => f.MayFailSets), cancellationToken);
        if (Source is ApiSource { Api.Faults: var well })
        {
            well.Choose = null;
            well.Probabilities.Clear();
        }
        return differences;
    }

    private static async Task RestartAsync(Supervised process)
    {
        await process.StopAsync();
        process.Start();
    }

    /// <summary>Waits until nothing differs; what still does when patience ends is returned.</summary>
    private async Task<List<string>> SettledAsync(int sync, bool mayFailSets, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        while (true)
        {
            List<string> differences;
            try
            {
                differences = Differences(sync);
                if (differences.Count > 0 && mayFailSets)
                    SyncAgain();
            }
            catch (DbException error)
            {
                // No tables yet, or no database.
                differences = [error.Message];
            }
            if (differences.Count == 0)
            {
                Note($"sync {sync + 1} settled {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s after the last strike");
                return differences;
            }
            if (Stopwatch.GetElapsedTime(began) > Patience || Deployment.Processes.Any(p => !p.Surprises.IsEmpty))
                return differences;
            await Task.Delay(_plan.Whole ? 2_000 : 300, cancellationToken);
        }
    }

    /// <summary>A source that failed too often ends a sync as partial or failed; as a schedule would, the next one comes.</summary>
    private void SyncAgain()
    {
        if (Tables.Rows("SELECT status FROM bronze_sync_runs ORDER BY requested_at DESC") is not [{ } last, ..] || last["status"] is not ("partial" or "failed"))
            return;
        ((ApiSource)Source).Api.Faults.Probabilities.Clear();
        _states.Add(_states[^1]);
        Note($"the sync was {last["status"]}, the source mended, another sync asked for");
        Deployment.RequestSync();
    }

    private List<string> Differences(int sync)
    {
        var differences = new BronzeOracle(Tables).Differences(_states).Take(12).ToList();
        if (differences.Count == 0)
            differences.AddRange(new SilverOracle(Tables).Differences(_states).Take(12));
        if (differences.Count == 0 && Source is ApiSource source)
            differences.AddRange(CallOracle.Differences(Tables, source.Api.Requests));
        if (differences.Count == 0 && _undisturbed is not null && sync == _plan.Syncs.Count - 1)
            differences.AddRange(TableDump.Differences(_undisturbed, TableDump.Of(Tables)).Take(12));
        return differences;
    }

    private List<string> FiredKinds() =>
        [.. _plan.Syncs.SelectMany(f => f).Where(f => f.Fired(this)).SelectMany(f => f is SourceFaults source ? source.Met(this) : [f.Kind])];

    /// <summary>By process and sync, where nothing went wrong: then each sync is one life.</summary>
    private List<PassedPoint> PointsSeen() => [.. Deployment.Processes.SelectMany(p => p.Logs.SelectMany((log, sync) => log.Split('\n')
        .Where(line => line.StartsWith("crash point ", StringComparison.Ordinal))
        .CountBy(line => line[12..])
        .Select(point => new PassedPoint(p.Name, sync, point.Key, point.Value))))];

    private string Logs() => string.Join('\n', Deployment.Processes.Select(p => $"--- {p.Name}, {p.Lives} lives\n{string.Join('\n', p.Log.Split('\n').Where(l => !l.StartsWith("crash point ", StringComparison.Ordinal)).TakeLast(60))}"));
}
