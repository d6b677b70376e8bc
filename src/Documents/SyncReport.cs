using System.Text.Json.Serialization;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Normalize;
using PokedexTop.Normalize.Status;

namespace PokedexTop.Documents;

/// <summary>A sync to start. Nothing named: everything. What is named adds up.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)] // A mistyped member must not mean everything.
public sealed record SyncOrderDocument
{
    /// <summary>Set ids, such as base1.</summary>
    public IReadOnlyList<string> Sets { get; init; } = [];

    /// <summary>Generations, 1 to 9.</summary>
    public IReadOnlyList<int> Generations { get; init; } = [];

    /// <summary>A species' name, else a card's.</summary>
    public string? Pokemon { get; init; }

    /// <summary>Card ids, such as base1-4.</summary>
    public IReadOnlyList<string> Cards { get; init; } = [];

    /// <summary>Sets that are new or whose entry in the source's list changed.</summary>
    public bool NewSets { get; init; }

    /// <summary>Fetch and normalize what looks unchanged too.</summary>
    public bool Force { get; init; }

    /// <summary>The bare name of the source the workers must read; null for whichever they do.</summary>
    public string? Source { get; init; }

    /// <summary>The same as a sync's row has it.</summary>
    public SyncScope ToScope() => new() { Sets = Sets, Generations = Generations, Pokemon = Pokemon, Cards = Cards, NewSets = NewSets };
}

/// <summary>A sync that was handed in.</summary>
/// <param name="Joined">Whether the same one was there already, unfinished.</param>
public sealed record StartedSyncDocument(Guid SyncId, bool Joined);

/// <summary>The newest syncs, newest first.</summary>
public sealed record SyncListDocument(IReadOnlyList<SyncLine> Syncs);

/// <summary>One sync with its progress.</summary>
/// <param name="Sync">Its row.</param>
/// <param name="Percent">0 to 100; 100 where it is done and everything it brought is normalized.</param>
/// <param name="Done">Whether it came to its end and the stages that are deployed are drained of it.</param>
/// <param name="Normalizes">Whether a process that normalizes is deployed.</param>
/// <param name="FirstFailure">Why its first failed call failed; null while none did.</param>
/// <param name="DurationSeconds">From its request to its end, or until now.</param>
public sealed record SyncReport(SyncLine Sync, int Percent, bool Done, bool Normalizes, SyncSets Sets, SyncCards Cards, string? FirstFailure, double DurationSeconds)
{
    public static SyncReport Of(SyncView view, bool normalizes, DateTime now) => new(
        SyncLine.Of(view.Run, now), view.Percent, view.IsFetched && (!normalizes || view.Outcome.Backlog == 0), normalizes,
        new SyncSets(view.Fetches.Planned, view.Fetches.Fetched, view.Fetches.Failed),
        new SyncCards(view.Counts.Seen, view.Counts.New, view.Counts.Changed, view.Counts.Unchanged, view.Counts.Unstored, view.Outcome.Normalized, view.Outcome.Rejected, view.Outcome.Retired, view.Outcome.Backlog),
        view.FirstFailure, Math.Round(((view.Run.FinishedAt ?? now) - view.Run.RequestedAt).TotalSeconds, 3));

    /// <summary>The same as a look at the tables gives it, for a caller that shows both alike.</summary>
    /// <param name="scope">What it was asked for.</param>
    public SyncView ToView(SyncScope scope) => new(
        new SyncRun
        {
            SyncId = Sync.SyncId,
            Scope = scope.ToJson(),
            Source = Sync.Source,
            Force = Sync.Force,
            Status = Sync.Status,
            RequestedBy = Sync.RequestedBy,
            RequestedAt = Sync.RequestedAt,
            StartedAt = Sync.StartedAt,
            FinishedAt = Sync.FinishedAt,
            Reason = Sync.Reason,
            Error = Sync.Error,
        },
        new FetchProgress(Sets.Planned, Sets.Fetched, Sets.Failed),
        new CardCounts(Cards.Seen, Cards.New, Cards.Changed, Cards.Unstored),
        new SyncOutcome(Cards.Normalized, Cards.Rejected, Cards.Retired, Cards.Backlog), FirstFailure);
}

/// <summary>Fetches of sets, or of one query.</summary>
public sealed record SyncSets(int Planned, int Fetched, int Failed);

/// <summary>Cards as <c>sync --json</c> counts them, those that could not be stored as a card, and those still to be normalized.</summary>
public sealed record SyncCards(int Seen, int New, int Changed, int Unchanged, int Unstored, int Normalized, int Rejected, int Retired, int Backlog);
