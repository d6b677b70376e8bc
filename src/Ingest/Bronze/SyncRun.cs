namespace PokedexTop.Ingest.Bronze;

/// <summary>One sync, from its request to its end: a row of <c>bronze_sync_runs</c>. The row is the command; <c>StartSync</c> only wakes Ingest.</summary>
public sealed class SyncRun
{
    public Guid SyncId { get; set; }
    /// <summary>What to fetch, as JSON (see <see cref="SyncScope"/>).</summary>
    public required string Scope { get; set; }
    /// <summary>The feed it fetches; null until a worker with a configured source takes it.</summary>
    public string? Feed { get; set; }
    /// <summary>The bare name of the source asked for; null for "whichever the workers read".</summary>
    public string? Source { get; set; }
    public bool Force { get; set; }
    /// <summary>One of <see cref="SyncStatus"/>.</summary>
    public required string Status { get; set; }
    /// <summary>Who asked: cli, first-start, schedule, admin; or, with <see cref="After"/>, the sync that this one follows.</summary>
    public required string RequestedBy { get; set; }
    public DateTime RequestedAt { get; set; }
    public DateTime? StartedAt { get; set; }
    public DateTime? FinishedAt { get; set; }
    /// <summary>The process that fetches; null when nobody does.</summary>
    public string? LeaseOwner { get; set; }
    /// <summary>Fencing token: grows by one each time a process takes the run, and every write checks it.</summary>
    public long LeaseToken { get; set; }
    public DateTime? LeaseUntil { get; set; }
    /// <summary>Why it did not end as completed: one of <see cref="SyncReason"/>.</summary>
    public string? Reason { get; set; }
    /// <summary>The same for a person.</summary>
    public string? Error { get; set; }

    /// <summary>Who asked for what follows a sync by itself: the same in other languages.</summary>
    public static string After(Guid syncId) => $"after {syncId}";

    /// <summary>What to tell of it: its status, or that it was begun and nobody works on it.</summary>
    public string StatusAt(DateTime now) =>
        Status == SyncStatus.Running && !(LeaseUntil >= now) || Status == SyncStatus.Requested && StartedAt is not null ? SyncStatus.Interrupted : Status;
}

/// <summary>The states of a sync run.</summary>
public static class SyncStatus
{
    public const string Requested = "requested";
    public const string Running = "running";
    public const string Completed = "completed";
    /// <summary>Done, but some sets failed.</summary>
    public const string Partial = "partial";
    public const string Failed = "failed";
    public const string Cancelled = "cancelled";
    /// <summary>Told, never stored: begun and not ended, and nobody works on it. Whoever takes it goes on from there.</summary>
    public const string Interrupted = "interrupted";

    public static bool IsFinished(string status) => status is Completed or Partial or Failed or Cancelled;
}
