using System.Text.Json;
using System.Text.RegularExpressions;
using PokedexTop.Deployment.Tests.Settings;
using PokedexTop.Testing;

namespace PokedexTop.Deployment.Tests.Compose;

/// <summary>docker-compose.yml, as far as the keys it uses; names and types are the Compose specification's.</summary>
internal sealed partial record ComposeFile(Dictionary<string, ComposeService> Services, Dictionary<string, ComposeConfig> Configs, Dictionary<string, object?> Volumes)
{
    /// <summary>The databases there is a file for, by the word that chooses it.</summary>
    private static readonly Dictionary<string, Lazy<ComposeFile>> s_files =
        new[] { "sqlserver", "postgresql" }.ToDictionary(database => database, database => new Lazy<ComposeFile>(() => With(database)));

    public static string Path => RepositoryRoot.Combine("docker-compose.yml");

    public List<string> Include { get; init; } = [];

    /// <summary>The file with what it includes.</summary>
    /// <param name="database">What <c>DATABASE</c> is.</param>
    public static ComposeFile Read(string database = "sqlserver") => s_files[database].Value;

    private static ComposeFile With(string database)
    {
        var file = StrictYaml.Snake<ComposeFile>(File.ReadAllText(Path).Replace("${DATABASE:-sqlserver}", database, StringComparison.Ordinal));
        foreach (var path in file.Include)
        {
            var folder = System.IO.Path.GetDirectoryName(path)!;
            var included = StrictYaml.Snake<IncludedFile>(File.ReadAllText(RepositoryRoot.Combine(path)));
            foreach (var (name, service) in included.Services)
                file.Services.Add(name, service with { Volumes = service.Volumes.ConvertAll(v => v.StartsWith("./", StringComparison.Ordinal) ? $"./{folder}{v[1..]}" : v) });
            foreach (var name in included.Volumes.Keys)
                file.Volumes.Add(name, null);
        }
        return file;
    }

    private sealed record IncludedFile(Dictionary<string, ComposeService> Services, Dictionary<string, object?> Volumes);

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
