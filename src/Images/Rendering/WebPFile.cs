using System.Buffers.Binary;

namespace PokedexTop.Images.Rendering;

/// <summary>Walks a WebP's chunks: one picture, no animation.</summary>
internal static class WebPFile
{
    private const byte AnimationFlag = 0x02;

    /// <exception cref="ImageRefusedException">Animated, cut off, or no WebP at all.</exception>
    public static InspectedImage Read(ReadOnlyMemory<byte> file)
    {
        var end = BinaryPrimitives.ReadUInt32LittleEndian(file.Span[4..]) + 8L;
        if (end > file.Length)
            throw new ImageRefusedException("the WebP is cut off");
        var bytes = file.Span[..(int)end];
        (int Width, int Height)? canvas = null, picture = null;
        for (var at = ImageSignature.Length; at < bytes.Length;)
        {
            if (bytes.Length - at < 8 || BinaryPrimitives.ReadUInt32LittleEndian(bytes[(at + 4)..]) is var length && length > bytes.Length - at - 8)
                throw new ImageRefusedException("the WebP is cut off");
            var type = bytes.Slice(at, 4);
            var content = bytes.Slice(at + 8, (int)length);
            // Chunks begin at even places.
            at += 8 + (int)length + (int)(length & 1);
            if (type.SequenceEqual("ANIM"u8) || type.SequenceEqual("ANMF"u8))
                throw new ImageRefusedException("an animated WebP");
            if (type.SequenceEqual("VP8X"u8))
                canvas ??= Canvas(content);
            else if (type.SequenceEqual("VP8 "u8))
                picture ??= Lossy(content);
            else if (type.SequenceEqual("VP8L"u8))
                picture ??= Lossless(content);
        }
        if (picture is not { Width: > 0, Height: > 0 } size)
            throw new ImageRefusedException("the WebP has no picture in it");
        if (canvas is not null && canvas != picture)
            throw new ImageRefusedException("the WebP says two sizes");
        return InspectedImage.Of(ImageFormat.WebP, size.Width, size.Height, file[..(int)end]);
    }

    private static (int Width, int Height) Canvas(ReadOnlySpan<byte> content)
    {
        if (content.Length < 10)
            throw Damaged();
        if ((content[0] & AnimationFlag) != 0)
            throw new ImageRefusedException("an animated WebP");
        return (Three(content[4..]) + 1, Three(content[7..]) + 1);
    }

    private static (int Width, int Height) Lossy(ReadOnlySpan<byte> content) =>
        content.Length >= 10 && content[3..].StartsWith((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A])
            ? (BinaryPrimitives.ReadUInt16LittleEndian(content[6..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(content[8..]) & 0x3FFF)
            : throw Damaged();

    private static (int Width, int Height) Lossless(ReadOnlySpan<byte> content)
    {
        if (content.Length < 5 || content[0] != 0x2F)
            throw Damaged();
        var bits = BinaryPrimitives.ReadUInt32LittleEndian(content[1..]);
        return ((int)(bits & 0x3FFF) + 1, (int)((bits >> 14) & 0x3FFF) + 1);
    }

    private static int Three(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);

    private static ImageRefusedException Damaged() => new("the WebP's header is damaged");
}
