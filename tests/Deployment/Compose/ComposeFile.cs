using System.Text.Json;
using System.Text.RegularExpressions;
using PokedexTop.Deployment.Tests.Settings;
using PokedexTop.Testing;

namespace PokedexTop.Deployment.Tests.Compose;

/// <summary>docker-compose.yml, as far as the keys it uses; names and types are the Compose specification's.</summary>
internal sealed partial record ComposeFile(Dictionary<string, ComposeService> Services, Dictionary<string, ComposeConfig> Configs, Dictionary<string, object?> Volumes)
{
    private static readonly Lazy<ComposeFile> s_file = new(() => StrictYaml.Snake<ComposeFile>(File.ReadAllText(Path)));

    public static string Path => RepositoryRoot.Combine("docker-compose.yml");

    public static ComposeFile Read() => s_file.Value;

    /// <summary>The services that run the program.</summary>
    public IEnumerable<KeyValuePair<string, ComposeService>> Processes => Services.Where(service => service.Value.Build is not null);

    /// <summary>A value with its variables filled in, where nothing is set in the environment: their defaults, or nothing.</summary>
    public static string Filled(string value) => Variable().Replace(value, match => match.Groups["escaped"].Success ? "$" : match.Groups["default"].Value);

    [GeneratedRegex(@"(?<escaped>\$\$)|\$\{(?<name>[A-Z0-9_]+)(:-(?<default>[^}]*))?\}")]
    private static partial Regex Variable();
}

internal sealed record ComposeService
{
    public required string Image { get; init; }

    public ComposeBuild? Build { get; init; }

    public List<string>? Entrypoint { get; init; }

    public List<string> Command { get; init; } = [];

    public Dictionary<string, string> Environment { get; init; } = [];

    public Dictionary<string, ComposeDependency> DependsOn { get; init; } = [];

    public ComposeHealthcheck? Healthcheck { get; init; }

    public string? Hostname { get; init; }

    public List<ComposeConfigMount> Configs { get; init; } = [];

    public List<string> Volumes { get; init; } = [];

    public List<string> Ports { get; init; } = [];

    public List<string> Profiles { get; init; } = [];

    public List<string> Tmpfs { get; init; } = [];

    public List<string> CapDrop { get; init; } = [];

    public List<string> SecurityOpt { get; init; } = [];

    public string? ReadOnly { get; init; }

    public required string Restart { get; init; }

    public string? StopGracePeriod { get; init; }
}

internal sealed record ComposeBuild(string Context, string Dockerfile);

internal sealed record ComposeDependency(string Condition);

internal sealed record ComposeConfigMount(string Source, string Target);

internal sealed record ComposeConfig(string Content);

internal sealed record ComposeHealthcheck
{
    public JsonElement? Test { get; init; }

    public string? Disable { get; init; }

    public string? Interval { get; init; }

    public string? Timeout { get; init; }

    public int? Retries { get; init; }

    public string? StartPeriod { get; init; }
}
