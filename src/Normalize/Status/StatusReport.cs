using System.Text.Json.Serialization;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Normalize.Silver;

namespace PokedexTop.Normalize.Status;

/// <summary>What the catalogue holds and what is still to be done, at one moment.</summary>
/// <param name="Syncs">The newest syncs, newest first.</param>
/// <param name="Sets">Every set heard of, in the source's order.</param>
public sealed record StatusReport(
    BronzeCounts Bronze, SilverCounts Silver, IngestBacklog Ingest, NormalizeBacklogCounts Normalize, IReadOnlyList<SyncRun> Syncs, IReadOnlyList<SetStatus> Sets)
{
    /// <summary>What to say where the preferred source does not serve and another stands in for it; null where it does.</summary>
    public string? StandIn { get; init; }
}

/// <summary>Rows of bronze.</summary>
/// <param name="Cards">Distinct cards by feed; <paramref name="CardVersions"/> counts every version of them.</param>
/// <param name="Rejects">Items of the answers that still stand that became no version, as <c>rejects list</c> has them.</param>
public sealed record BronzeCounts(long Runs, long SetFetches, long Calls, long Cards, long CardVersions, long Sets, long Species, long Prices, long Rejects);

/// <summary>Rows of silver.</summary>
/// <param name="Cards">Current ones: neither retired nor merged into another.</param>
/// <param name="Rejects">What is in quarantine: cards, sets and price blocks.</param>
public sealed record SilverCounts(
    long Sets, long Cards, long Retired, long Merged, long Rejects, long QualityIssues, long SchemaDrift, long Species, long Prices, long Changes)
{
    /// <summary>Of what is in quarantine, price blocks: a sync and a verification speak of cards and do not count them.</summary>
    public long PriceRejects { get; init; }
}

/// <summary>What Ingest still has to do.</summary>
/// <param name="InterruptedRuns">Begun, not ended, and nobody works on them.</param>
/// <param name="PendingFetches">Of all of these.</param>
public sealed record IngestBacklog(long RequestedRuns, long RunningRuns, long InterruptedRuns, long PendingFetches);

/// <summary>One set: how fresh it is, and whether all of it arrived.</summary>
public sealed record SetStatus
{
    public required string Feed { get; init; }

    public required string SetId { get; init; }

    /// <summary>Null while the set is not in silver.</summary>
    public string? Name { get; init; }

    /// <summary>Which silver set it is, which several feeds may have; null while it is none.</summary>
    [JsonIgnore]
    public string? SilverId { get; init; }

    /// <summary>Whether the source's newest list names it; what it no longer names is not fetched any more, and grows old without harm.</summary>
    public bool Listed { get; init; } = true;

    /// <summary>How many cards the set itself says it has; wrong for some real sets, so completeness is decided by the fetch.</summary>
    public int? Total { get; init; }

    /// <summary>When the latest complete fetch ended; null if there was none.</summary>
    public DateTime? FetchedAt { get; init; }

    /// <summary>The source of that fetch.</summary>
    public string? FetchedFrom { get; init; }

    /// <summary>Cards the source announced, where it does.</summary>
    public int? Expected { get; init; }

    /// <summary>Cards of the latest complete fetch, all of them in bronze.</summary>
    public int? Fetched { get; init; }

    /// <summary>Cards in silver that are neither retired nor merged.</summary>
    public long Current { get; init; }

    public long Retired { get; init; }

    /// <summary>Cards of the latest complete fetch that are in quarantine.</summary>
    public long Quarantined { get; init; }

    /// <summary>How the newest fetch ended, which may be newer than the complete one: pending, fetched or failed.</summary>
    public string? LastFetch { get; init; }

    /// <summary>Why the newest fetch failed.</summary>
    public string? LastError { get; init; }

    /// <summary>Whether the set holds another number of cards than it says it has.</summary>
    public bool TotalDiffers => FetchedAt is not null && Total is { } total && total != Current;

    /// <summary>Whether every card of the latest complete fetch is in silver. A set that announces cards and lists none yet is not.</summary>
    public bool Complete => Name is not null && Fetched is { } fetched && Current >= fetched && Quarantined == 0 && !(fetched == 0 && Total > 0);
}
