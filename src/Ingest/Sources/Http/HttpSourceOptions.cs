using PokedexTop.Configuration;

namespace PokedexTop.Ingest.Sources.Http;

/// <summary>What calls of any network source may take, and how often they are tried.</summary>
public abstract record HttpSourceOptions
{
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

    /// <summary>The same options with what the section says of calls.</summary>
    /// <exception cref="ConfigurationException">A value is not one of those allowed.</exception>
    internal static T WithCalls<T>(T options, SettingsSection section) where T : HttpSourceOptions
    {
        HttpSourceOptions calls = options;
        return (T)(calls with
        {
            ConnectTimeout = section.Seconds("ConnectTimeoutSeconds", calls.ConnectTimeout, 0.1, 600),
            CallTimeout = section.Seconds("CallTimeoutSeconds", calls.CallTimeout, 0.1, 3_600),
            MaxResponseBytes = section.Integer("MaxResponseBytes", calls.MaxResponseBytes, 1_024, 1_073_741_824),
            Attempts = section.Integer("Attempts", calls.Attempts, 1, 20),
            Backoff = section.Seconds("BackoffSeconds", calls.Backoff, 0, 600),
            MaxBackoff = section.Seconds("MaxBackoffSeconds", calls.MaxBackoff, 0, 3_600),
            PauseAfter429 = section.Seconds("PauseAfter429Seconds", calls.PauseAfter429, 0, 86_400),
        });
    }
}
