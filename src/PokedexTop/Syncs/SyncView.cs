using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Normalize;

namespace PokedexTop.Syncs;

/// <summary>How far a sync is, at one look at the tables.</summary>
/// <param name="Run">Its row.</param>
/// <param name="Fetches">Its plan.</param>
/// <param name="Counts">Cards received and stored.</param>
/// <param name="Outcome">What became of them below.</param>
/// <param name="FirstFailure">Why its first failed call failed.</param>
internal sealed record SyncView(SyncRun Run, FetchProgress Fetches, CardCounts Counts, SyncOutcome Outcome, string? FirstFailure)
{
    public bool IsFetched => SyncStatus.IsFinished(Run.Status);
}
