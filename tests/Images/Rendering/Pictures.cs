using System.Buffers.Binary;
using NetVips;
using PokedexTop.Images.Rendering;
using PokedexTop.Testing.Pictures;

namespace PokedexTop.Images.Tests.Rendering;

/// <summary>Files to be rendered, honest ones and others, made with libvips and by hand.</summary>
internal static class Pictures
{
    private static readonly Lazy<VipsRenderer> s_renderer = new(() => new VipsRenderer(new RenderingOptions()));
    private static readonly Lazy<byte[]> s_card = new(() => CardPicture.Png(1));

    /// <summary>The renderer as the program has it.</summary>
    public static VipsRenderer Renderer => s_renderer.Value;

    /// <summary>A card's large picture: 734 × 1024, with alpha.</summary>
    public static byte[] Card => s_card.Value;

    /// <summary>The same without alpha, to be saved in other formats.</summary>
    public static Image Opaque(int width = 734, int height = 1024) =>
        Image.NewFromMemory(CardPicture.Samples(2, width, height), width, height, 4, Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Srgb).Flatten(background: [255.0]);

    public static byte[] Jpeg(int width = 734, int height = 1024, bool progressive = false)
    {
        using var picture = Opaque(width, height);
        return picture.JpegsaveBuffer(q: 90, interlace: progressive);
    }

    /// <summary>
    /// A JPEG of a card before whose frame stands another one. FF 00 is no marker: a decoder goes on with the very next byte and
    /// finds the hidden frame first, while whoever takes it for a segment with a length skips that frame.
    /// </summary>
    public static byte[] JpegWithHiddenFrame(ushort width, ushort height)
    {
        var large = Jpeg(64, 64, progressive: true);
        var frame = large.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC2]);
        BinaryPrimitives.WriteUInt16BigEndian(large.AsSpan(frame + 5), height);
        BinaryPrimitives.WriteUInt16BigEndian(large.AsSpan(frame + 7), width);
        var hidden = large[2..^2];
        return [0xFF, 0xD8, 0xFF, 0x00, (byte)((hidden.Length + 2) >> 8), (byte)(hidden.Length + 2), .. hidden, .. Jpeg()[2..]];
    }

    public static byte[] WebP(bool lossless = false)
    {
        using var picture = Opaque();
        return picture.WebpsaveBuffer(q: 80, effort: 0, lossless: lossless);
    }

    /// <summary>Three frames.</summary>
    public static byte[] AnimatedWebP()
    {
        using var frames = Opaque(200, 840);
        return frames.WebpsaveBuffer(effort: 0, pageHeight: 280);
    }

    /// <summary>The card with one more chunk before its data.</summary>
    public static byte[] CardWith(string chunk, byte[] content)
    {
        const int afterHeader = 8 + 25;
        var whole = new PngWriter(1, 1).Chunk(chunk, content).CutOff()[afterHeader..];
        return [.. Card[..afterHeader], .. whole, .. Card[afterHeader..]];
    }

    /// <summary>What a WebP decodes to.</summary>
    public static Image Decoded(RenderedImage image) => Image.WebploadBuffer(image.WebP);

    public static RenderedImage Named(this IReadOnlyList<RenderedImage> images, string name) => images.Single(i => i.Rendition.Name == name);
}
