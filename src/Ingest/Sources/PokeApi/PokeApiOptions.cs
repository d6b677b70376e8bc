using Microsoft.Extensions.Configuration;
using PokedexTop.Configuration;

namespace PokedexTop.Ingest.Sources.PokeApi;

/// <summary>How PokéAPI is read: the section <c>Source:PokeApi</c>.</summary>
public sealed record PokeApiOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Source:PokeApi";

    /// <summary>Where the API is; http or https, without query.</summary>
    public Uri BaseUrl { get; init; } = new("https://pokeapi.co/api/v2");

    /// <summary>A folder with PokéAPI's CSV files, to be read instead of the API: no call is made then. Null for the API.</summary>
    public string? Folder { get; init; }

    /// <summary>Seconds until the connection must stand.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Seconds from the request to the last byte of the answer.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Bytes an answer may have, decompressed. A species has about a hundred thousand.</summary>
    public int MaxResponseBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Times the same call is tried, the first included.</summary>
    public int Attempts { get; init; } = 3;

    /// <summary>Seconds before the second attempt; doubled before each further one, with jitter.</summary>
    public TimeSpan Backoff { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Calls in any 60 seconds and in any 24 hours. None is documented; its fair use policy asks to be gentle.</summary>
    public CallQuota Quota { get; init; } = new(60, null);

    /// <summary>
    /// Species asked for in one refresh at most; the next refresh goes on where this one ended. All there are, in seventeen minutes at a
    /// call a second; much longer than twenty and a broker takes the message that asked for it for lost (30 minutes, RabbitMQ).
    /// </summary>
    public int SpeciesPerRefresh { get; init; } = 1_200;

    /// <summary>Days after which a species is asked for again although the lists tell nothing new of it.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Reads the section; what is not set keeps its default. In configuration 0 means no limit, for quotas.</summary>
    /// <exception cref="ConfigurationException">A value is not one of those allowed.</exception>
    public static PokeApiOptions Read(IConfiguration configuration)
    {
        var section = new SettingsSection(configuration, Section);
        var defaults = new PokeApiOptions();
        return new PokeApiOptions
        {
            BaseUrl = section.Url("BaseUrl", defaults.BaseUrl),
            Folder = ReadFolder(section),
            ConnectTimeout = section.Seconds("ConnectTimeoutSeconds", defaults.ConnectTimeout, 0.1, 600),
            CallTimeout = section.Seconds("CallTimeoutSeconds", defaults.CallTimeout, 0.1, 3_600),
            MaxResponseBytes = section.Integer("MaxResponseBytes", defaults.MaxResponseBytes, 1_024, 1_073_741_824),
            Attempts = section.Integer("Attempts", defaults.Attempts, 1, 20),
            Backoff = section.Seconds("BackoffSeconds", defaults.Backoff, 0, 600),
            Quota = section.Quota("", defaults.Quota),
            SpeciesPerRefresh = section.Integer("SpeciesPerRefresh", defaults.SpeciesPerRefresh, 0, 10_000),
            MaxAge = TimeSpan.FromDays(section.Integer("MaxAgeDays", (int)defaults.MaxAge.TotalDays, 1, 3_650)),
        };
    }

    private static string? ReadFolder(SettingsSection section) => section.Text("Folder") is not { } folder ? null
        : File.Exists(Path.Combine(folder, SpeciesFolder.SpeciesFile)) ? Path.GetFullPath(folder)
        : throw section.Error("Folder", folder, $"a folder that has {SpeciesFolder.SpeciesFile}, such as data/v2/csv of a copy of PokéAPI's repository");
}
