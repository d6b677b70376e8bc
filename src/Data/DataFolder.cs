using System.Globalization;
using PokedexTop.Configuration;

namespace PokedexTop.Data;

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

    private FileStream? _lock;

    private DataFolder(string path) => Path = path;

    public string Path { get; }

    /// <summary>Whether this process is the folder's host.</summary>
    public bool IsHost => _lock is not null;

    /// <summary>Creates the folder where it is missing and takes its lock; <see cref="IsHost"/> tells whether that worked.</summary>
    /// <exception cref="ConfigurationException">The folder cannot be created or written.</exception>
    /// <exception cref="IOException">Its disk is full.</exception>
    public static DataFolder Open(string path)
    {
        var folder = new DataFolder(path);
        folder.TryTake();
        return folder;
    }

    /// <summary>Takes the lock where it is free by now: the host that held it has ended.</summary>
    /// <returns>Whether this process is the folder's host.</returns>
    /// <exception cref="ConfigurationException">The folder cannot be created or written.</exception>
    /// <exception cref="IOException">Its disk is full.</exception>
    public bool TryTake()
    {
        if (IsHost)
            return true;
        try
        {
            Directory.CreateDirectory(Path);
            _lock = TryLock(LockFile(Path));
            if (IsHost)
                File.WriteAllText(HolderFile(Path), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return IsHost;
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            Dispose();
            throw error switch
            {
                UnauthorizedAccessException => new ConfigurationException($"Data:Directory is '{Path}', which this user may not write: {error.Message}"),
                _ when IsFull((IOException)error) => new IOException($"The disk of the data folder {Path} is full: {error.Message}", error),
                _ => new ConfigurationException($"Data:Directory is '{Path}', which cannot be used: {error.Message}"),
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

    /// <summary>Whether some process is the folder's host now. Nothing is created, and nothing that is free is kept.</summary>
    public static bool HasHost(string path)
    {
        if (!File.Exists(LockFile(path)))
            return false;
        try
        {
            using var free = TryLock(LockFile(path));
            return free is null;
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            return false;
        }
    }

    /// <summary>Whether an error says that a disk has no room left.</summary>
    public static bool IsFull(IOException error) => s_full.Contains(error.HResult);

    /// <summary>Whether a folder's disk is as good as full.</summary>
    public static bool HasNoRoom(string path) => new DriveInfo(path).AvailableFreeSpace < 1024 * 1024;

    /// <summary>The process id of the folder's host, where it can be read.</summary>
    public static string? Holder(string path)
    {
        try
        {
            return File.ReadAllText(HolderFile(path)).Trim() is { Length: > 0 } id ? id : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        _lock?.Dispose();
        _lock = null;
    }

    private static string LockFile(string path) => System.IO.Path.Combine(path, "pokedextop.lock");

    private static string HolderFile(string path) => System.IO.Path.Combine(path, "pokedextop.pid");
}
