using Microsoft.Extensions.Configuration;
using PokedexTop.Configuration;

namespace PokedexTop.Deployment.Tests.Settings;

/// <summary>Environment variables as configuration, like the framework's own provider, that notes which of them were asked for.</summary>
internal sealed class RecordedVariables : ConfigurationProvider, IConfigurationSource
{
    private readonly HashSet<string> _asked = new(StringComparer.OrdinalIgnoreCase);

    public RecordedVariables(IReadOnlyDictionary<string, string> variables)
    {
        foreach (var (name, value) in variables)
            Set(KeyOf(name), value);
    }

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    public bool Asked(string variable) => _asked.Contains(KeyOf(variable));

    /// <summary>The alias's value, as <see cref="EnvironmentAliases"/> asks for it.</summary>
    public string? Variable(string name) => TryGet(name, out var value) ? value : null;

    public override bool TryGet(string key, out string? value)
    {
        if (!base.TryGet(key, out value))
            return false;
        _asked.Add(key);
        return true;
    }

    /// <summary>Does something that looks at every variable, which is no asking for any.</summary>
    public T Unrecorded<T>(Func<T> action)
    {
        string[] asked = [.. _asked];
        var result = action();
        _asked.IntersectWith(asked);
        return result;
    }

    private static string KeyOf(string variable) => variable.Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal);
}
