using System.Runtime.InteropServices;

namespace PokedexTop.Images.Stores;

/// <summary>Files and folders that are there after a power cut too.</summary>
internal static partial class DurableFiles
{
    /// <summary>Writes a new file; returns when it is on the disk.</summary>
    /// <exception cref="IOException">The disk is full, or another reason of the system's.</exception>
    public static async Task WriteAsync(string file, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        using var handle = File.OpenHandle(file, FileMode.CreateNew, FileAccess.Write, FileShare.None, FileOptions.Asynchronous);
        await RandomAccess.WriteAsync(handle, content, 0, cancellationToken);
        RandomAccess.FlushToDisk(handle);
    }

    /// <summary>Gives a file another name that nobody has; returns when the name is on the disk.</summary>
    /// <returns>False where somebody has it.</returns>
    /// <exception cref="IOException">The disk is full, or another reason of the system's.</exception>
    public static bool Move(string from, string to)
    {
        // File.Move looks first and renames then, so that two can succeed; a second name is given once only.
        if (OperatingSystem.IsWindows() || Link(from, to) != 0)
        {
            if (File.Exists(to))
                return false;
            // Filesystems without second names (EPERM, ENOTSUP) keep the small gap; what is written is the same anyway.
            File.Move(from, to, overwrite: false);
        }
        FlushDirectory(Path.GetDirectoryName(to)!);
        return true;
    }

    /// <summary>Makes a folder and those above it; returns when they are on the disk.</summary>
    public static void CreateDirectory(string folder)
    {
        if (Directory.Exists(folder))
            return;
        var above = Path.GetDirectoryName(folder)!;
        CreateDirectory(above);
        Directory.CreateDirectory(folder);
        FlushDirectory(above);
    }

    /// <summary>A new name is in its folder, and the folder is a file of its own to be flushed. Windows does that by itself.</summary>
    private static void FlushDirectory(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        var descriptor = Open(folder, 0);
        if (descriptor < 0)
            throw new IOException($"{folder}: {Marshal.GetLastPInvokeErrorMessage()}");
        try
        {
            // Some network filesystems know no such thing (EINVAL); they decide for themselves then.
            const int invalid = 22;
            if (Flush(descriptor) != 0 && Marshal.GetLastPInvokeError() != invalid)
                throw new IOException($"{folder}: {Marshal.GetLastPInvokeErrorMessage()}");
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Link(string from, string to);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Flush(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int descriptor);
}
