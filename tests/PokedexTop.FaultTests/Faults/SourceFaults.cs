using PokedexTop.FakeApi;

namespace PokedexTop.FaultTests.Faults;

/// <summary>The source answers badly, by kind and probability.</summary>
internal sealed class SourceFaults(IReadOnlyList<FakeFault> kinds, double probability) : Fault
{
    public override string Told => $"the source: {string.Join(", ", kinds)}, each {probability:0.##} of the answers";

    public override string Kind => $"source {string.Join(", ", kinds)}";

    public override bool MayFailSets => true;

    public override void Prepare(FaultedRun run)
    {
        var faults = Api(run).Api.Faults;
        foreach (var kind in kinds)
            faults.Probabilities[kind] = probability;
        faults.RetryAfter = TimeSpan.FromSeconds(1);
        faults.SlowPause = TimeSpan.FromMilliseconds(20);
    }

    public override bool Fired(FaultedRun run) => kinds.Any(kind => Api(run).Api.Requests.Any(request => request.Fault == kind));

    /// <summary>The kinds that were met.</summary>
    public IEnumerable<string> Met(FaultedRun run) => kinds.Where(kind => Api(run).Api.Requests.Any(r => r.Fault == kind)).Select(kind => $"source {kind}");
}
