using System.CommandLine;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using PokedexTop.CommandLine;
using PokedexTop.Composition;
using PokedexTop.Configuration;
using PokedexTop.Language;
using PokedexTop.Web.Access;
using PokedexTop.Web.Admin;

namespace PokedexTop.Remote;

/// <summary>A deployment elsewhere, as <c>--server URL</c> names it, through its admin API.</summary>
internal sealed class RemoteServer : IDisposable
{
    /// <summary>A status of the whole catalogue has a line a set; no answer is near this.</summary>
    private const long LargestAnswer = 64 << 20;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    private readonly HttpClient _http;

    private RemoteServer(Uri url, string? key)
    {
        Url = url;
        // No redirect is followed: it would carry the key to wherever it points.
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(10) })
        {
            BaseAddress = new Uri(url.AbsoluteUri.TrimEnd('/') + AdminApi.Path + "/"),
            Timeout = s_patience,
            MaxResponseContentBufferSize = LargestAnswer,
        };
        if (key is not null)
            _http.DefaultRequestHeaders.Add(AdminApi.KeyHeader, key);
    }

    public Uri Url { get; }

    /// <summary>The server the verb was told to ask; null where it works on the configured database.</summary>
    /// <exception cref="ConfigurationException">Not a URL, or the key is none.</exception>
    public static RemoteServer? From(ParseResult arguments) => arguments.GetValue(VerbOptions.Server) is { } text ? Create(text, arguments) : null;

    /// <param name="text">The server's URL.</param>
    /// <param name="arguments">Configure the key.</param>
    /// <exception cref="ConfigurationException">Not a URL, or the key is none.</exception>
    public static RemoteServer Create(string text, ParseResult arguments)
    {
        // Not the text itself: what is no URL may hold a password.
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || url.UserInfo.Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0)
            throw ConfigurationException.For("--server", text.Contains('@', StringComparison.Ordinal) ? "(a URL with user or password)" : text, "an http or https URL without query, such as https://pokedextop.example.org");
        var key = AdminOptions.Key(ProgramConfiguration.Read(arguments).Values);
        if (key is not null && url.Scheme == "http" && !url.IsLoopback)
            CommandOutput.Remark($"The key goes to {url.Host} unencrypted; use https outside a network of your own.");
        return new RemoteServer(url, key);
    }

    public Task<T> GetAsync<T>(string path, CancellationToken cancellationToken) => SendAsync<T>(HttpMethod.Get, path, null, cancellationToken);

    /// <param name="path">Below the admin API.</param>
    /// <param name="body">What is sent as JSON; an empty object where there is nothing to say.</param>
    /// <param name="cancellationToken">Stops waiting for the answer.</param>
    public Task<T> PostAsync<T>(string path, object? body, CancellationToken cancellationToken) => SendAsync<T>(HttpMethod.Post, path, body ?? new { }, cancellationToken);

    public void Dispose() => _http.Dispose();

    private async Task<T> SendAsync<T>(HttpMethod method, string path, object? body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body, body.GetType(), options: s_json) };
        try
        {
            using var answer = await _http.SendAsync(request, cancellationToken);
            if (!answer.Headers.Contains(AdminApi.VersionHeader))
                throw new ConfigurationException($"{Url} answered {(int)answer.StatusCode}, but not as the admin API of a PokedexTop server. Is the URL right, and does that process host the web stage with Admin:Enabled?");
            if (!answer.IsSuccessStatusCode)
                throw await RefusedAsync(answer, cancellationToken);
            return await answer.Content.ReadFromJsonAsync<T>(s_json, cancellationToken) ?? throw NotUnderstood(null);
        }
        catch (HttpRequestException error)
        {
            throw new ServerUnreachableException($"{Url} cannot be reached: {(error.GetBaseException() as SocketException)?.Message ?? error.GetBaseException().Message}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ServerUnreachableException($"{Url} did not answer within {s_patience.TotalSeconds:0} seconds.");
        }
        catch (JsonException error)
        {
            throw NotUnderstood(error);
        }
    }

    private CommandFailedException NotUnderstood(JsonException? error) =>
        new($"The answer of {Url} is not what this version of the program expects{(error is null ? "" : $" ({error.Message})")}. The server's version may differ.");

    /// <summary>What was asked for is the caller's to mend (exit 2), what the server cannot do now is not (exit 1).</summary>
    private async Task<Exception> RefusedAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var reason = await ReasonAsync(answer, cancellationToken);
        return answer.StatusCode switch
        {
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new ConfigurationException($"{Url} refuses: {English.Sentence(reason)} Give the key as Admin__ApiKey in the environment or --Admin:ApiKey=…"),
            HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.UnsupportedMediaType => new ConfigurationException(reason),
            _ => new CommandFailedException($"{Url}: {English.Sentence(reason)}"),
        };
    }

    private static async Task<string> ReasonAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        try
        {
            var problem = JsonSerializer.Deserialize<ProblemText>(text, s_json);
            if (problem?.Errors is { Count: > 0 } errors)
                return string.Join(" ", errors.Select(e => $"{e.Key}: {string.Join("; ", e.Value)}."));
            if (problem?.Detail is { Length: > 0 } detail)
                return detail;
            if (problem?.Title is { Length: > 0 } title)
                return $"{title} ({(int)answer.StatusCode}).";
        }
        catch (JsonException)
        {
            // A proxy in between may answer for the server.
        }
        return $"it answered {(int)answer.StatusCode} {answer.ReasonPhrase}.";
    }

    private sealed record ProblemText(string? Title, string? Detail, Dictionary<string, string[]>? Errors);
}

/// <summary>The server does not answer; it may in a moment.</summary>
internal sealed class ServerUnreachableException(string message) : Exception(message);
