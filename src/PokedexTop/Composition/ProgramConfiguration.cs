using System.CommandLine;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using PokedexTop.CommandLine;
using PokedexTop.Configuration;
using PokedexTop.Ingest.Sources;

namespace PokedexTop.Composition;

/// <summary>
/// Everything configured, in rising order of precedence: appsettings.json beside the program, the short environment
/// variables, full environment variables, the command line.
/// </summary>
internal sealed class ProgramConfiguration
{
    private const string LogLevels = "Trace, Debug, Information, Warning, Error, Critical, None";

    /// <param name="values">Everything configured, from wherever it comes.</param>
    /// <param name="given">The keys that stand on the command line.</param>
    /// <exception cref="ConfigurationException">A value is not one of those allowed.</exception>
    internal ProgramConfiguration(IConfigurationRoot values, IEnumerable<string>? given = null)
    {
        SettingNames.Check(values, given ?? []);
        CheckLogLevels(values);
        (Values, Settings) = (values, HostSettings.Read(values));
        SettingValues.Check(values, Settings);
    }

    public IConfigurationRoot Values { get; }

    public HostSettings Settings { get; }

    /// <summary>The configured source; read when asked for, since not every verb needs one.</summary>
    /// <exception cref="ConfigurationException">Not a source, or its folder is missing.</exception>
    public SourceSelection Source => SourceSelection.Read(Values);

    /// <exception cref="ConfigurationException">A value is not one of those allowed.</exception>
    internal static ProgramConfiguration Read(ParseResult arguments)
    {
        var keys = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var pair in arguments.GetValue(VerbOptions.Configuration) ?? [])
        {
            var parts = pair.Split('=', 2);
            keys[parts[0]] = parts.Length > 1 ? parts[1] : "";
        }
        var source = arguments.CommandResult.Command.Options.Contains(VerbOptions.Source) ? arguments.GetValue(VerbOptions.Source) : null;
        return Read(keys, source);
    }

    /// <param name="commandLine">Keys given on the command line.</param>
    /// <param name="source">The value of <c>--source</c>, where given.</param>
    /// <exception cref="ConfigurationException">A value is not one of those allowed.</exception>
    public static ProgramConfiguration Read(IReadOnlyDictionary<string, string?> commandLine, string? source = null)
    {
        var overrides = new Dictionary<string, string?>(commandLine, StringComparer.OrdinalIgnoreCase);
        if (source is not null)
        {
            var selection = SourceSelection.Parse(source, "--source");
            (overrides["Source:Name"], overrides["Source:Folder:Path"]) = (selection.Name, selection.FolderPath);
        }
        var values = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true, reloadOnChange: false)
            .AddInMemoryCollection(EnvironmentAliases.Read(Environment.GetEnvironmentVariable))
            .AddEnvironmentVariables()
            .AddInMemoryCollection(overrides)
            .Build();
        return new ProgramConfiguration(values, commandLine.Keys);
    }

    /// <summary>For verbs that report by themselves: warnings only, unless a level was chosen outside appsettings.json.</summary>
    public ProgramConfiguration Quiet()
    {
        const string key = "Logging:LogLevel:Default";
        var chosen = Values.Providers.Skip(1).Any(provider => provider.TryGet(key, out _));
        if (chosen)
            return this;
        Values[key] = nameof(LogLevel.Warning);
        // How a sync ended is what the verb itself says.
        Values["Logging:LogLevel:PokedexTop.Ingest.Syncs.SyncRunner"] = nameof(LogLevel.Error);
        return this;
    }

    /// <summary>The logging library would take an unknown level for an error of its own, with a stack trace.</summary>
    private static void CheckLogLevels(IConfigurationRoot values)
    {
        foreach (var level in values.GetSection("Logging:LogLevel").GetChildren())
        {
            var text = level.Value?.ToUpperInvariant() switch { "INFO" => "Information", "WARN" => "Warning", "FATAL" => "Critical", _ => level.Value };
            if (!Enum.TryParse<LogLevel>(text, ignoreCase: true, out var parsed) || !Enum.IsDefined(parsed))
                throw ConfigurationException.For($"{level.Path}{(level.Key == "Default" ? " (or LOG_LEVEL)" : "")}", level.Value, LogLevels);
            if (text != level.Value)
                values[level.Path] = text;
        }
    }
}
