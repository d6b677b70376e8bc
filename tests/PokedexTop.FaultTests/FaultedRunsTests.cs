using System.Globalization;
using PokedexTop.Configuration;
using PokedexTop.FaultTests.Faults;
using PokedexTop.FaultTests.Processes;
using PokedexTop.Testing;

namespace PokedexTop.FaultTests;

/// <summary>
/// Whatever breaks at whatever moment, the tables end where an undisturbed run puts them. POKEDEXTOP_FAULT_RUNS=all (or a
/// number) and POKEDEXTOP_FAULT_SEED choose the runs; docs/reliability.md tells more.
/// </summary>
[Collection(OneAtATime.Name)]
public sealed class FaultedRunsTests
{
    private const int Sample = 12;
    private const int All = 240;

    /// <summary>Every so many runs one with the whole catalogue.</summary>
    private const int WholeEvery = 40;

    /// <summary>On SQL Server the same seeds run, but for those that need no server.</summary>
    [Theory]
    [EveryDatabase(OnServers = true)]
    public async Task Tables_end_where_an_undisturbed_run_puts_them(DatabaseProvider server)
    {
        Requirement.Time("runs of whole deployments");
        if (server == DatabaseProvider.SqlServer)
            await TdsServer.StartedAsync();
        var stop = TestContext.Current.CancellationToken;
        var asked = Environment.GetEnvironmentVariable("POKEDEXTOP_FAULT_RUNS");
        var first = int.Parse(Environment.GetEnvironmentVariable("POKEDEXTOP_FAULT_SEED") ?? "1", CultureInfo.InvariantCulture);
        var runs = asked is null or "" ? Sample : asked == "all" ? All : int.Parse(asked, CultureInfo.InvariantCulture);
        // A run mostly waits, so two go at once; those that may stop the servers come one after the other.
        var lanes = Enumerable.Range(first, runs).GroupBy(seed => Planner.ModeOf(seed) == Mode.Embedded)
            .Where(lane => server == DatabaseProvider.PostgreSql || !lane.Key).Select(lane => RunAsync(lane, server, stop));
        var reports = (await Task.WhenAll(lanes)).SelectMany(lane => lane).ToList();

        var planned = reports.SelectMany(r => r.Plan.Syncs.SelectMany(s => s)).ToList();
        var fired = reports.SelectMany(r => r.Fired).CountBy(kind => kind).OrderBy(pair => pair.Key, StringComparer.Ordinal).ToList();
        var faulted = reports.Count(r => r.Fired.Count > 0);
        Say($"{reports.Count} runs, {faulted} with a fault that fired, {reports.Count(r => r.Differences.Count > 0)} with differences; fired: {string.Join(", ", fired.Select(pair => $"{pair.Key} ×{pair.Value}"))}");
        Assert.True(reports.TrueForAll(r => r.Differences.Count == 0), string.Join('\n', reports.Where(r => r.Differences.Count > 0).Select(r => $"{r.Plan}\n  {r}")));
        Say($"crash points passed and never chosen or missed: {string.Join(", ", (await Undisturbed.PointsAsync()).Except(fired.Select(pair => pair.Key)))}");
        // Where a process is at a given time is chance, so a crash point may be missed; nothing else may.
        Assert.Empty(planned.Where(fault => fault is not (CrashAt or SourceFaults)).Select(fault => fault.Kind).Except(fired.Select(pair => pair.Key)));
        Assert.True(faulted >= reports.Count * 0.9, $"only {faulted} of {reports.Count} runs met a fault");
    }

    private static async Task<List<RunReport>> RunAsync(IEnumerable<int> seeds, DatabaseProvider server, CancellationToken cancellationToken)
    {
        var reports = new List<RunReport>();
        foreach (var seed in seeds)
        {
            var plan = await new Planner(seed, server).PlanAsync(whole: seed % WholeEvery == 0);
            Say($"{plan} begins");
            var undisturbed = await Undisturbed.RunAsync(Mode.Embedded, server, plan.Api, plan.Whole, plan.Steady);
            reports.Add(await FaultedRun.ExecuteAsync(plan, undisturbed.Dumps[plan.Syncs.Count - 1], cancellationToken));
            Say($"seed {seed}: {reports[^1]}");
        }
        return reports;
    }

    private static void Say(string line)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(line);
        Console.Out.WriteLine(line);
    }
}
