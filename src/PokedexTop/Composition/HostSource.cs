using System.Globalization;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Ingest.Sources;

namespace PokedexTop.Composition;

/// <summary>
/// Which folder of cards the host of a data folder reads, as it tells syncs started beside it. A run's row names the source
/// only, and a sync of another folder must not be answered with this one's cards.
/// </summary>
internal static class HostSource
{
    private const string FileName = "pokedextop.source";

    /// <param name="folder">The data folder, of which this process is the host.</param>
    /// <param name="source">What it reads.</param>
    public static void Write(DataFolder folder, SourceSelection source) =>
        HostFolder.Write(FileOf(folder), string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}\n{source.FolderPath}"));

    /// <param name="folder">The data folder, whose host is another process.</param>
    /// <param name="asked">What a sync is to read.</param>
    /// <exception cref="ConfigurationException">The host reads another folder.</exception>
    public static void Check(DataFolder folder, SourceSelection asked)
    {
        if (asked.FolderPath is null || !File.Exists(FileOf(folder)) || File.ReadAllLines(FileOf(folder)) is not [var process, { Length: > 0 } path, ..])
            return;
        // A host that has only just begun may not have told yet; what stands there then is an earlier one's.
        if (process == DataFolder.Holder(folder.Path) && path != asked.FolderPath)
            throw new ConfigurationException(
                $"The host that runs on {folder.Path} (process {process}) reads the folder '{path}', not '{asked.FolderPath}'. Sync without --source, or stop the host first.");
    }

    private static string FileOf(DataFolder folder) => Path.Combine(folder.Path, FileName);
}
