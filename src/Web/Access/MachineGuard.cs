using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace PokedexTop.Web.Access;

/// <summary>
/// Who needs not sign in: whoever has the key, and callers on this machine. A browser on this machine also runs other people's
/// pages, so without a key a request must come from no other site.
/// </summary>
internal sealed class MachineGuard(AdminOptions options)
{
    public const string KeyHeader = "X-Api-Key";

    private const string Bearer = "Bearer ";

    /// <summary>Headers by which a request that comes from this machine shows that a proxy here only passed it on.</summary>
    private static readonly string[] s_forwarded = ["Forwarded", "Via", "X-Real-IP", "X-Client-IP", "True-Client-IP", "CF-Connecting-IP", "X-Original-Host", "X-Original-For", "X-Original-Proto", "X-Envoy-External-Address"];

    private readonly byte[]? _key = options.ApiKey is { } key ? Hash(key) : null;

    /// <summary>Null when the request may go on.</summary>
    public Refusal? Judge(HttpContext context)
    {
        // Equal hashes take the same time to compare wherever they differ, and tell nothing of the key's length.
        if (_key is not null && KeyOf(context.Request) is { } given)
            return CryptographicOperations.FixedTimeEquals(Hash(given), _key) ? null : Unauthorized("The key is not this server's Admin:ApiKey.");
        if (options.Loopback && IsFromHere(context))
            return CrossSite(context.Request);
        if (options.Mode == AccessMode.Oidc)
            return new Refusal(StatusCodes.Status401Unauthorized, "Sign in", "Sign in at /sign-in, or send a token as 'Authorization: Bearer …'.");
        return _key is not null
            ? Unauthorized($"Send the server's Admin:ApiKey as {KeyHeader}, or it or a token of your own as a bearer token.")
            : new Refusal(StatusCodes.Status403Forbidden, "Only for callers on this machine", "Elsewhere it answers those who send a token of their own or, where the server has one, its Admin:ApiKey.");
    }

    /// <summary>Whether it is the key by which a request that is not refused may go on.</summary>
    public bool IsKeyed(HttpRequest request) => _key is not null && KeyOf(request) is not null;

    private static Refusal Unauthorized(string detail) => new(StatusCodes.Status401Unauthorized, "A key is needed", detail);

    /// <summary>The key or token that a request carries.</summary>
    public static string? KeyOf(HttpRequest request)
    {
        if (request.Headers.TryGetValue(KeyHeader, out var own))
            return own.ToString();
        var authorization = request.Headers.Authorization.ToString();
        return authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? authorization[Bearer.Length..].Trim() : null;
    }

    /// <summary>
    /// Whether the caller itself is on this machine. A proxy here would make everybody look so: its headers, its HTTP/1.0 (what
    /// nginx speaks unless told otherwise) and a name that is not this machine's own give it away. The name also stops a page
    /// whose own host name was pointed at this machine.
    /// </summary>
    private static bool IsFromHere(HttpContext context)
    {
        var request = context.Request;
        return context.Connection.RemoteIpAddress is { } ip && IPAddress.IsLoopback(ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip)
            && !HttpProtocol.IsHttp10(request.Protocol)
            && !request.Headers.Keys.Any(name => name.StartsWith("X-Forwarded", StringComparison.OrdinalIgnoreCase) || s_forwarded.Contains(name, StringComparer.OrdinalIgnoreCase))
            && IsLoopbackName(request.Host.Host);
    }

    private static bool IsLoopbackName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));

    /// <summary>Types of files, which no simple request has either.</summary>
    private static bool IsFile(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Value?.ToLowerInvariant() is "text/csv" or "application/octet-stream" or "application/vnd.sqlite3";

    /// <summary>
    /// A page of another site can send forms and simple requests, which no preflight asks about; it cannot send JSON, nor hide where
    /// it comes from. A form must come with its browser's word that a page of this server sent it.
    /// </summary>
    public static Refusal? CrossSite(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        var origin = request.Headers.Origin.ToString();
        if (IsVisit(request))
            return null;
        if (site is not ("" or "same-origin" or "none") || (origin.Length > 0 && !origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase)))
            return new Refusal(StatusCodes.Status403Forbidden, "Not for pages of other sites", "A browser says that another site's page sent this request.");
        return HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || request.HasJsonContentType() || IsFile(request) || (request.HasFormContentType && (site == "same-origin" || origin.Length > 0))
            ? null
            : new Refusal(StatusCodes.Status415UnsupportedMediaType, "JSON is needed", "Send Content-Type: application/json, with a body or without one.");
    }

    /// <summary>
    /// Whether somebody goes to a page, as by a link of another site's page or coming back from where they signed in. That page sees
    /// nothing of the answer, which stands in no frame of it, and what is read this way changes nothing.
    /// </summary>
    private static bool IsVisit(HttpRequest request) =>
        request.IsReading() && request.Headers["Sec-Fetch-Mode"] == "navigate" && request.Headers["Sec-Fetch-Dest"] == "document";

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
