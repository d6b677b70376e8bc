namespace PokedexTop.Ingest.Bronze;

/// <summary>
/// One planned fetch of a run, a set's or a query's: plan, progress, membership and freshness in one row of
/// <c>bronze_set_fetches</c>.
/// </summary>
public sealed class SetFetch
{
    public long Id { get; set; }
    public Guid SyncId { get; set; }
    public required string Feed { get; set; }
    public required string Source { get; set; }
    /// <summary>Null for a query.</summary>
    public string? SetId { get; set; }
    /// <summary>A scope by species or card as JSON (see <see cref="Sources.CardQuery"/>); null for a whole set.</summary>
    public string? Query { get; set; }
    /// <summary>The set's place in the source's list, from 0.</summary>
    public int Position { get; set; }
    /// <summary>One of <see cref="FetchStatus"/>.</summary>
    public required string Status { get; set; }
    /// <summary>Whether the whole set was seen; only then may cards be retired.</summary>
    public bool Complete { get; set; }
    /// <summary>Cards as the source announced: totalCount, or the set's own total. Informative for folders.</summary>
    public int? Expected { get; set; }
    /// <summary>Distinct card ids received.</summary>
    public int? Received { get; set; }
    /// <summary>Items received that became no version; one that came again in smaller pages counts once.</summary>
    public int? Rejected { get; set; }
    /// <summary>JSON array of <c>[card id, bronze id]</c> in the source's order.</summary>
    public string? Members { get; set; }
    /// <summary>SHA-256 over the sorted member ids: equal hashes mean that nothing appeared and nothing went.</summary>
    public string? MembersHash { get; set; }
    /// <summary>
    /// Of the bytes the set was read from and of the code that read them (see <see cref="Sources.SourceAnswer.ContentHash"/>). Null where the
    /// same bytes might give something else: not complete, an item that is no member, or prices, which other fetches may have followed.
    /// </summary>
    public string? ContentHash { get; set; }
    public int Attempts { get; set; }
    public DateTime? NextAttemptAt { get; set; }
    public DateTime? StartedAt { get; set; }
    public DateTime? FinishedAt { get; set; }
    public string? Error { get; set; }
}

/// <summary>The states of a set fetch.</summary>
public static class FetchStatus
{
    public const string Pending = "pending";
    public const string Fetched = "fetched";
    public const string Failed = "failed";
}
