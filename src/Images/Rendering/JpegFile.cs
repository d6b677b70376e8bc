using System.Buffers.Binary;

namespace PokedexTop.Images.Rendering;

/// <summary>Walks a JPEG's segments as far as the first scan.</summary>
internal static class JpegFile
{
    private const byte StartOfScan = 0xDA, EndOfImage = 0xD9;

    /// <exception cref="ImageRefusedException">Cut off, or no JPEG at all.</exception>
    public static InspectedImage Read(ReadOnlyMemory<byte> file)
    {
        var bytes = file.Span;
        for (var at = 2; ;)
        {
            while (at + 1 < bytes.Length && bytes[at] == 0xFF && bytes[at + 1] == 0xFF)
                at++;
            if (at + 4 > bytes.Length)
                throw new ImageRefusedException("the JPEG is cut off");
            if (bytes[at] != 0xFF)
                throw new ImageRefusedException("the JPEG is damaged");
            var marker = bytes[at + 1];
            if (marker is StartOfScan or EndOfImage)
                throw new ImageRefusedException("the JPEG does not say its size");
            // What is no segment to a decoder must not hide another frame from this walk.
            if (!IsFrame(marker) && !IsTableOrText(marker))
                throw new ImageRefusedException("the JPEG is damaged");
            at += 2;
            var length = BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]);
            if (length < 2 || length > bytes.Length - at)
                throw new ImageRefusedException("the JPEG is cut off");
            if (IsFrame(marker))
            {
                var (width, height) = Size(bytes.Slice(at + 2, length - 2));
                return InspectedImage.Of(ImageFormat.Jpeg, width, height, file);
            }
            at += length;
        }
    }

    /// <summary>Start of frame, of any process; C4, C8 and CC are tables and reserved.</summary>
    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    /// <summary>Tables of all kinds, restart interval, application data and comments: all that may stand before a frame.</summary>
    private static bool IsTableOrText(byte marker) => marker is 0xC4 or 0xCC or 0xDB or 0xDD or (>= 0xE0 and <= 0xEF) or 0xFE;

    private static (int Width, int Height) Size(ReadOnlySpan<byte> frame)
    {
        if (frame.Length < 6)
            throw new ImageRefusedException("the JPEG's header is damaged");
        var (height, width) = (BinaryPrimitives.ReadUInt16BigEndian(frame[1..]), BinaryPrimitives.ReadUInt16BigEndian(frame[3..]));
        // A height of zero would come after the picture, when it is too late to check it.
        return width > 0 && height > 0
            ? (width, height)
            : throw new ImageRefusedException($"the JPEG says it has {width} × {height} pixels");
    }
}
