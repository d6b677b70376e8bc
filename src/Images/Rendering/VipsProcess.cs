using NetVips;

namespace PokedexTop.Images.Rendering;

/// <summary>What libvips may do in this process. It is one setting for all of it, so the first renderer makes it.</summary>
internal static class VipsProcess
{
    private static readonly Lock s_gate = new();
    private static readonly Log.LogDelegate s_silent = static (_, _, _) => { };
    private static bool s_restricted;

    /// <param name="threads">For one image.</param>
    /// <exception cref="DllNotFoundException">There is no libvips for this system.</exception>
    public static void Restrict(int threads)
    {
        lock (s_gate)
        {
            NetVips.NetVips.Concurrency = threads;
            if (s_restricted)
                return;
            // Every loader and saver without fuzzing behind it, then every loader but the three: what reads SVG, PDF, TIFF or
            // ImageMagick's formats is in the library and must never see a byte.
            NetVips.NetVips.BlockUntrusted = true;
            Operation.Block("VipsForeignLoad", true);
            Operation.Block("VipsForeignLoadPng", false);
            Operation.Block("VipsForeignLoadJpeg", false);
            Operation.Block("VipsForeignLoadWebp", false);
            // It would tell of every damaged row on stderr; the exception says it once.
            Log.SetLogHandler("VIPS", Enums.LogLevelFlags.Warning, s_silent);
            // No picture comes twice: the cache of operations would only hold memory.
            Cache.Max = 0;
            Cache.MaxMem = 0;
            Cache.MaxFiles = 0;
            NativeMemory.ReturnLargeBlocks();
            s_restricted = true;
        }
    }
}
