using Microsoft.Extensions.Logging;
using PokedexTop.Ingest.Json;
using Polly;

namespace PokedexTop.Ingest.Sources.Http;

/// <summary>Calls of a network source, each tried until it comes or is not worth another attempt.</summary>
internal sealed class SourceClient : IDisposable
{
    private readonly SourceHttp _http;
    private readonly SourceCaller _caller;
    private readonly ResiliencePipeline _retries;
    private readonly string _advice;
    private readonly ILogger _logger;
    private int _unreachable;

    /// <param name="source">Its name in the call log.</param>
    /// <param name="baseUrl">What endpoints stand below.</param>
    /// <param name="options">What a call may take.</param>
    /// <param name="log">Quota and record.</param>
    /// <param name="time">The clock.</param>
    /// <param name="advice">What to do when nobody can be reached, for a person.</param>
    /// <param name="logger">Told of outages.</param>
    public SourceClient(string source, Uri baseUrl, HttpSourceOptions options, ICallLog log, TimeProvider time, string advice, ILogger logger)
    {
        _http = new SourceHttp(baseUrl, new HttpLimits(options.ConnectTimeout, options.CallTimeout, options.MaxResponseBytes), time);
        _caller = new SourceCaller(source, _http, log, options.PauseAfter429, time);
        _retries = RetryPolicy.Create(options.Attempts, options.Backoff, options.MaxBackoff, time);
        _advice = advice;
        _logger = logger;
    }

    /// <param name="next">Makes the request of each attempt; what it waits for comes before the quota.</param>
    /// <param name="read">As in <see cref="SourceCaller.CallAsync"/>.</param>
    /// <param name="parts">As in <see cref="SourceCaller.CallAsync"/>.</param>
    /// <param name="missing">As in <see cref="SourceCaller.CallAsync"/>.</param>
    /// <param name="cancellationToken">Stops waiting and calling.</param>
    /// <param name="observe">Told of each attempt.</param>
    public async Task<ClientAnswer<T>> GetAsync<T>(
        Func<CancellationToken, ValueTask<SourceRequest>> next, Func<ReadOnlyMemory<byte>, T> read, Func<T, (IReadOnlyList<BronzeItem> Items, IReadOnlyList<SourceFinding> Findings)> parts,
        T? missing, CancellationToken cancellationToken, Action<Attempt>? observe = null) where T : class
    {
        var calls = new List<SourceCall>(1);
        var last = await _retries.ExecuteAsync(async token =>
        {
            var attempt = await _caller.CallAsync(await next(token), read, parts, missing, token);
            calls.Add(attempt.Call);
            observe?.Invoke(attempt);
            Report(attempt);
            return attempt;
        }, cancellationToken);
        return new ClientAnswer<T>(last.Value, calls, last.Failure, last.Call.Error);
    }

    public void Dispose() => _http.Dispose();

    /// <summary>An outage is told with its first failed attempt, once; the retries go on behind it.</summary>
    private void Report(Attempt attempt)
    {
        if (attempt.Failure == CallFailure.None)
            Volatile.Write(ref _unreachable, 0);
        else if (attempt.Failure == CallFailure.Unreachable && Interlocked.Exchange(ref _unreachable, 1) == 0)
            _logger.LogWarning("{Error}; trying again. {Advice}", attempt.Call.Error, _advice);
        else
            _logger.LogDebug("{Endpoint}: {Error}.", attempt.Call.Endpoint, attempt.Call.Error);
    }
}

/// <summary>What came of a call with all its attempts.</summary>
/// <param name="Value">Null exactly where the last attempt failed.</param>
/// <param name="Calls">One for each attempt, in order.</param>
/// <param name="Failure">Of the last attempt.</param>
/// <param name="Error">Of the last attempt.</param>
internal sealed record ClientAnswer<T>(T? Value, IReadOnlyList<SourceCall> Calls, CallFailure Failure, string? Error) where T : class
{
    /// <summary>Whether somebody answered who may have more to give: not where nobody is there, or where nothing is given to us.</summary>
    public bool IsAnswered => Failure is not (CallFailure.Unreachable or CallFailure.TooManyRequests or CallFailure.Refused);
}
