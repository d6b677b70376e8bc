using System.Diagnostics;
using PokedexTop.Data;
using PokedexTop.Ingest.Json;
using PokedexTop.Ingest.Telemetry;
using PokedexTop.Telemetry;

namespace PokedexTop.Ingest.Sources.Http;

/// <summary>One attempt at a call of a network source: reserve its row, send, read, understand, and record a failure.</summary>
/// <param name="source">The source's name in the call log.</param>
/// <param name="http">How it is sent.</param>
/// <param name="log">Quota and record.</param>
/// <param name="pauseAfter429">How long nothing is asked after a 429 without Retry-After.</param>
/// <param name="time">The clock.</param>
internal sealed class SourceCaller(string source, SourceHttp http, ICallLog log, TimeSpan pauseAfter429, TimeProvider time)
{
    /// <param name="request">What to ask.</param>
    /// <param name="read">Makes a value of a body; <see cref="SourceFormatException"/> is a failed call.</param>
    /// <param name="parts">The items of a value and what was odd about it, for the call's record.</param>
    /// <param name="missing">The value of a 404, where that is an answer and no failure.</param>
    /// <param name="cancellationToken">Stops waiting and calling.</param>
    public async Task<Attempt<T>> CallAsync<T>(
        SourceRequest request, Func<ReadOnlyMemory<byte>, T> read, Func<T, (IReadOnlyList<BronzeItem> Items, IReadOnlyList<SourceFinding> Findings)> parts, T? missing, CancellationToken cancellationToken)
        where T : class
    {
        var keyed = request.ApiKey is not null;
        var (callId, requestedAt) = await log.ReserveAsync(request.SyncId, source, request.Endpoint, keyed, request.Quota, cancellationToken);
        // Its context stays here: the card API answers 500 to headers it does not know.
        using var span = IngestTelemetry.Activities.StartActivity("GET", ActivityKind.Client);
        HttpAnswer answer;
        try
        {
            answer = await http.GetAsync(request.Endpoint, request.ApiKey, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await log.FailAsync(callId, null, 0, 0, "cancelled", null, CancellationToken.None);
            throw;
        }

        T? value = null;
        if (answer.Failure == CallFailure.NotFound && missing is not null)
        {
            answer = answer with { Failure = CallFailure.None, Error = null };
            value = missing;
        }
        else if (answer.Failure == CallFailure.None)
        {
            try
            {
                value = read(answer.Body);
            }
            catch (SourceFormatException error)
            {
                answer = answer with { Failure = CallFailure.Broken, Error = http.NotUsable(answer.StatusCode, error.Message) };
            }
        }
        var retryAt = answer.RetryAt;
        if (answer.Failure == CallFailure.TooManyRequests)
            retryAt ??= DatabaseTime.Cut(time.UtcNow() + pauseAfter429);
        if (retryAt is { } until)
            log.Pause(source, until);
        if (answer.Failure != CallFailure.None)
        {
            // A pause the source asks for must have its row even while the process stops: the next one would ask too early.
            await log.FailAsync(callId, answer.StatusCode, answer.DurationMs, answer.Bytes, answer.Error!, retryAt, retryAt is null ? cancellationToken : CancellationToken.None);
        }
        Record(span, request, answer);
        var (items, findings) = value is null ? ([], []) : parts(value);
        var call = new SourceCall
        {
            CallId = callId,
            Endpoint = request.Endpoint,
            RequestedAt = requestedAt,
            StatusCode = answer.StatusCode,
            DurationMs = answer.DurationMs,
            Bytes = answer.Bytes,
            Error = answer.Error,
            Items = items,
            Findings = findings,
        };
        return new Attempt<T>(call, answer.Failure, keyed, retryAt is not null, value);
    }

    private void Record(Activity? span, SourceRequest request, HttpAnswer answer)
    {
        var outcome = answer.Failure.Outcome();
        IngestTelemetry.ApiCallDuration.Record(answer.DurationMs / 1_000, new(PipelineAttributes.Source, source), new(PipelineAttributes.Outcome, outcome));
        if (span is null)
            return;
        span.SetTag("http.request.method", "GET").SetTag("server.address", http.Host).SetTag("pokedextop.endpoint", request.Endpoint).SetTag("http.response.status_code", answer.StatusCode);
        if (answer.Failure != CallFailure.None)
            span.SetTag("error.type", outcome).SetStatus(ActivityStatusCode.Error, answer.Error);
    }
}

/// <summary>One request.</summary>
/// <param name="SyncId">The run it is for, if for one.</param>
/// <param name="Endpoint">Path and query below the source's base URL, escaped.</param>
/// <param name="ApiKey">The key to send; null for a keyless call.</param>
/// <param name="Quota">What the source allows such calls.</param>
internal sealed record SourceRequest(Guid? SyncId, string Endpoint, string? ApiKey, CallQuota Quota);
