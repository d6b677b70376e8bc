namespace PokedexTop.Images.Rendering;

/// <summary>The formats that are taken; every other one is refused, whatever its content type says.</summary>
internal enum ImageFormat
{
    Png,
    Jpeg,
    WebP,
}

/// <summary>Tells a format by its first bytes.</summary>
internal static class ImageSignature
{
    /// <summary>So many bytes decide.</summary>
    public const int Length = 12;

    public static ReadOnlySpan<byte> Png => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static ImageFormat? Of(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith(Png) ? ImageFormat.Png
        : bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? ImageFormat.Jpeg
        : bytes.Length >= Length && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8) ? ImageFormat.WebP
        : null;

    /// <summary>
    /// Whether it is a picture after all, of a format that is not taken: GIF, BMP, TIFF, icons, AVIF and its kin, JPEG XL, SVG.
    /// What is none is an error page or the like, whatever it calls itself.
    /// </summary>
    public static bool IsOfAnotherFormat(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith("GIF8"u8) || bytes.StartsWith("BM"u8) || bytes.StartsWith("II*\0"u8) || bytes.StartsWith("MM\0*"u8)
        || bytes.StartsWith((ReadOnlySpan<byte>)[0, 0, 1, 0]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0x0A])
        || (bytes.Length >= Length && (bytes[4..].StartsWith("ftyp"u8) || bytes[4..].StartsWith("JXL "u8)))
        || bytes.StartsWith("<svg"u8);
}

/// <summary>An original whose header was read.</summary>
/// <param name="Decodable">What may be given to a decoder: the picture, without whatever else stands in or after it.</param>
internal sealed record InspectedImage(ImageHeader Header, ReadOnlyMemory<byte> Decodable)
{
    public static InspectedImage Of(ImageFormat format, int width, int height, ReadOnlyMemory<byte> decodable) => new(
        format switch
        {
            ImageFormat.Png => new ImageHeader("image/png", "png", width, height),
            ImageFormat.Jpeg => new ImageHeader("image/jpeg", "jpg", width, height),
            _ => new ImageHeader("image/webp", "webp", width, height),
        },
        decodable);
}
