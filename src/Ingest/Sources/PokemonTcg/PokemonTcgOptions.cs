using Microsoft.Extensions.Configuration;
using PokedexTop.Configuration;

namespace PokedexTop.Ingest.Sources.PokemonTcg;

/// <summary>How pokemontcg.io is read: the section <c>Source:PokemonTcg</c>.</summary>
public sealed record PokemonTcgOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Source:PokemonTcg";

    /// <summary>Where the API is; http or https, without query.</summary>
    public Uri BaseUrl { get; init; } = new("https://api.pokemontcg.io/v2");

    /// <summary>Sent as <c>X-Api-Key</c>; without one the smaller quota applies.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Items asked for in one page; the API gives 250 at most.</summary>
    public int PageSize { get; init; } = 250;

    /// <summary>Sets fetched at once.</summary>
    public int Parallelism { get; init; } = 2;

    /// <summary>Seconds until the connection must stand.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Seconds from the request to the last byte of the answer.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>Bytes an answer may have, decompressed. A page of 250 cards has about one million.</summary>
    public int MaxResponseBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>Times the same call is tried, the first included.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>Seconds before the second attempt; doubled before each further one, with jitter.</summary>
    public TimeSpan Backoff { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Seconds no backoff exceeds.</summary>
    public TimeSpan MaxBackoff { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Seconds nothing is asked after a 429 without Retry-After.</summary>
    public TimeSpan PauseAfter429 { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Calls in any 60 seconds and in any 24 hours without a key.</summary>
    public CallQuota KeylessQuota { get; init; } = new(30, 1_000);

    /// <summary>Calls in any 60 seconds and in any 24 hours with a key. No limit a minute is documented.</summary>
    public CallQuota KeyedQuota { get; init; } = new(null, 20_000);

    /// <summary>Reads the section; what is not set keeps its default. In configuration 0 means no limit, for quotas.</summary>
    /// <exception cref="ConfigurationException">A value is not one of those allowed.</exception>
    public static PokemonTcgOptions Read(IConfiguration configuration)
    {
        var section = new SettingsSection(configuration, Section);
        var defaults = new PokemonTcgOptions();
        return new PokemonTcgOptions
        {
            BaseUrl = section.Url("BaseUrl", defaults.BaseUrl),
            ApiKey = section.HeaderValue("ApiKey"),
            PageSize = section.Integer("PageSize", defaults.PageSize, 1, 250),
            Parallelism = section.Integer("Parallelism", defaults.Parallelism, 1, 8),
            ConnectTimeout = section.Seconds("ConnectTimeoutSeconds", defaults.ConnectTimeout, 0.1, 600),
            CallTimeout = section.Seconds("CallTimeoutSeconds", defaults.CallTimeout, 0.1, 3_600),
            MaxResponseBytes = section.Integer("MaxResponseBytes", defaults.MaxResponseBytes, 1_024, 1_073_741_824),
            Attempts = section.Integer("Attempts", defaults.Attempts, 1, 20),
            Backoff = section.Seconds("BackoffSeconds", defaults.Backoff, 0, 600),
            MaxBackoff = section.Seconds("MaxBackoffSeconds", defaults.MaxBackoff, 0, 3_600),
            PauseAfter429 = section.Seconds("PauseAfter429Seconds", defaults.PauseAfter429, 0, 86_400),
            KeylessQuota = section.Quota("Keyless", defaults.KeylessQuota),
            KeyedQuota = section.Quota("Keyed", defaults.KeyedQuota),
        };
    }

    /// <summary>Without the key, so that logging the options cannot tell it.</summary>
    public override string ToString() => $"{BaseUrl}{(ApiKey is null ? "" : " with a key")}";
}
