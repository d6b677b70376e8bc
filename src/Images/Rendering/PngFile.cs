using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace PokedexTop.Images.Rendering;

/// <summary>
/// Walks a PNG's chunks. The decoder gets only those that decide how the picture looks: text and metadata, which may inflate
/// to anything, are left out, and so is what follows the end.
/// </summary>
internal static class PngFile
{
    // A monitor's profile has a few hundred bytes to some hundred kilobytes.
    private const int MaxProfileBytes = 1024 * 1024;

    private const int Overhead = 12;

    /// <exception cref="ImageRefusedException">Animated, cut off, or no PNG at all.</exception>
    public static InspectedImage Read(ReadOnlyMemory<byte> file)
    {
        var bytes = file.Span;
        // A copy only where something is left out.
        MemoryStream? kept = null;
        var (width, height, data, profile) = (0, 0, false, false);
        for (var at = ImageSignature.Png.Length; ;)
        {
            if (bytes.Length - at < Overhead || BinaryPrimitives.ReadUInt32BigEndian(bytes[at..]) is var length && length > bytes.Length - at - Overhead)
                throw new ImageRefusedException("the PNG is cut off");
            var chunk = bytes.Slice(at, (int)length + Overhead);
            var begin = at;
            var type = Encoding.Latin1.GetString(chunk.Slice(4, 4));
            var content = chunk[8..^4];
            if ((type == "IHDR") != (width == 0))
                throw new ImageRefusedException("the PNG does not begin with one header");
            at += chunk.Length;
            switch (type)
            {
                case "IHDR":
                    (width, height) = Size(content);
                    break;
                case "acTL" or "fcTL" or "fdAT":
                    throw new ImageRefusedException("an animated PNG");
                // Only the first counts, as to decoders, and only that one costs the time of inflating it.
                case "iCCP" when profile || !IsProfile(content):
                    profile = true;
                    kept ??= Begun(file, begin);
                    continue;
                case "iCCP":
                    profile = true;
                    break;
                case "IDAT":
                    data = true;
                    break;
                case "PLTE" or "tRNS" or "sRGB" or "gAMA" or "cHRM" or "IEND":
                    break;
                // A capital first letter says that the picture cannot be shown without it.
                case [>= 'A' and <= 'Z', ..]:
                    throw new ImageRefusedException("the PNG needs what no decoder knows");
                default:
                    kept ??= Begun(file, begin);
                    continue;
            }
            kept?.Write(chunk);
            if (type != "IEND")
                continue;
            return data
                ? InspectedImage.Of(ImageFormat.Png, width, height, kept is null ? file[..at] : kept.GetBuffer().AsMemory(0, (int)kept.Length))
                : throw new ImageRefusedException("the PNG has no picture in it");
        }
    }

    private static MemoryStream Begun(ReadOnlyMemory<byte> file, int length)
    {
        var kept = new MemoryStream(file.Length);
        kept.Write(file.Span[..length]);
        return kept;
    }

    private static (int Width, int Height) Size(ReadOnlySpan<byte> header)
    {
        if (header.Length != 13)
            throw new ImageRefusedException("the PNG's header is damaged");
        var (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(header), BinaryPrimitives.ReadUInt32BigEndian(header[4..]));
        return width is > 0 and <= int.MaxValue && height is > 0 and <= int.MaxValue
            ? ((int)width, (int)height)
            : throw new ImageRefusedException($"the PNG says it has {width} × {height} pixels");
    }

    /// <summary>Whether there is a colour profile to be used; a damaged one is left out, as browsers do.</summary>
    private static bool IsProfile(ReadOnlySpan<byte> content)
    {
        var name = content.IndexOf((byte)0);
        if (name is < 1 or > 79 || content.Length < name + 3)
            return false;
        using var inflated = new ZLibStream(new MemoryStream(content[(name + 2)..].ToArray()), CompressionMode.Decompress);
        var buffer = new byte[16 * 1024];
        var total = 0;
        try
        {
            for (int read; (read = inflated.Read(buffer)) > 0; total += read)
                if (total > MaxProfileBytes)
                    throw new ImageRefusedException("the PNG's colour profile is a decompression bomb");
        }
        catch (InvalidDataException)
        {
            return false;
        }
        return total > 0;
    }
}
