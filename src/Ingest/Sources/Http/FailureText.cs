using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace PokedexTop.Ingest.Sources.Http;

/// <summary>Says in one plain sentence how a call failed.</summary>
/// <param name="host">The host asked.</param>
/// <param name="limits">What a call may take.</param>
internal sealed class FailureText(string host, HttpLimits limits)
{
    /// <summary>What the text says where nobody answered.</summary>
    internal const string Unreachable = "cannot be reached";

    private const int MaxDetail = 200;

    public string Host { get; } = host;

    public string Of(HttpStatusCode status, ReadOnlyMemory<byte> body)
    {
        var meaning = status switch
        {
            HttpStatusCode.BadRequest => "bad request",
            HttpStatusCode.Unauthorized => "unauthorized",
            HttpStatusCode.PaymentRequired => "payment required",
            HttpStatusCode.Forbidden => "forbidden",
            HttpStatusCode.NotFound => "not found",
            HttpStatusCode.TooManyRequests => "too many requests",
            HttpStatusCode.InternalServerError => "internal server error",
            HttpStatusCode.BadGateway => "bad gateway",
            HttpStatusCode.ServiceUnavailable => "service unavailable",
            HttpStatusCode.GatewayTimeout => "gateway timeout",
            >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => "a redirect, which is not followed",
            _ => null,
        };
        var answered = $"{Host} answered {(int)status}{(meaning is null ? "" : $" ({meaning})")}";
        return body.IsEmpty ? $"{answered} without a body"
            : Message(body) is { } message ? $"{answered}: {message}"
            : answered;
    }

    public string Of(Exception error, int? status, long bytes)
    {
        if (status is not null)
        {
            return error is InvalidDataException
                ? $"{Host} sent an answer that cannot be decompressed"
                : $"{Host} broke its answer off after {Number(bytes)} bytes";
        }
        if (IsBrokenConnection(error))
            return $"{Host} reset the connection without an answer";
        var reason = error switch
        {
            OperationCanceledException => $"no connection within {Seconds(limits.Connect)}",
            HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "its name cannot be resolved",
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => "no secure connection (TLS) can be made",
            HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } => "the proxy lets no connection through",
            _ => Socket(error) switch
            {
                SocketError.ConnectionRefused => "connection refused",
                SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.NetworkDown => "no route to it",
                SocketError.TimedOut => "the connection timed out",
                _ => null,
            },
        };
        return $"{Host} {Unreachable}: {reason ?? OneLine(error.Message).TrimEnd('.')}";
    }

    /// <summary>Whether somebody was there, took the request and gave up on it; a smaller one may then succeed.</summary>
    public static bool IsBrokenConnection(Exception error) =>
        error is HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded or HttpRequestError.InvalidResponse }
        || Socket(error) == SocketError.ConnectionReset;

    public string TooSlow(int? status, long bytes) => status is null
        ? $"{Host} did not answer within {Seconds(limits.Total)}"
        : $"{Host} sent only {Number(bytes)} bytes of its answer within {Seconds(limits.Total)}";

    public string TooLarge() => $"{Host} sent more than the {Number(limits.MaxBytes)} bytes allowed";

    public string NotUsable(int? status, string detail) => $"{Host} answered {status} with what cannot be used: {OneLine(detail)}";

    private static SocketError? Socket(Exception? error)
    {
        for (; error is not null; error = error.InnerException)
            if (error is SocketException socket)
                return socket.SocketErrorCode;
        return null;
    }

    /// <summary>The message of <c>{"error":{"message":…}}</c>, or the title of <c>{"type":…,"title":…,"status":…}</c>, if it is that.</summary>
    private static string? Message(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                return null;
            var (told, name) = root.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object ? (error, "message") : (root, "title");
            return told.TryGetProperty(name, out var message) && message.ValueKind == JsonValueKind.String && message.GetString() is { Length: > 0 } text ? OneLine(text) : null;
        }
        // InvalidOperationException: a string that is not UTF-8, or half a surrogate pair.
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    // What the source wrote ends up on a terminal: one line, no control characters, not a page of it.
    private static string OneLine(string text)
    {
        var line = new string([.. text.Take(MaxDetail).Select(c => char.IsControl(c) ? ' ' : c)]);
        return text.Length > MaxDetail ? line + "…" : line;
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.##} s");
}
