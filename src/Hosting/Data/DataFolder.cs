using System.Globalization;
using PokedexTop.Hosting.Configuration;

namespace PokedexTop.Hosting.Data;

/// <summary>
/// The data folder and its lock: one running host a folder. Holding it is also what makes it safe to end leases and
/// migration locks that a killed process left behind.
/// </summary>
public sealed class DataFolder : IDisposable
{
    /// <summary>A file that another process holds: EWOULDBLOCK of Linux and of macOS, ERROR_SHARING_VIOLATION of Windows.</summary>
    private static readonly int[] s_held = [11, 35, unchecked((int)0x80070020)];

    /// <summary>ENOSPC, EDQUOT of Linux and of macOS, ERROR_DISK_FULL.</summary>
    private static readonly int[] s_full = [28, 122, 69, unchecked((int)0x80070070)];

    private readonly FileStream? _lock;

    private DataFolder(string path, FileStream? held) => (Path, _lock) = (path, held);

    public string Path { get; }

    /// <summary>Whether this process is the folder's host.</summary>
    public bool IsHost => _lock is not null;

    /// <summary>Creates the folder where it is missing and takes its lock; <see cref="IsHost"/> tells whether that worked.</summary>
    /// <exception cref="ConfigurationException">The folder cannot be created or written.</exception>
    /// <exception cref="IOException">Its disk is full.</exception>
    public static DataFolder Open(string path)
    {
        FileStream? held = null;
        try
        {
            Directory.CreateDirectory(path);
            held = TryLock(System.IO.Path.Combine(path, "pokedextop.lock"));
            if (held is not null)
                File.WriteAllText(HolderFile(path), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return new DataFolder(path, held);
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            held?.Dispose();
            throw error switch
            {
                UnauthorizedAccessException => new ConfigurationException($"Data:Directory is '{path}', which this user may not write: {error.Message}"),
                _ when s_full.Contains(error.HResult) => new IOException($"The disk of the data folder {path} is full: {error.Message}", error),
                _ => new ConfigurationException($"Data:Directory is '{path}', which cannot be used: {error.Message}"),
            };
        }
    }

    /// <summary>Null where another process holds it.</summary>
    private static FileStream? TryLock(string file)
    {
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when (s_held.Contains(error.HResult))
        {
            return null;
        }
    }

    /// <summary>The process id of the folder's host, where it can be read.</summary>
    public static string? Holder(string path)
    {
        try
        {
            return File.ReadAllText(HolderFile(path)).Trim();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Dispose() => _lock?.Dispose();

    private static string HolderFile(string path) => System.IO.Path.Combine(path, "pokedextop.pid");
}
