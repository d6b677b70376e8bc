using Microsoft.Extensions.Configuration;
using PokedexTop.Configuration;

namespace PokedexTop.Images.Fetch;

/// <summary>From where images are fetched and how politely: <c>Images:AllowedOrigins</c>, <c>Images:MaxBytes</c> and the section <c>Images:Fetch</c>.</summary>
public sealed record ImageFetchOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Images:Fetch";

    /// <summary>Scheme, host and port of every place images may come from; redirects included.</summary>
    public AllowedOrigins AllowedOrigins { get; init; } = AllowedOrigins.Default;

    /// <summary>Bytes an image may have; reading ends there.</summary>
    public int MaxBytes { get; init; } = 10 * 1024 * 1024;

    /// <summary>Requests under way at once to one host.</summary>
    public int Parallelism { get; init; } = 4;

    /// <summary>Requests begun in a second to one host, evenly spaced.</summary>
    public double PerSecond { get; init; } = 8;

    /// <summary>Seconds until a connection must stand.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Seconds from the first request to the last byte, redirects included, however steadily they drip.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Redirects followed for one image.</summary>
    public int MaxRedirects { get; init; } = 3;

    /// <summary>Reads the settings; what is not set keeps its default.</summary>
    /// <exception cref="ConfigurationException">A value is not one of those allowed.</exception>
    public static ImageFetchOptions Read(IConfiguration configuration)
    {
        var images = new SettingsSection(configuration, "Images");
        var section = new SettingsSection(configuration, Section);
        var defaults = new ImageFetchOptions();
        return new ImageFetchOptions
        {
            AllowedOrigins = AllowedOrigins.Read(configuration),
            MaxBytes = images.Integer("MaxBytes", defaults.MaxBytes, 1_024, 100_000_000),
            Parallelism = section.Integer("Parallelism", defaults.Parallelism, 1, 64),
            PerSecond = section.Number("PerSecond", defaults.PerSecond, 0.01, 10_000),
            ConnectTimeout = section.Seconds("ConnectTimeoutSeconds", defaults.ConnectTimeout, 0.1, 600),
            Timeout = section.Seconds("TimeoutSeconds", defaults.Timeout, 0.1, 3_600),
            MaxRedirects = section.Integer("MaxRedirects", defaults.MaxRedirects, 0, 10),
        };
    }
}
