using System.Net;
using PokedexTop.Data;

namespace PokedexTop.Ingest.Sources.Http;

/// <summary>GETs of one network source. What the source does is an answer, never an exception; only cancellation throws.</summary>
internal sealed class SourceHttp : IDisposable
{
    // An error's body serves its message only.
    private const int ErrorBodyBytes = 64 * 1024;

    private readonly HttpClient _http;
    private readonly Uri _baseUrl;
    private readonly HttpLimits _limits;
    private readonly TimeProvider _time;
    private readonly FailureText _text;

    /// <param name="baseUrl">With or without a slash at its end.</param>
    /// <param name="limits">What one call may take.</param>
    /// <param name="time">The clock of timeouts and of Retry-After.</param>
    public SourceHttp(Uri baseUrl, HttpLimits limits, TimeProvider time)
    {
        _baseUrl = new Uri(baseUrl.AbsoluteUri.TrimEnd('/') + '/');
        _limits = limits;
        _time = time;
        _text = new FailureText(_baseUrl.IsDefaultPort ? _baseUrl.Host : _baseUrl.Authority, limits);
        _http = new HttpClient(new SocketsHttpHandler
        {
            // The card API answers 500 to headers it does not know. Null rather than a propagator without output: with
            // one, the diagnostic events still fire and OpenTelemetry's listener adds traceparent by itself.
            ActivityHeadersPropagator = null,
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.GZip,
            ConnectTimeout = limits.Connect,
            // Follows DNS changes in a process that runs for months.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>The host asked, for messages.</summary>
    public string Host => _text.Host;

    /// <summary>Says that an answer came and is not what was expected.</summary>
    public string NotUsable(int? status, string detail) => _text.NotUsable(status, detail);

    /// <param name="endpoint">Path and query below the base URL, escaped.</param>
    /// <param name="apiKey">Sent as <c>X-Api-Key</c>, the only header besides those HTTP itself needs.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async Task<HttpAnswer> GetAsync(string endpoint, string? apiKey, CancellationToken cancellationToken)
    {
        var began = _time.GetTimestamp();
        using var timeout = new CancellationTokenSource(_limits.Total, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        using var body = new MemoryStream();
        int? status = null;
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_baseUrl, endpoint));
            if (apiKey is not null)
                request.Headers.TryAddWithoutValidation("X-Api-Key", apiKey);
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            status = (int)response.StatusCode;
            if (!response.IsSuccessStatusCode)
            {
                var retryAt = RetryAt(response);
                var detail = await ReadErrorAsync(response, body, either.Token);
                cancellationToken.ThrowIfCancellationRequested();
                return Failed(Classify(response.StatusCode), _text.Of(response.StatusCode, detail), retryAt);
            }
            if (!await ReadAsync(response, body, _limits.MaxBytes, either.Token))
                return Failed(CallFailure.TooLarge, _text.TooLarge());
            // The items keep this buffer: it is theirs, and never goes back to a pool.
            return new HttpAnswer(CallFailure.None, status, body.GetBuffer().AsMemory(0, (int)body.Length), body.Length, Elapsed(), null, null);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return Failed(CallFailure.Broken, _text.TooSlow(status, body.Length));
        }
        // Every other cancellation that is not the caller's is the connect timeout.
        catch (Exception error) when (!cancellationToken.IsCancellationRequested
            && error is HttpRequestException or IOException or InvalidDataException or OperationCanceledException)
        {
            var reached = status is not null || FailureText.IsBrokenConnection(error);
            return Failed(reached ? CallFailure.Broken : CallFailure.Unreachable, _text.Of(error, status, body.Length));
        }

        double Elapsed() => _time.GetElapsedTime(began).TotalMilliseconds;

        HttpAnswer Failed(CallFailure failure, string text, DateTime? retryAt = null) =>
            new(failure, status, ReadOnlyMemory<byte>.Empty, body.Length, Elapsed(), text, retryAt);
    }

    public void Dispose() => _http.Dispose();

    private static CallFailure Classify(HttpStatusCode status) => status switch
    {
        HttpStatusCode.BadRequest => CallFailure.BadRequest,
        HttpStatusCode.Unauthorized or HttpStatusCode.PaymentRequired or HttpStatusCode.Forbidden => CallFailure.Refused,
        HttpStatusCode.NotFound => CallFailure.NotFound,
        HttpStatusCode.TooManyRequests => CallFailure.TooManyRequests,
        HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError => CallFailure.ServerError,
        _ => CallFailure.Unexpected,
    };

    /// <returns>False where there is more than allowed.</returns>
    private static async Task<bool> ReadAsync(HttpResponseMessage response, MemoryStream body, long maxBytes, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await stream.ReadAsync(chunk, cancellationToken)) > 0)
        {
            if (body.Length + read > maxBytes)
                return false;
            body.Write(chunk, 0, read);
        }
        return true;
    }

    // The status alone tells enough where the body does not come.
    private static async Task<ReadOnlyMemory<byte>> ReadErrorAsync(HttpResponseMessage response, MemoryStream body, CancellationToken cancellationToken)
    {
        try
        {
            await ReadAsync(response, body, ErrorBodyBytes, cancellationToken);
        }
        catch (Exception error) when (error is HttpRequestException or IOException or InvalidDataException or OperationCanceledException)
        {
        }
        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    private DateTime? RetryAt(HttpResponseMessage response)
    {
        var now = _time.UtcNow();
        return response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => Within(now, delta),
            { Date: { } date } => Within(now, date.UtcDateTime - now),
            _ => null,
        };
    }

    // A source that says "in a year" is asked again tomorrow: no quota counts longer than a day.
    private static DateTime? Within(DateTime now, TimeSpan wait) =>
        wait <= TimeSpan.Zero ? null : DatabaseTime.Cut(now + (wait < TimeSpan.FromDays(1) ? wait : TimeSpan.FromDays(1)));
}
