using PokedexTop.Configuration;
using PokedexTop.FakeApi;
using PokedexTop.FaultTests.Processes;

namespace PokedexTop.FaultTests.Faults;

/// <summary>Makes a plan from a seed. Neighbouring seeds go through every mode and kind; what is left to chance comes from the seed alone.</summary>
/// <param name="seed">Gives the same plan again.</param>
/// <param name="server">The database, unless the mode is embedded.</param>
internal sealed class Planner(int seed, DatabaseProvider server)
{
    private static readonly FakeFault[] s_sourceKinds = [.. Enum.GetValues<FakeFault>().Where(f => f != FakeFault.None)];

    private readonly Random _random = new(seed);

    public static Mode ModeOf(int seed) => (seed % 3) switch { 0 or 1 => Mode.Embedded, _ => seed % 4 == 0 ? Mode.TwoIngests : Mode.Distributed };

    public async Task<FaultPlan> PlanAsync(bool whole)
    {
        var mode = ModeOf(seed);
        var kinds = Kinds(mode);
        // Each mode goes through its own kinds one by one.
        var turn = mode == Mode.TwoIngests ? seed / 12 : seed / 3;
        var length = turn % 4 == 3 ? 3 : 2;
        // The kinds of a run need one source: the API where any of them does.
        var chosen = Enumerable.Range(0, length).Select(sync => kinds[(turn + sync * 3) % kinds.Count]).ToList();
        var api = mode != Mode.Embedded || chosen.Exists(kind => kind.Api) || _random.Next(3) == 0;
        var points = mode == Mode.TwoIngests ? [] : (await Undisturbed.RunAsync(mode, server, api, whole: false)).Points;
        var syncs = chosen.Select((kind, sync) => (IReadOnlyList<Fault>)[.. kind.Make(points.Where(p => p.Sync == sync).ToList())]).ToList();
        return new FaultPlan(seed, mode, mode == Mode.Embedded ? DatabaseProvider.Sqlite : server, api, whole, !syncs.Exists(faults => faults.Any(fault => fault.MayFailSets)), syncs);
    }

    private List<Kind> Kinds(Mode mode) => mode switch
    {
        Mode.Embedded =>
        [
            new(false, Crash), new(true, _ => [Kills("run")]), new(false, Crash), new(true, _ => [BadSource()]), new(false, Crash), new(false, _ => [Tampered()]),
            new(false, Crash), new(true, _ => [new Terminated("run", _random.Next(100, 2_000))]), new(true, points => [BadSource(), .. Crash(points)]),
        ],
        Mode.Distributed =>
        [
            new(false, Crash), new(true, _ => [new BrokerRestarted(kill: true, _random.Next(200, 1_500))]), new(true, _ => [BadSource()]), new(true, _ => [DatabaseAway()]), new(false, Crash),
            new(true, _ => [Kills("ingest"), Kills("normalize")]), new(true, _ => [new QueuesDeleted(_random.Next(200, 1_500))]), new(true, _ => [new ConnectionsCut(6, _random.Next(100, 500))]), new(false, _ => [Tampered()]), new(false, Crash),
            new(true, _ => [new PoisonMessages(_random.Next(0, 1_000))]), new(true, _ => [new Terminated(_random.Next(2) == 0 ? "ingest" : "normalize", _random.Next(500, 2_500))]), new(true, _ => [new BrokerRestarted(kill: false, _random.Next(200, 1_500))]),
        ],
        _ => [new(true, _ => [new Fenced()]), new(true, _ => [Kills("ingest"), Kills("ingest2")]), new(true, _ => [new Fenced(), Tampered()]), new(true, _ => [new Terminated("ingest", _random.Next(500, 2_500)), Kills("ingest2")])],
    };

    /// <summary>A place that an undisturbed run passes, at a count it surely reaches; on two processes, one each.</summary>
    private List<Fault> Crash(IReadOnlyList<PassedPoint> points) =>
        [.. points.GroupBy(p => p.Process).Select(of => of.OrderBy(p => p.Point, StringComparer.Ordinal).ToList()).Select(of => of[_random.Next(of.Count)])
            .Select(p => new CrashAt(p.Process, p.Point, 1 + _random.Next(Math.Max(1, p.Count / 2))))];

    private RandomKills Kills(string process) => new(process, [.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => _random.Next(50, 2_500))]);

    /// <summary>A SQL Server is not the suite's own, so its connections are cut instead.</summary>
    private Fault DatabaseAway() => server == DatabaseProvider.PostgreSql ? new DatabaseRestarted(10, _random.Next(100, 600)) : new ConnectionsCut(10, _random.Next(100, 600));

    private TamperedMessages Tampered() => new(_random.Next(1, 1_000));

    private SourceFaults BadSource()
    {
        var kinds = s_sourceKinds.ToArray();
        _random.Shuffle(kinds);
        return new SourceFaults(kinds[..3], 0.08);
    }

    /// <param name="Api">Whether the source must be the API.</param>
    /// <param name="Make">Given the crash points that the sync passes.</param>
    private sealed record Kind(bool Api, Func<IReadOnlyList<PassedPoint>, List<Fault>> Make);
}
