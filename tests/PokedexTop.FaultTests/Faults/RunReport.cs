namespace PokedexTop.FaultTests.Faults;

/// <summary>How a run ended.</summary>
/// <param name="Fired">Kinds of faults that really happened.</param>
/// <param name="Logs">What the processes said, where something differs.</param>
/// <param name="Dumps">What the tables held after each sync of an undisturbed run.</param>
/// <param name="Points">Crash points that were passed, where they were listed.</param>
internal sealed record RunReport(
    FaultPlan Plan, IReadOnlyList<string> Differences, IReadOnlyList<string> Fired, IReadOnlyList<string> Notes, TimeSpan Took, string Logs, IReadOnlyList<SortedDictionary<string, int>> Dumps, IReadOnlyList<PassedPoint> Points)
{
    public override string ToString() =>
        $"{(Differences.Count == 0 ? "equal" : "DIFFERENT")} after {Took.TotalSeconds:0.0} s, {Fired.Count} of {Plan.Syncs.Sum(s => s.Count)} faults fired ({string.Join(", ", Notes)})"
        + (Differences.Count == 0 ? "" : $"\n    {string.Join("\n    ", Differences)}\n{Logs}");
}

/// <summary>How often a process of an undisturbed run passed a crash point in one of its syncs.</summary>
internal sealed record PassedPoint(string Process, int Sync, string Point, int Count);
