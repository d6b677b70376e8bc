using System.Net;
using Microsoft.Extensions.Configuration;
using PokedexTop.Configuration;

namespace PokedexTop.Images.Fetch;

/// <summary>The places images may come from: <c>Images:AllowedOrigins</c>, as a list or as one text with commas.</summary>
public sealed class AllowedOrigins
{
    private const string Key = "Images:AllowedOrigins";

    private readonly HashSet<(string Scheme, string Host, int Port)> _origins;

    /// <exception cref="ConfigurationException">One is no origin.</exception>
    public AllowedOrigins(params IEnumerable<string> origins) => _origins = [.. origins.Select(Parse)];

    /// <summary>Where the card API's data points to: its first image host, and the one of newer sets.</summary>
    public static AllowedOrigins Default { get; } = new("https://images.pokemontcg.io", "https://images.scrydex.com");

    /// <exception cref="ConfigurationException">One is no origin.</exception>
    public static AllowedOrigins Read(IConfiguration configuration)
    {
        var listed = configuration.GetSection(Key).GetChildren().Select(c => c.Value)
            .Append(configuration[Key])
            .SelectMany(text => (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .ToList();
        return listed.Count == 0 ? Default : new AllowedOrigins(listed);
    }

    /// <summary>Why this URL must not be fetched; null where it may.</summary>
    public string? Refusal(Uri url)
    {
        if (url.UserInfo.Length > 0)
            return "it has a user or password in it";
        if (_origins.Contains(OriginOf(url)))
            return null;
        if (url.Scheme is not ("https" or "http"))
            return $"{url.Scheme} is not https";
        return $"{url.Scheme}://{url.Authority} is not among {Key}";
    }

    /// <summary>Whether an origin names this very address and port, which makes it the owner's own choice.</summary>
    public bool Names(IPAddress address, int port) =>
        _origins.Any(o => o.Port == port && IPAddress.TryParse(o.Host.Trim('[', ']'), out var named) && named.Equals(address));

    public override string ToString() => string.Join(", ", _origins.Select(o => $"{o.Scheme}://{o.Host}:{o.Port}"));

    // Uri has lower-cased the host by then, and has turned spellings such as 127.1 or 0x7f000001 into an address.
    private static (string Scheme, string Host, int Port) OriginOf(Uri url) => (url.Scheme, url.IdnHost, url.Port);

    private static (string Scheme, string Host, int Port) Parse(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "https" or "http" && url.Host.Length > 0
            && url.UserInfo.Length == 0 && url.PathAndQuery == "/" && url.Fragment.Length == 0
            ? OriginOf(url)
            : throw ConfigurationException.For(Key, text.Contains('@', StringComparison.Ordinal) ? "(a URL with user or password)" : text, "scheme and host such as https://images.pokemontcg.io, with a port where it is another one, and no path");
}
