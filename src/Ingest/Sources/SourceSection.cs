using System.Globalization;
using Microsoft.Extensions.Configuration;
using PokedexTop.Hosting.Configuration;

namespace PokedexTop.Ingest.Sources;

/// <summary>Reads a network source's section; every error names the key, the value seen and the values allowed.</summary>
internal sealed class SourceSection(IConfiguration configuration, string section)
{
    public Uri Url(string key, Uri fallback)
    {
        if (Text(key) is not { } text)
            return fallback;
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0
            && url.Query.Length == 0 && url.Fragment.Length == 0)
            return url;
        // A password in a URL is a secret like any other.
        throw Error(key, text.Contains('@', StringComparison.Ordinal) ? "(a URL with user or password)" : text, $"an http or https URL without query, such as {fallback}");
    }

    /// <summary>A secret that fits into a header.</summary>
    public string? HeaderValue(string key)
    {
        if (Text(key) is not { } text)
            return null;
        return text.All(c => c is > ' ' and < '\x7f') ? text : throw Error(key, "(not shown)", "printable ASCII characters without spaces");
    }

    public int Integer(string key, int fallback, int least, int most)
    {
        if (Text(key) is not { } text)
            return fallback;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw Error(key, text, string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"));
    }

    public TimeSpan Seconds(string key, TimeSpan fallback, double least, double most)
    {
        if (Text(key) is not { } text)
            return fallback;
        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? TimeSpan.FromSeconds(value)
            : throw Error(key, text, string.Create(CultureInfo.InvariantCulture, $"seconds from {least} to {most}"));
    }

    /// <summary>The keys <c>…PerMinute</c> and <c>…PerDay</c>; 0 for no limit.</summary>
    public CallQuota Quota(string prefix, CallQuota fallback)
    {
        return new CallQuota(Limit("PerMinute", fallback.PerMinute), Limit("PerDay", fallback.PerDay));

        int? Limit(string name, int? calls) => Integer(prefix + name, calls ?? 0, 0, 1_000_000) is > 0 and var limit ? limit : null;
    }

    private string? Text(string key) => configuration[$"{section}:{key}"] is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    private ConfigurationException Error(string key, string seen, string allowed) => ConfigurationException.For($"{section}:{key}", seen, allowed);
}
