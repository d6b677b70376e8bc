using System.Globalization;
using System.Net;
using System.Reflection;
using PokedexTop.Images.Rendering;

namespace PokedexTop.Images.Fetch;

/// <summary>Fetches over HTTP. Redirects are followed by hand, so that each hop passes the same checks as the first.</summary>
internal sealed class ImageFetcher : IImageFetcher, IDisposable
{
    // A card's answer has about 1 kB of headers.
    private const int MaxHeaderKilobytes = 16;

    /// <summary>How long a host is left alone that had too many requests and does not say how long.</summary>
    private static readonly TimeSpan s_tooMany = TimeSpan.FromMinutes(1);

    private static readonly string s_userAgent =
        $"PokedexTop/{typeof(ImageFetcher).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0"}";

    private readonly ImageFetchOptions _options;
    private readonly TimeProvider _time;
    private readonly HostPace _pace;
    private readonly HttpClient _http;

    /// <param name="options">Origins, caps and pace.</param>
    /// <param name="time">The clock of timeouts, pace and Retry-After.</param>
    public ImageFetcher(ImageFetchOptions options, TimeProvider time) : this(options, time, Dns.GetHostAddressesAsync)
    {
    }

    internal ImageFetcher(ImageFetchOptions options, TimeProvider time, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
    {
        (_options, _time) = (options, time);
        _pace = new HostPace(options.Parallelism, TimeSpan.FromSeconds(1 / options.PerSecond), time);
        _http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = new CheckedConnections(options.AllowedOrigins, resolve).ConnectAsync,
            // A proxy would resolve names by itself, past the check.
            UseProxy = false,
            AllowAutoRedirect = false,
            UseCookies = false,
            // Pictures are compressed as they are; what inflates on the way is a bomb.
            AutomaticDecompression = DecompressionMethods.None,
            ActivityHeadersPropagator = null,
            ConnectTimeout = options.ConnectTimeout,
            MaxResponseHeadersLength = MaxHeaderKilobytes,
            // The body of an answer that is not read ends its connection.
            MaxResponseDrainSize = 0,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    public async Task<ImageAnswer> FetchAsync(string url, string? etag, string? lastModified, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var target))
            return Refused("its address is no URL");
        var left = _options.Timeout;
        for (var hops = 0; ; hops++)
        {
            if (_options.AllowedOrigins.Refusal(target) is { } reason)
                return Refused(hops == 0 ? reason : $"it redirects to {target.Scheme}://{target.Authority}: {reason}");
            using var turn = await _pace.EnterAsync(target.Authority, cancellationToken);
            if (_pace.PauseOf(target.Authority) is { } pause)
                return Failed($"{target.Authority} asked to be left alone", pause) with { NotAsked = true };
            var began = _time.GetTimestamp();
            var (answer, next) = await AskAsync(target, etag, lastModified, left, cancellationToken);
            left -= _time.GetElapsedTime(began);
            if (next is null)
                return answer;
            if (hops == _options.MaxRedirects)
                return Refused($"more than {_options.MaxRedirects} redirects");
            target = next;
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>One request: its answer, or where it leads to.</summary>
    private async Task<(ImageAnswer Answer, Uri? Next)> AskAsync(Uri target, string? etag, string? lastModified, TimeSpan left, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            using var request = Request(target, etag, lastModified);
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            if (RedirectOf(response, target) is { } next)
                return (Failed(""), next);
            return (await ReadAsync(response, target, conditional: request.Headers.Contains("If-None-Match") || request.Headers.Contains("If-Modified-Since"), either.Token), null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Every other cancellation is the connect timeout.
            return (Failed(timeout.IsCancellationRequested
                ? $"{target.Authority} did not send all of it within {Seconds(_options.Timeout)}"
                : $"{target.Authority} cannot be reached within {Seconds(_options.ConnectTimeout)}"), null);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested && error is HttpRequestException or IOException)
        {
            return (OfError(error, target), null);
        }
    }

    private static HttpRequestMessage Request(Uri target, string? etag, string? lastModified)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, target);
        request.Headers.TryAddWithoutValidation("User-Agent", s_userAgent);
        request.Headers.TryAddWithoutValidation("Accept", "image/png, image/jpeg, image/webp;q=0.9");
        if (Validator(etag) is not null)
            request.Headers.TryAddWithoutValidation("If-None-Match", etag);
        if (Validator(lastModified) is not null)
            request.Headers.TryAddWithoutValidation("If-Modified-Since", lastModified);
        return request;
    }

    private static Uri? RedirectOf(HttpResponseMessage response, Uri from) =>
        response.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect
            && response.Headers.Location is { } location && Uri.TryCreate(from, location, out var next) ? next : null;

    private async Task<ImageAnswer> ReadAsync(HttpResponseMessage response, Uri target, bool conditional, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        switch (response.StatusCode)
        {
            case HttpStatusCode.OK:
                return await ReadImageAsync(response, target, cancellationToken);
            case HttpStatusCode.NotModified when conditional:
                return new ImageAnswer(ImageOutcome.NotModified, ETag: Header(response, "ETag"), LastModified: Header(response, "Last-Modified"));
            case HttpStatusCode.NotFound or HttpStatusCode.Gone:
                return new ImageAnswer(ImageOutcome.Missing, Reason: $"{target.Authority} answered {status}");
            default:
                var retryAfter = RetryAfter(response) ?? (response.StatusCode == HttpStatusCode.TooManyRequests ? s_tooMany : null);
                if (retryAfter is { } pause && response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable)
                    _pace.Pause(target.Authority, pause);
                return Failed($"{target.Authority} answered {status}", retryAfter) with { IsOfAddress = IsOfAddress(response.StatusCode) };
        }
    }

    /// <summary>Whether a status is about the address that was asked: neither the origin's trouble nor a wish to be asked later.</summary>
    private static bool IsOfAddress(HttpStatusCode status) =>
        status is not (HttpStatusCode.RequestTimeout or (HttpStatusCode)425 or HttpStatusCode.TooManyRequests) && (int)status < 500;

    private async Task<ImageAnswer> ReadImageAsync(HttpResponseMessage response, Uri target, CancellationToken cancellationToken)
    {
        var body = new ImageBody(_options.MaxBytes);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        if (!await body.ReadAsync(stream, response.Content.Headers.ContentLength, cancellationToken))
            return Refused($"it has more than the {_options.MaxBytes.ToString("N0", CultureInfo.InvariantCulture)} bytes allowed");
        if (ImageSignature.Of(body.Content.Span) is not null)
            return new ImageAnswer(ImageOutcome.Received, body.Content, Header(response, "ETag"), Header(response, "Last-Modified"));
        if (ImageSignature.IsOfAnotherFormat(body.Content.Span))
            return Refused("neither PNG nor JPEG nor WebP");
        // Only now: stores say "identity", "aws-chunked" or nothing at all around plain bytes. Nothing is ever inflated.
        if (response.Content.Headers.ContentEncoding.Any(IsCompression))
            return Refused("it is sent compressed, which was not asked for");
        // What is no picture, such as a store's error document or a content network's excuse, may be one again tomorrow.
        var instead = body.Content.IsEmpty ? "without a body"
            : response.Content.Headers.ContentType?.MediaType is { } type && !type.StartsWith("image/", StringComparison.OrdinalIgnoreCase) ? $"with {type} instead of a picture"
            : "with something that is no picture";
        return Failed($"{target.Authority} answered {instead}") with { IsOfAddress = true };
    }

    private static bool IsCompression(string encoding) =>
        encoding.Length > 0 && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase) && !encoding.Equals("aws-chunked", StringComparison.OrdinalIgnoreCase);

    private TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        var wait = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - _time.GetUtcNow(),
            _ => TimeSpan.Zero,
        };
        // Who says "in a year" is asked again tomorrow.
        return wait <= TimeSpan.Zero ? null : wait < TimeSpan.FromDays(1) ? wait : TimeSpan.FromDays(1);
    }

    private static ImageAnswer OfError(Exception error, Uri target)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
            if (cause is AddressRefusedException)
                return Refused(cause.Message);
        return error is HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded }
            ? Refused($"{target.Authority} sent more than {MaxHeaderKilobytes} kB of headers")
            : Failed($"{target.Authority}: {Line(error.GetBaseException().Message)}");
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values) || response.Content.Headers.NonValidated.TryGetValues(name, out values) ? Validator(values.ToString()) : null;

    /// <summary>A validator that can be kept and sent again; another one is as good as none.</summary>
    private static string? Validator(string? text) => text is { Length: > 0 and <= 200 } && text.All(c => c is >= ' ' and < '\x7f') ? text : null;

    private static ImageAnswer Refused(string reason) => new(ImageOutcome.Refused, Reason: reason);

    private static ImageAnswer Failed(string reason, TimeSpan? retryAfter = null) => new(ImageOutcome.Failed, Reason: reason, RetryAfter: retryAfter);

    private static string Line(string text) => new([.. text.Take(200).Select(c => char.IsControl(c) ? ' ' : c)]);

    private static string Seconds(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.##} s");
}
