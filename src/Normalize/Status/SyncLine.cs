using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Syncs;

namespace PokedexTop.Normalize.Status;

/// <summary>One sync as its row tells it.</summary>
/// <param name="Scope">In words.</param>
/// <param name="Status">One of <see cref="SyncStatus"/>, also <see cref="SyncStatus.Interrupted"/>.</param>
/// <param name="RequestedBy">cli, first-start, schedule or admin.</param>
/// <param name="Reason">Why it did not end as completed, as a program reads it (<see cref="SyncReason"/>).</param>
/// <param name="Error">The same for a person.</param>
public sealed record SyncLine(
    Guid SyncId, string Scope, string? Source, bool Force, string Status, string RequestedBy, DateTime RequestedAt, DateTime? StartedAt, DateTime? FinishedAt, string? Reason, string? Error)
{
    public static SyncLine Of(SyncRun run, DateTime now) => new(
        run.SyncId, SyncScope.Parse(run.Scope).ToString(), run.Source, run.Force, run.StatusAt(now), run.RequestedBy, run.RequestedAt, run.StartedAt, run.FinishedAt, run.Reason, run.Error);
}
