namespace PokedexTop.Ingest.Bronze;

/// <summary>One call to a source, failed ones too: a row of <c>bronze_api_calls</c>.</summary>
/// <remarks>
/// For network sources the row is taken before the call and is the quota's reservation. With
/// <see cref="Items"/> and <c>bronze_rejects</c> a response can be rebuilt, less its prices.
/// </remarks>
internal sealed class ApiCall
{
    public long Id { get; set; }
    public Guid? SyncId { get; set; }
    public required string Source { get; set; }
    /// <summary>Path and query of the request, or the file's path inside the folder.</summary>
    public required string Endpoint { get; set; }
    public DateTime RequestedAt { get; set; }
    public int? StatusCode { get; set; }
    /// <summary>Milliseconds from the request to the last byte.</summary>
    public double? DurationMs { get; set; }
    public long? Bytes { get; set; }
    /// <summary>One of <see cref="CallOutcome"/>.</summary>
    public required string Outcome { get; set; }
    public string? Error { get; set; }
    public int? ItemCount { get; set; }
    /// <summary>
    /// JSON array of the bronze ids the response holds, by position. Null at a position that stands in <c>bronze_rejects</c>: in the
    /// latest row of this source, endpoint and position whose call is this one or an earlier one.
    /// </summary>
    public string? Items { get; set; }
    /// <summary>The fetch of <c>bronze_set_fetches</c> it was made for; null for a list of sets and for species.</summary>
    public long? FetchId { get; set; }
    /// <summary>
    /// JSON array of what was odd about the answer and was read all the same (see <see cref="Json.SourceFinding"/>); null where nothing was.
    /// </summary>
    public string? Findings { get; set; }
    /// <summary>Whether the call carried the API key: keyed and keyless quotas are apart.</summary>
    public bool Keyed { get; set; }
    /// <summary>No further call to this source before this time (Retry-After).</summary>
    public DateTime? RetryAt { get; set; }
}

/// <summary>How a call ended.</summary>
internal static class CallOutcome
{
    public const string Reserved = "reserved";
    public const string Ok = "ok";
    public const string Failed = "failed";
}
