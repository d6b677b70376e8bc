using Microsoft.Extensions.Configuration;
using PokedexTop.Configuration;

namespace PokedexTop.Ingest.Sources;

/// <summary>Which source is configured: <c>Source:Name</c> and <c>Source:Folder:Path</c>, or <c>--source</c> on the command line.</summary>
/// <param name="Name">The bare name.</param>
/// <param name="FolderPath">For <c>folder</c> only.</param>
/// <exception cref="ConfigurationException">The folder speaks no feed that this program knows.</exception>
public sealed record SourceSelection(string Name, string? FolderPath)
{
    public const string PokemonTcg = "pokemontcg";
    public const string Folder = "folder";
    public const string Starter = "starter";

    private const string FolderPrefix = "folder:";
    private const string Allowed = "pokemontcg, folder:PATH, starter";

    /// <summary>The feed this source speaks.</summary>
    public string Feed { get; } = FolderPath is null ? Name == Starter ? Starter : PokemonTcg : FolderFeed.Read(FolderPath);

    /// <exception cref="ConfigurationException">Not a source.</exception>
    public static SourceSelection Read(IConfiguration configuration) =>
        configuration["Source:Name"] is { Length: > 0 } name
            ? name == Folder ? new(Folder, CheckedFolder("Source:Folder:Path", configuration["Source:Folder:Path"])) : Parse(name, "Source:Name")
            : new(PokemonTcg, null);

    /// <summary>Checks the name alone: whether its folder is there matters to who reads it.</summary>
    /// <exception cref="ConfigurationException">Not a source.</exception>
    public static void CheckName(IConfiguration configuration)
    {
        if (configuration["Source:Name"] is { Length: > 0 } name && name != Folder && !name.StartsWith(FolderPrefix, StringComparison.Ordinal))
            Parse(name, "Source:Name");
    }

    /// <summary>Reads the value of <c>--source</c>: a name, or <c>folder:PATH</c>.</summary>
    /// <exception cref="ConfigurationException">Not a source.</exception>
    public static SourceSelection Parse(string text, string key)
    {
        if (text.StartsWith(FolderPrefix, StringComparison.Ordinal))
            return new(Folder, CheckedFolder(key, text[FolderPrefix.Length..]));
        return text switch
        {
            PokemonTcg or Starter => new(text, null),
            _ => throw ConfigurationException.For(key, text, Allowed),
        };
    }

    private static string CheckedFolder(string key, string? path)
    {
        if (string.IsNullOrWhiteSpace(path))
            throw new ConfigurationException($"{key} names no folder; allowed: {Allowed}.");
        if (File.Exists(path))
            throw new ConfigurationException($"{key} is '{path}', which is a file; a folder with sets/en.json and cards/en/<set>.json is expected.");
        if (!Directory.Exists(path))
            throw new ConfigurationException($"{key} is the folder '{path}', which does not exist (looked for at {Path.GetFullPath(path)}).");
        return Path.GetFullPath(path);
    }
}
