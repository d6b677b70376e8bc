using PokedexTop.Configuration;
using PokedexTop.Data;

namespace PokedexTop.Composition;

/// <summary>
/// Where the host of a data folder serves its pages, as it tells other verbs started beside it: what lives in its memory only,
/// such as schedules where the database is a file, they must ask it for.
/// </summary>
internal static class HostAddress
{
    private const string FileName = "pokedextop.url";

    /// <param name="settings">Of the host.</param>
    /// <param name="urls">The addresses it listens on.</param>
    public static void Write(HostSettings settings, IEnumerable<string> urls)
    {
        if (settings.Provider == DatabaseProvider.Sqlite && urls.Select(FromHere).MinBy(url => url.Scheme) is { } url)
            HostFolder.Write(FileOf(settings), url.AbsoluteUri);
    }

    /// <summary>Null where no host runs, or it serves no pages.</summary>
    public static string? Find(HostSettings settings)
    {
        // Opening the folder would make it, and a verb that reads leaves nothing behind.
        if (!File.Exists(FileOf(settings)))
            return null;
        using var folder = DataFolder.Open(HostFolder.PathOf(settings));
        // A host that was killed has left its file.
        return !folder.IsHost && File.ReadAllText(FileOf(settings)) is { Length: > 0 } url ? url : null;
    }

    /// <summary>"Every address" is none to connect to.</summary>
    private static Uri FromHere(string listened)
    {
        var url = new UriBuilder(listened.Replace("//*", "//localhost", StringComparison.Ordinal).Replace("//+", "//localhost", StringComparison.Ordinal));
        if (url.Host is "0.0.0.0" or "[::]")
            url.Host = "localhost";
        return url.Uri;
    }

    private static string FileOf(HostSettings settings) => Path.Combine(HostFolder.PathOf(settings), FileName);
}
