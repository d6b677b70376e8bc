using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace PokedexTop.Configuration;

/// <summary>Reads the values of one section; every error names the key, the value seen and the values allowed.</summary>
/// <param name="configuration">Everything configured.</param>
/// <param name="section">The part of the keys before the last colon.</param>
public sealed class SettingsSection(IConfiguration configuration, string section)
{
    /// <summary>The value without blanks around it; null where none is set.</summary>
    public string? Text(string key) => configuration[$"{section}:{key}"] is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;

    /// <summary>An http or https URL without user, query and fragment.</summary>
    /// <exception cref="ConfigurationException">It is something else.</exception>
    public Uri Url(string key, Uri fallback) => Text(key) is null ? fallback : Url(key, fallback.ToString())!;

    /// <param name="key">Below the section.</param>
    /// <param name="example">For the error.</param>
    /// <inheritdoc cref="Url(string, Uri)"/>
    public Uri? Url(string key, string example)
    {
        if (Text(key) is not { } text)
            return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.UserInfo.Length == 0
            && url.Query.Length == 0 && url.Fragment.Length == 0)
            return url;
        // A password in a URL is a secret like any other.
        throw Error(key, text.Contains('@', StringComparison.Ordinal) ? "(a URL with user or password)" : text, $"an http or https URL without query, such as {example}");
    }

    /// <summary>A secret that fits into a header.</summary>
    /// <exception cref="ConfigurationException">It does not; the value is not in the message.</exception>
    public string? HeaderValue(string key)
    {
        if (Text(key) is not { } text)
            return null;
        return text.All(c => c is > ' ' and < '\x7f') ? text : throw Error(key, "(not shown)", "printable ASCII characters without spaces");
    }

    /// <exception cref="ConfigurationException">Not a whole number of that range.</exception>
    public int Integer(string key, int fallback, int least, int most)
    {
        if (Text(key) is not { } text)
            return fallback;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw Error(key, text, string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}"));
    }

    /// <exception cref="ConfigurationException">Not a number of that range.</exception>
    public double Number(string key, double fallback, double least, double most)
    {
        if (Text(key) is not { } text)
            return fallback;
        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw Error(key, text, string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"));
    }

    /// <exception cref="ConfigurationException">Not a number of seconds of that range.</exception>
    public TimeSpan Seconds(string key, TimeSpan fallback, double least, double most)
    {
        if (Text(key) is not { } text)
            return fallback;
        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? TimeSpan.FromSeconds(value)
            : throw Error(key, text, string.Create(CultureInfo.InvariantCulture, $"seconds from {least} to {most}"));
    }

    /// <summary>Some of several words, with commas between them; none where nothing is set.</summary>
    /// <exception cref="ConfigurationException">Another word, or one twice.</exception>
    public IReadOnlyList<string> Words(string key, IReadOnlyCollection<string> allowed)
    {
        var words = (Text(key) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return words.Distinct(StringComparer.Ordinal).Count() == words.Length && Array.TrueForAll(words, allowed.Contains)
            ? words
            : throw Error(key, Text(key)!, $"any of {string.Join(", ", allowed)}, each once and with commas between them");
    }

    /// <summary>A day, or <c>never</c>.</summary>
    /// <exception cref="ConfigurationException">Something else.</exception>
    public DateOnly? Day(string key, DateOnly? fallback)
    {
        if (Text(key) is not { } text)
            return fallback;
        if (text.Equals("never", StringComparison.OrdinalIgnoreCase))
            return null;
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw Error(key, text, "a day such as 2027-03-01, or never");
    }

    /// <exception cref="ConfigurationException">Neither true nor false.</exception>
    public bool Flag(string key, bool fallback)
    {
        if (Text(key) is not { } text)
            return fallback;
        return bool.TryParse(text, out var value) ? value : throw Error(key, text, "true, false");
    }

    /// <summary>The error about a value of this section.</summary>
    public ConfigurationException Error(string key, string? seen, string allowed) => ConfigurationException.For($"{section}:{key}", seen, allowed);
}
