using System.Diagnostics;
using Microsoft.Extensions.Logging;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Sources;
using PokedexTop.Ingest.Telemetry;
using PokedexTop.Telemetry;

namespace PokedexTop.Ingest.Syncs;

/// <summary>A run this process holds: its lease, what it has brought so far, and the span that tells of it.</summary>
/// <param name="source">Where it is read from, to its end.</param>
/// <param name="lease">The right to fetch it.</param>
/// <param name="members">What its fetches have brought.</param>
/// <param name="scope">What it fetches, for a person.</param>
/// <param name="began">When its first process took it, UTC.</param>
internal sealed class LeasedRun(ICardSource source, RunLease lease, SyncMembers members, string scope, DateTime began)
{
    private readonly Activity? _span = PipelineTraces.StartRoot(IngestTelemetry.Activities, PipelineTraces.SyncSpan, ActivityKind.Internal, PipelineTraces.OfSync(lease.SyncId),
    [
        new(PipelineTraces.Requested, lease.ByCard),
        new(PipelineAttributes.SyncId, lease.SyncId.ToString()),
        new(PipelineAttributes.Source, lease.Source),
        new("pokedextop.sync.scope", scope),
        new("pokedextop.sync.force", lease.Force),
    ]);

    public ICardSource Source { get; } = source;

    public RunLease Lease { get; } = lease;

    public SyncMembers Members { get; } = members;

    /// <summary>What the last complete fetches of its sets gave; null until its plan is made.</summary>
    public Dictionary<string, KnownSet>? Known { get; set; }

    /// <summary>What the caller does from here on is told as part of this run, in spans and in the log, until it returns or disposes.</summary>
    public IDisposable? Enter(ILogger log)
    {
        if (_span is not null)
            Activity.Current = _span;
        return log.BeginScope(PipelineScopes.OfSync(Lease.SyncId));
    }

    /// <summary>This process is done with the run.</summary>
    /// <param name="outcome">The run's outcome, or how this process lost it.</param>
    /// <param name="error">Why it did not go well.</param>
    /// <param name="now">UTC.</param>
    public void End(string outcome, string? error, DateTime now)
    {
        if (SyncStatus.IsFinished(outcome) || outcome == SyncEnd.WrongOrder)
            IngestTelemetry.SyncDuration.Record((now - began).TotalSeconds, new KeyValuePair<string, object?>(PipelineAttributes.Outcome, outcome));
        if (_span is null)
            return;
        _span.SetTag(PipelineAttributes.Outcome, outcome);
        if (error is not null)
            _span.SetStatus(outcome == SyncStatus.Failed ? ActivityStatusCode.Error : ActivityStatusCode.Unset, error);
        _span.Dispose();
    }
}
