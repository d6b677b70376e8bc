namespace PokedexTop.FaultTests.Faults;

/// <summary>No fault: every crash point passed is written down, so that plans can choose among those there are.</summary>
internal sealed class ListedPoints : Fault
{
    public override string Told => "crash points are listed";

    public override string Kind => "none";

    public override IReadOnlyDictionary<string, string?> Environment { get; } = new Dictionary<string, string?> { ["POKEDEXTOP_CRASH_AT"] = "list" };

    public override bool Fired(FaultedRun run) => true;
}
