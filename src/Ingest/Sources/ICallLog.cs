namespace PokedexTop.Ingest.Sources;

/// <summary>A network source's quota and record: a row is taken before each call and completed after it.</summary>
internal interface ICallLog
{
    /// <summary>
    /// Waits until the source's quota allows a call and until no Retry-After is pending, across processes and restarts,
    /// then takes the row.
    /// </summary>
    /// <returns>The row's id and the request's time.</returns>
    Task<(long CallId, DateTime RequestedAt)> ReserveAsync(Guid? syncId, string source, string endpoint, bool keyed, CallQuota quota, CancellationToken cancellationToken);

    /// <summary>
    /// The source asked for a pause just now. In this process it holds from here on; <see cref="FailAsync"/> writes it down for the
    /// others, which may have to wait for the writer's lock.
    /// </summary>
    void Pause(string source, DateTime until);

    /// <summary>Completes a failed call's row. A successful call's row is completed with the versions it returned, in their transaction.</summary>
    /// <param name="retryAt">No further call to this source before this time.</param>
    Task FailAsync(long callId, int? statusCode, double durationMs, long bytes, string error, DateTime? retryAt, CancellationToken cancellationToken);
}

/// <summary>Calls allowed in any 60 seconds and in any 24 hours; null for no limit.</summary>
public sealed record CallQuota(int? PerMinute, int? PerDay);
