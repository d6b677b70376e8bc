namespace PokedexTop.Configuration;

/// <summary>What is configured, or asked for on the command line, cannot work. Ends the program with exit code 2.</summary>
public sealed class ConfigurationException(string message) : Exception(message)
{
    /// <summary>A message that names the key, the value seen and the values allowed.</summary>
    public static ConfigurationException For(string key, string? seen, string allowed) =>
        new($"{key} is {(string.IsNullOrEmpty(seen) ? "not set" : $"'{seen}'")}; allowed: {allowed}.");
}
