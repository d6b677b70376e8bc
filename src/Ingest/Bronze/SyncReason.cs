namespace PokedexTop.Ingest.Bronze;

/// <summary>
/// Why a sync did not end as completed, as a program reads it: <c>bronze_sync_runs.reason</c>. Exit codes, the page /ops and alerts
/// follow from it; <c>error</c> says the same for a person, in words that may change.
/// </summary>
public static class SyncReason
{
    /// <summary>The scope names something that the source does not have: a wrong order, and no fault of the source.</summary>
    public const string UnknownScope = "unknown-scope";

    /// <summary>The workers read another source than the one asked for: a wrong order too.</summary>
    public const string OtherSource = "other-source";

    /// <summary>The source's list of sets could not be read.</summary>
    public const string SetListUnreadable = "set-list-unreadable";

    /// <summary>The list of sets lost more than a tenth of the sets that the source's last whole list had.</summary>
    public const string LostSets = "lost-sets";

    /// <summary>Items of the list of sets could not be taken.</summary>
    public const string UnidentifiedSets = "unidentified-sets";

    /// <summary>Every set failed.</summary>
    public const string EverySetFailed = "every-set-failed";

    /// <summary>Some sets failed, the others were fetched.</summary>
    public const string SetsFailed = "sets-failed";

    /// <summary>A set that had cards has none now.</summary>
    public const string EmptiedSets = "emptied-sets";

    /// <summary>Everything was fetched, but of some items nobody can say what they are.</summary>
    public const string UnidentifiedItems = "unidentified-items";

    /// <summary>The database refuses what the sync writes, or its rows cannot be read.</summary>
    public const string Database = "database";

    /// <summary>Somebody ended it.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>Whether the order was wrong: nothing of the source, the database or the program has to be mended.</summary>
    public static bool IsWrongOrder(string? reason) => reason is UnknownScope or OtherSource;
}

/// <summary>How a sync ended.</summary>
/// <param name="Status">One of <see cref="SyncStatus"/>.</param>
/// <param name="Reason">One of <see cref="SyncReason"/>; null exactly where it is completed.</param>
/// <param name="Error">The same for a person.</param>
internal readonly record struct SyncEnd(string Status, string? Reason, string? Error)
{
    /// <summary>What a metric counts in place of <see cref="SyncStatus.Failed"/> where the order was wrong, so that no alert takes it for a failing source.</summary>
    public const string WrongOrder = "wrong_order";

    public string Outcome => SyncReason.IsWrongOrder(Reason) ? WrongOrder : Status;

    public static SyncEnd Completed { get; } = new(SyncStatus.Completed, null, null);

    public static SyncEnd Failed(string reason, string error) => new(SyncStatus.Failed, reason, error);
}
