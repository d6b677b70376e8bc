using Microsoft.Extensions.Configuration;
using PokedexTop.Configuration;
using PokedexTop.Language;

namespace PokedexTop;

/// <summary>
/// Every key this program reads below its own sections. A key that is none of them would be taken in silence and change
/// nothing, so it is refused; the nearest is named. A test compares the list with what the options really read.
/// </summary>
internal static class SettingNames
{
    private static readonly string[] s_schedules = ["FullSync", "PriceRefresh", "NewSetCheck", "SpeciesRefresh", "MissingImageRetry", "Housekeeping", "LakeWrite"];

    public static IReadOnlyList<string> All { get; } =
    [
        "Database:Provider", "ConnectionStrings:Database", "ConnectionStrings:RabbitMq", "Data:Directory", "Messaging:Transport",
        "Source:Name", "Source:Folder:Path", "Source:Order", "Source:FailoverAfterHours",
        .. Below("Source:PokemonTcg", "BaseUrl", "ApiKey", "ClosesOn", "PageSize", "Parallelism", "ConnectTimeoutSeconds", "CallTimeoutSeconds", "MaxResponseBytes", "Attempts", "BackoffSeconds",
            "MaxBackoffSeconds", "PauseAfter429Seconds", "KeylessPerMinute", "KeylessPerDay", "KeyedPerMinute", "KeyedPerDay"),
        .. Below("Source:PokeApi", "BaseUrl", "Folder", "ConnectTimeoutSeconds", "CallTimeoutSeconds", "MaxResponseBytes", "Attempts", "BackoffSeconds", "PerMinute", "PerDay", "SpeciesPerRefresh", "MaxAgeDays"),
        .. Below("Source:Tcgdex", "BaseUrl", "Parallelism", "PerMinute", "PerDay", "RecheckDays", "Pocket", "Languages", "ConnectTimeoutSeconds", "CallTimeoutSeconds", "MaxResponseBytes", "Attempts", "BackoffSeconds",
            "MaxBackoffSeconds", "PauseAfter429Seconds"),
        .. Below("Ingest", "ReconcileSeconds", "LeaseSeconds"),
        "Normalize:ReconcileSeconds",
        .. Below("Images", "Store", "Enabled", "AllowedOrigins", "MaxBytes", "ReconcileSeconds", "LeaseSeconds", "Concurrency", "RecheckDays", "MissingRecheckDays", "Attempts"),
        .. Below("Images:Fetch", "Parallelism", "PerSecond", "ConnectTimeoutSeconds", "TimeoutSeconds", "MaxRedirects"),
        .. Below("Images:Rendering", "MaxPixels", "MaxSide", "Quality", "Effort", "Threads"),
        .. Below("Images:S3", "Bucket", "Region", "Prefix", "Endpoint", "ForcePathStyle", "PublicBaseUrl"),
        "Collections:ReconcileSeconds",
        .. Below("Lake", "Store", "Folder", "Users"),
        .. Below("Lake:S3", "Bucket", "Region", "Prefix", "Endpoint", "ForcePathStyle"),
        .. Below("Schedule", "TimeZone", "Enabled"),
        .. s_schedules.SelectMany(schedule => Below($"Schedule:{schedule}", "Cron", "TimeZone", "Enabled")),
        .. Below("Retention", "Calls", "Runs", "Prices", "Audit"),
        .. Below("Admin", "Enabled", "ApiKey", "Loopback"),
        .. Below("Auth", "Mode", "Authority", "ClientId", "ClientSecret", "Audience", "Scopes", "RoleClaim", "AdminRole", "NewUsers"),
        .. Below("Web", "PublicCatalogue", "PublicDropIn", "PublicCollections", "Mcp", "RequestsPerMinute", "TrustedProxies"),
        .. Below("Telemetry", "TablesSeconds", "AlwaysSampleCards"),
    ];

    private static readonly HashSet<string> s_known = new(All, StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> s_sections = new(All.Select(Section), StringComparer.OrdinalIgnoreCase);

    /// <summary>What .NET itself reads; a section of it may stand beside ours.</summary>
    private static readonly string[] s_frameworks = ["Logging", "Kestrel"];

    /// <param name="configuration">Everything configured.</param>
    /// <param name="given">Keys somebody typed for this program, whose sections are its own or the framework's.</param>
    /// <exception cref="ConfigurationException">There is no such setting.</exception>
    public static void Check(IConfiguration configuration, IEnumerable<string> given)
    {
        foreach (var (key, value) in configuration.AsEnumerable())
        {
            // A value is what makes a key a setting; a list's members have numbers.
            if (value is not null && key.Contains(':', StringComparison.Ordinal) && !IsKnown(key) && (s_sections.Contains(Section(key)) || IsMisspelled(key)))
                throw Unknown(key);
        }
        if (given.FirstOrDefault(key => key.Contains(':', StringComparison.Ordinal) && !IsKnown(key) && !s_frameworks.Contains(Section(key), StringComparer.OrdinalIgnoreCase)) is { } typed)
            throw Unknown(typed);
    }

    private static bool IsKnown(string key) =>
        s_known.Contains(key) || (key.LastIndexOf(':') is > 0 and var end && int.TryParse(key.AsSpan(end + 1), out _) && key[..end].Equals("Images:AllowedOrigins", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether only its section is wrong, and by little: the environment is full of variables that are not ours.</summary>
    private static bool IsMisspelled(string key) =>
        s_sections.FirstOrDefault(section => Spelling.Distance(section, Section(key)) <= 2) is { } meant && s_known.Contains(meant + key[key.IndexOf(':', StringComparison.Ordinal)..]);

    private static ConfigurationException Unknown(string key) =>
        new($"{key} is no setting of this program; the nearest is {All.MinBy(known => Spelling.Distance(known, key))}. They stand under Settings in README.md.");

    private static string Section(string key) => key.Split(':', 2)[0];

    private static IEnumerable<string> Below(string section, params string[] keys) => keys.Select(key => $"{section}:{key}");
}
