using System.Runtime.InteropServices;

namespace PokedexTop.Images.Rendering;

/// <summary>
/// Makes the C library give freed pictures back to the system. By itself it learns from the first large ones to keep all
/// others in its heaps, one for each thread, until the process ends: docs/decisions/0008-webp-settings.md has the figures.
/// </summary>
internal static partial class NativeMemory
{
    private const int TrimThreshold = -1, MapThreshold = -3, MaxArenas = -8;

    /// <summary>For this process; where the C library knows no such settings it keeps its ways.</summary>
    public static void ReturnLargeBlocks()
    {
        if (!OperatingSystem.IsLinux())
            return;
        try
        {
            // More than the 3 MB of a decoded card: mapping and clearing those again for every card costs a tenth of the time.
            _ = Set(MapThreshold, 4 * 1024 * 1024);
            _ = Set(TrimThreshold, 8 * 1024 * 1024);
            _ = Set(MaxArenas, 2);
        }
        catch (EntryPointNotFoundException)
        {
            // musl, which gives them back anyway.
        }
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Set(int setting, int value);
}
