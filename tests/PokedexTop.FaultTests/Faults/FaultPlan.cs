using PokedexTop.Configuration;
using PokedexTop.FaultTests.Processes;

namespace PokedexTop.FaultTests.Faults;

/// <summary>One run: how the program runs, what it reads, and what goes wrong in each of its syncs.</summary>
/// <param name="Seed">Gives the same plan again.</param>
/// <param name="Server">The database.</param>
/// <param name="Api">Whether the source is the fake API; a folder otherwise.</param>
/// <param name="Whole">Whether it is the whole catalogue; a dozen sets otherwise.</param>
/// <param name="Steady">Whether no fault may fail a set, so that the source's history may take cards from set to set.</param>
/// <param name="Syncs">The faults of each sync, in order.</param>
internal sealed record FaultPlan(int Seed, Mode Mode, DatabaseProvider Server, bool Api, bool Whole, bool Steady, IReadOnlyList<IReadOnlyList<Fault>> Syncs)
{
    public override string ToString() =>
        $"seed {Seed}: {Mode}, {Server}, {(Api ? "api" : "folder")}, {(Whole ? "whole catalogue" : "a dozen sets")}; "
        + string.Join("; ", Syncs.Select((faults, i) => $"sync {i + 1}: {(faults.Count == 0 ? "undisturbed" : string.Join(" + ", faults.Select(f => f.Told)))}"));
}
