using System.Collections.Concurrent;
using PokedexTop.Configuration;
using PokedexTop.FaultTests.Processes;

namespace PokedexTop.FaultTests.Faults;

/// <summary>Runs without faults: what the tables must hold, and which crash points there are. Each is made once.</summary>
internal static class Undisturbed
{
    /// <summary>How many syncs a run has at most: one for each state of the source.</summary>
    public const int MostSyncs = 3;

    private static readonly ConcurrentDictionary<(Mode, DatabaseProvider, bool Api, bool Whole, bool Steady), Lazy<Task<RunReport>>> s_runs = new();

    /// <param name="mode">How the program runs.</param>
    /// <param name="server">The database, unless the mode is embedded.</param>
    /// <param name="api">Whether it reads the fake API.</param>
    /// <param name="whole">Whether the whole catalogue.</param>
    /// <param name="steady">Which of the source's histories; see <see cref="Sources.SourceHistory"/>.</param>
    public static Task<RunReport> RunAsync(Mode mode, DatabaseProvider server, bool api, bool whole, bool steady = true) =>
        s_runs.GetOrAdd((mode, mode == Mode.Embedded ? DatabaseProvider.Sqlite : server, api, whole, steady), key => new Lazy<Task<RunReport>>(() => MakeAsync(key.Item1, key.Item2, key.Api, key.Whole, key.Steady))).Value;

    /// <summary>The kinds of crash points that the runs so far passed.</summary>
    public static async Task<IReadOnlyList<string>> PointsAsync()
    {
        var reports = await Task.WhenAll(s_runs.Values.Select(run => run.Value));
        return [.. reports.SelectMany(r => r.Points).Select(p => $"crash point {p.Point}").Distinct().Order(StringComparer.Ordinal)];
    }

    private static async Task<RunReport> MakeAsync(Mode mode, DatabaseProvider server, bool api, bool whole, bool steady)
    {
        var syncs = Enumerable.Range(0, MostSyncs).Select(_ => (IReadOnlyList<Fault>)[new ListedPoints()]).ToList();
        var report = await FaultedRun.ExecuteAsync(new FaultPlan(0, mode, server, api, whole, steady, syncs), undisturbed: null, CancellationToken.None);
        Assert.True(report.Points.Count > 0, "The program passes no crash points: it was not built for this suite (-p:Faults=true, docs/testing.md).");
        Assert.True(report.Differences.Count == 0, $"The undisturbed run is not as it must be.\n{report}");
        return report;
    }
}
