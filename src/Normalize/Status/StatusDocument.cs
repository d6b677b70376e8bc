using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Syncs;

namespace PokedexTop.Normalize.Status;

/// <summary>The status as <c>status --json</c> and the admin API give it.</summary>
public sealed record StatusDocument(BronzeCounts Bronze, SilverCounts Silver, BacklogDocument Backlog, IReadOnlyList<SyncLine> Syncs, IReadOnlyList<SetStatus> Sets)
{
    public static StatusDocument Of(StatusReport status) =>
        new(status.Bronze, status.Silver, new BacklogDocument(status.Ingest, status.Normalize), [.. status.Syncs.Select(SyncLine.Of)], status.Sets);
}

/// <summary>What every stage has still to do.</summary>
public sealed record BacklogDocument(IngestBacklog Ingest, NormalizeBacklogCounts Normalize);

/// <summary>One sync as its row tells it.</summary>
/// <param name="Scope">In words.</param>
/// <param name="RequestedBy">cli, first-start, schedule or admin.</param>
public sealed record SyncLine(
    Guid SyncId, string Scope, string? Source, bool Force, string Status, string RequestedBy, DateTime RequestedAt, DateTime? StartedAt, DateTime? FinishedAt, string? Error)
{
    public static SyncLine Of(SyncRun run) => new(
        run.SyncId, SyncScope.Parse(run.Scope).ToString(), run.Source, run.Force, run.Status, run.RequestedBy, run.RequestedAt, run.StartedAt, run.FinishedAt, run.Error);
}
