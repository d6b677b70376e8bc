using System.Globalization;
using PokedexTop.Hosting.Configuration;

namespace PokedexTop.Hosting.Data;

/// <summary>
/// The data folder and its lock: one running host a folder. Holding it is also what makes it safe to end leases and
/// migration locks that a killed process left behind.
/// </summary>
public sealed class DataFolder : IDisposable
{
    private readonly FileStream? _lock;

    private DataFolder(string path, FileStream? held) => (Path, _lock) = (path, held);

    public string Path { get; }

    /// <summary>Whether this process is the folder's host.</summary>
    public bool IsHost => _lock is not null;

    /// <summary>Creates the folder where it is missing and takes its lock; <see cref="IsHost"/> tells whether that worked.</summary>
    /// <exception cref="ConfigurationException">The folder cannot be created or written.</exception>
    public static DataFolder Open(string path)
    {
        var lockFile = System.IO.Path.Combine(path, "pokedextop.lock");
        try
        {
            Directory.CreateDirectory(path);
            var held = new FileStream(lockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            File.WriteAllText(HolderFile(path), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new DataFolder(path, held);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new ConfigurationException($"Data:Directory is '{path}', which this user may not write: {error.Message}");
        }
        catch (IOException error) when (File.Exists(lockFile) && Directory.Exists(path) && error is not (DirectoryNotFoundException or PathTooLongException))
        {
            return new DataFolder(path, null);
        }
        catch (IOException error)
        {
            throw new ConfigurationException($"Data:Directory is '{path}', which cannot be used: {error.Message}");
        }
    }

    /// <summary>The process id of the folder's host, where it can be read.</summary>
    public static string? Holder(string path)
    {
        try
        {
            return File.ReadAllText(HolderFile(path)).Trim();
        }
        catch (IOException)
        {
            return null;
        }
    }

    public void Dispose() => _lock?.Dispose();

    private static string HolderFile(string path) => System.IO.Path.Combine(path, "pokedextop.pid");
}
