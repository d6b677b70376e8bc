using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using PokedexTop.Data;
using PokedexTop.Ingest.Sources;
using PokedexTop.Ingest.Telemetry;
using PokedexTop.Language;
using PokedexTop.Telemetry;

namespace PokedexTop.Ingest.Bronze;

/// <summary>
/// The quota as rows of <c>bronze_api_calls</c>. A row is counted and inserted in one transaction that holds the layer's
/// writer lock, so neither two processes nor a restart can take the same place twice; the row of a process that died
/// before its call still counts.
/// </summary>
internal sealed class CallLog(SqlDatabase database, TimeProvider time, ILogger<CallLog> logger) : ICallLog, IDisposable
{
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_day = TimeSpan.FromDays(1);

    // The source counts calls as they arrive, which is later than they are reserved, and not by the same delay each time.
    private static readonly TimeSpan s_margin = TimeSpan.FromSeconds(1);

    /// <summary>How long what other processes were told is not looked up again: it is the one question that takes longer the more calls there were.</summary>
    private static readonly TimeSpan s_looked = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, DateTime> _pauses = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DateTime> _lookedAt = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<Reservation> _asking = new();
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Until when the log has told of a wait, by source and reason.</summary>
    private readonly Dictionary<(string Source, string Reason), DateTime> _told = [];

    /// <inheritdoc />
    public async Task<(long CallId, DateTime RequestedAt)> ReserveAsync(
        Guid? syncId, string source, string endpoint, bool keyed, CallQuota quota, CancellationToken cancellationToken)
    {
        var call = new Reservation(syncId, source, endpoint, keyed, quota);
        while (true)
        {
            if (await AskAsync(call, cancellationToken) is not { Until: { } free } place)
                return call.Taken;
            var wait = free - time.UtcNow();
            if (IsNews(source, place.Reason, free))
                logger.LogInformation("Waiting {Seconds} s before the next call to {Source}: {Reason}.", Math.Ceiling(wait.TotalSeconds), source, place.Why);
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, time, cancellationToken);
            IngestTelemetry.RateLimitWait.Record(wait.TotalSeconds, new(PipelineAttributes.Source, source), new(PipelineAttributes.Reason, place.Reason));
        }
    }

    /// <summary>
    /// Asks for a place. Calls that ask while another is being written are written together by whoever comes next: a source of which every
    /// card is a call would wait for a commit a card.
    /// </summary>
    private async Task<Place> AskAsync(Reservation call, CancellationToken cancellationToken)
    {
        call.Answer = null;
        _asking.Enqueue(call);
        try
        {
            await _turn.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            call.IsAbandoned = true;
            throw;
        }
        try
        {
            if (call.Answer is null)
                await WriteAsync(call, cancellationToken);
            return call.Answer!.Value;
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task WriteAsync(Reservation asker, CancellationToken cancellationToken)
    {
        var asking = new List<Reservation>();
        while (_asking.TryDequeue(out var call))
        {
            if (!call.IsAbandoned)
                asking.Add(call);
        }
        try
        {
            var answers = new List<(Reservation Call, Place Place, (long, DateTime) Taken)>();
            await using (var write = await database.BeginWriteAsync("bronze", cancellationToken))
            {
                foreach (var call in asking)
                {
                    var now = time.UtcNow();
                    var (free, why, reason) = await NextFreeAsync(write, call.Source, call.Keyed, call.Quota, now, cancellationToken);
                    if (free > now)
                    {
                        answers.Add((call, new Place(free, why, reason), default));
                        continue;
                    }
                    var id = await write.NextIdAsync(BronzeTables.ApiCalls.Name, cancellationToken);
                    var row = new ApiCall { Id = id, SyncId = call.SyncId, Source = call.Source, Endpoint = call.Endpoint, RequestedAt = now, Outcome = CallOutcome.Reserved, Keyed = call.Keyed };
                    await database.InsertAsync(write, BronzeTables.ApiCalls, [row], cancellationToken);
                    answers.Add((call, default, (id, now)));
                }
                await write.CommitAsync(cancellationToken);
            }
            foreach (var (call, place, taken) in answers)
                (call.Taken, call.Answer) = (taken, place);
        }
        catch
        {
            // The failure is this caller's; the others ask again when it is their turn.
            foreach (var call in asking.Where(call => call != asker))
                _asking.Enqueue(call);
            throw;
        }
    }

    /// <summary>Calls that wait at the same time wait for the same; nor is it news when a full minute lets the next call through, and the next.</summary>
    private bool IsNews(string source, string reason, DateTime free)
    {
        var now = time.UtcNow();
        lock (_told)
        {
            if (_told.TryGetValue((source, reason), out var until) && free <= until)
                return false;
            _told[(source, reason)] = free > now + s_minute ? free : now + s_minute;
            return true;
        }
    }

    /// <inheritdoc />
    public void Pause(string source, DateTime until) => _pauses.AddOrUpdate(source, until, (_, before) => until > before ? until : before);

    /// <inheritdoc />
    public async Task FailAsync(
        long callId, int? statusCode, double durationMs, long bytes, string error, DateTime? retryAt, CancellationToken cancellationToken)
    {
        if (retryAt is not null)
            _lookedAt.Clear(); // What is written just now counts from the next look on.
        await using var write = await database.BeginWriteAsync("bronze", cancellationToken);
        await write.ExecuteAsync(
            """
            UPDATE bronze_api_calls
            SET outcome = @outcome, status_code = @status, duration_ms = @duration, bytes = @bytes, error = @error, retry_at = @retry
            WHERE id = @id
            """,
            [("@outcome", CallOutcome.Failed), ("@status", statusCode), ("@duration", durationMs), ("@bytes", bytes), ("@error", error), ("@retry", retryAt), ("@id", callId)],
            cancellationToken);
        await write.CommitAsync(cancellationToken);
    }

    /// <summary>The earliest time a call is allowed, and what it would wait for, in words and for metrics.</summary>
    private async Task<(DateTime At, string Why, string Reason)> NextFreeAsync(
        WriteTransaction write, string source, bool keyed, CallQuota quota, DateTime now, CancellationToken cancellationToken)
    {
        var free = (At: now, Why: "", Reason: "");
        await LookUpPauseAsync(write, source, now, cancellationToken);
        if (_pauses.TryGetValue(source, out var asked) && asked > free.At)
            free = (asked, "it asked for a pause", "retry_after");
        await ConsiderAsync(quota.PerMinute, s_minute, "minute");
        await ConsiderAsync(quota.PerDay, s_day, "day");
        return free;

        async Task ConsiderAsync(int? limit, TimeSpan window, string per)
        {
            if (limit is { } calls && await FullUntilAsync(write, source, keyed, calls, window + s_margin, now, cancellationToken) is { } until && until > free.At)
                free = (until, $"{English.Count(calls, "call")} a {per}{(keyed ? "" : " without a key")} {English.Is(calls)} allowed", per);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _turn.Dispose();

    private async Task LookUpPauseAsync(WriteTransaction write, string source, DateTime now, CancellationToken cancellationToken)
    {
        if (_lookedAt.TryGetValue(source, out var looked) && looked <= now && now - looked < s_looked)
            return;
        // A Retry-After reaches a day ahead at most, so older rows cannot matter and the index is enough.
        // Rows of a clock that once ran ahead do not matter either: they would shut the source out until their time.
        await using var pending = write.Command(
            "SELECT MAX(retry_at) FROM bronze_api_calls WHERE source = @source AND requested_at > @from AND requested_at < @to AND retry_at > @now",
            ("@source", source), ("@from", now - s_day - s_margin), ("@to", now + s_minute), ("@now", now));
        if (await pending.ReadAsync(r => r.UtcOrNull(0), cancellationToken) is [{ } retryAt])
            Pause(source, retryAt);
        _lookedAt[source] = now;
    }

    /// <summary>When the window has a free place again; null if it has one now.</summary>
    private static async Task<DateTime?> FullUntilAsync(
        WriteTransaction write, string source, bool keyed, int limit, TimeSpan window, DateTime now, CancellationToken cancellationToken)
    {
        // The upper bound ignores rows of a clock that once ran far ahead; they would shut the source out for ever.
        const string InWindow = "FROM bronze_api_calls WHERE source = @source AND keyed = @keyed AND requested_at > @from AND requested_at < @to";
        (string, object?)[] parameters = [("@source", source), ("@keyed", keyed), ("@from", now - window), ("@to", now + window)];
        await using (var count = write.Command($"SELECT COUNT(*) {InWindow}", parameters))
        {
            if (await count.CountAsync(cancellationToken) < limit)
                return null;
        }
        await using var times = write.Command($"SELECT requested_at {InWindow} ORDER BY requested_at DESC", parameters);
        await using var reader = await times.ExecuteReaderAsync(cancellationToken);
        // Of the last `limit` places, the one taken longest ago is free next.
        for (var place = 1; await reader.ReadAsync(cancellationToken); place++)
            if (place == limit)
                return reader.Utc(0) + window;
        return null;
    }

    /// <summary>What came of asking: a place, or until when there is none.</summary>
    private readonly record struct Place(DateTime? Until, string Why, string Reason);

    /// <summary>A call that wants a place.</summary>
    private sealed record Reservation(Guid? SyncId, string Source, string Endpoint, bool Keyed, CallQuota Quota)
    {
        /// <summary>Null while nobody looked.</summary>
        public Place? Answer { get; set; }

        public (long CallId, DateTime RequestedAt) Taken { get; set; }

        public volatile bool IsAbandoned;
    }
}
