using Microsoft.Extensions.Configuration;
using PokedexTop.Catalogue;
using PokedexTop.Configuration;

namespace PokedexTop.Ingest.Sources;

/// <summary>Which source is configured: <c>Source:Name</c> and for folders <c>Source:Folder:Path</c>, or <c>--source</c> on the command line.</summary>
/// <param name="Name">The bare name.</param>
/// <param name="FolderPath">For <c>folder</c> and <c>tcgdex-folder</c> only.</param>
/// <exception cref="ConfigurationException">The folder speaks no feed that this program knows.</exception>
public sealed record SourceSelection(string Name, string? FolderPath)
{
    public const string PokemonTcg = "pokemontcg";
    public const string Folder = "folder";
    public const string Starter = "starter";
    public const string Tcgdex = "tcgdex";
    public const string TcgdexFolder = "tcgdex-folder";

    private const string Allowed = "pokemontcg, folder:PATH, starter, tcgdex, tcgdex-folder:PATH, and for texts in another language such as French tcgdex/fr, tcgdex-folder/fr:PATH";

    /// <summary>The bare names of all sources.</summary>
    public static IReadOnlyList<string> Names { get; } = [PokemonTcg, Folder, Starter, Tcgdex, TcgdexFolder];

    private static readonly string[] s_ordered = [PokemonTcg, Tcgdex];

    private static readonly string[] s_folders = [Folder, TcgdexFolder];

    /// <summary>The feed this source speaks.</summary>
    public string Feed { get; } = Name switch
    {
        Folder when FolderPath is not null => FolderFeed.Read(FolderPath),
        _ when BareName(Name) is Tcgdex or TcgdexFolder => TcgdexFeed.Of(FeedLanguage.Of(Name)),
        Starter => Starter,
        _ => PokemonTcg,
    };

    /// <summary>The sources that stand in for each other, this one first; empty where it was chosen by name, which never gives way to another.</summary>
    public IReadOnlyList<string> Order { get; private init; } = [];

    /// <summary>Whether it makes no network call.</summary>
    public bool IsLocal => BareName(Name) is Folder or Starter or TcgdexFolder;

    /// <summary>The same source in a language: <c>tcgdex/fr</c>. English is not named.</summary>
    public static string InLanguage(string name, string language) => language == FeedLanguage.English ? name : $"{name}/{language}";

    /// <summary>A source's name without its language.</summary>
    internal static string BareName(string name) => name.Split('/')[0];

    /// <exception cref="ConfigurationException">Not a source.</exception>
    public static SourceSelection Read(IConfiguration configuration) =>
        configuration["Source:Name"] is { Length: > 0 } name
            ? IsFolder(name) ? new(name, CheckedFolder(name, "Source:Folder:Path", configuration["Source:Folder:Path"])) : Parse(name, "Source:Name")
            : OrderOf(configuration) is { Count: > 1 } order ? new(order[0], null) { Order = order } : new(OrderOf(configuration)[0], null);

    /// <summary>Checks the name alone: whether its folder is there matters to who reads it.</summary>
    /// <exception cref="ConfigurationException">Not a source.</exception>
    public static void CheckName(IConfiguration configuration)
    {
        if (configuration["Source:Name"] is { Length: > 0 } name && !IsFolder(name.Split(':')[0]))
            Parse(name, "Source:Name");
    }

    /// <summary>Reads the value of <c>--source</c>: a name, <c>folder:PATH</c> or <c>tcgdex-folder:PATH</c>.</summary>
    /// <exception cref="ConfigurationException">Not a source.</exception>
    public static SourceSelection Parse(string text, string key)
    {
        if (text.Split(':', 2) is [var folder, var path] && IsFolder(folder))
            return new(folder, CheckedFolder(folder, key, path));
        return text switch
        {
            PokemonTcg or Starter or Tcgdex => new(text, null),
            _ when BareName(text) == Tcgdex && TcgdexFeed.Languages.Contains(FeedLanguage.Of(text)) => new(text, null),
            _ => throw ConfigurationException.For(key, text, Allowed),
        };
    }

    /// <summary>The sources that stand in for each other where none is chosen by name: <c>Source:Order</c>.</summary>
    /// <exception cref="ConfigurationException">It names something else.</exception>
    public static IReadOnlyList<string> OrderOf(IConfiguration configuration)
    {
        if (configuration["Source:Order"] is not { Length: > 0 } text)
            return s_ordered;
        var names = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return names.Length > 0 && names.Distinct(StringComparer.Ordinal).Count() == names.Length && Array.TrueForAll(names, s_ordered.Contains)
            ? names
            : throw ConfigurationException.For("Source:Order", text, $"one or more of {string.Join(", ", s_ordered)}, with commas between them");
    }

    private static bool IsFolder(string name) =>
        s_folders.Contains(name) || (BareName(name) == TcgdexFolder && TcgdexFeed.Languages.Contains(FeedLanguage.Of(name)));

    private static string CheckedFolder(string name, string key, string? path)
    {
        if (string.IsNullOrWhiteSpace(path))
            throw new ConfigurationException($"{key} names no folder; allowed: {Allowed}.");
        if (File.Exists(path))
            throw new ConfigurationException($"{key} is '{path}', which is a file; a folder with {(name == Folder ? "sets/en.json and cards/en/<set>.json" : $"{FeedLanguage.Of(name)}/sets.json and {FeedLanguage.Of(name)}/cards.json")} is expected.");
        if (!Directory.Exists(path))
            throw new ConfigurationException($"{key} is the folder '{path}', which does not exist (looked for at {Path.GetFullPath(path)}).");
        return Path.GetFullPath(path);
    }
}
