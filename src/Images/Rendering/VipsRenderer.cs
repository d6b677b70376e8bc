using System.Globalization;
using System.Runtime.InteropServices;
using NetVips;

namespace PokedexTop.Images.Rendering;

/// <summary>Renders with libvips: the original is decoded once, at the largest size asked for; the others are made from that.</summary>
internal sealed class VipsRenderer : IImageRenderer
{
    /// <summary>Raised when the code changes what a rendition looks like, its widths included.</summary>
    private const int Revision = 1;

    // libvips fits into a box; this one has no bottom.
    private const int AnyHeight = 10_000_000;

    // In these sizes the colour of small print, such as a red HP, blurs without it; larger ones do not show it, for half their time.
    private const int SharpColourWidth = 400;

    // A progressive JPEG of eight million pixels takes 130 MB to decode. Cards have less than one and never wait.
    private const int LargePixels = 2_000_000;

    private readonly RenderingOptions _options;
    private readonly Lock _large = new();

    public VipsRenderer(RenderingOptions options)
    {
        _options = options;
        SettingsVersion = string.Create(CultureInfo.InvariantCulture, $"r{Revision}-q{options.Quality}-e{options.Effort}");
        VipsProcess.Restrict(options.Threads);
    }

    public string SettingsVersion { get; }

    public ImageHeader Inspect(ReadOnlyMemory<byte> original) => Check(original).Header;

    public IReadOnlyList<RenderedImage> Render(ReadOnlyMemory<byte> original, IReadOnlyList<Rendition> renditions)
    {
        var inspected = Check(original);
        try
        {
            using var picture = Decode(inspected, renditions.Max(r => r.Width));
            return [.. renditions.Select(rendition => Encode(picture, rendition))];
        }
        catch (VipsException error) when (!error.Message.Contains("out of memory", StringComparison.OrdinalIgnoreCase))
        {
            throw new ImageRefusedException($"it cannot be decoded: {OneLine(error.Message)}");
        }
    }

    private InspectedImage Check(ReadOnlyMemory<byte> original)
    {
        if (original.Length > _options.MaxBytes)
            throw new ImageRefusedException($"{Number(original.Length)} bytes; {Number(_options.MaxBytes)} are allowed");
        var image = ImageSignature.Of(original.Span) switch
        {
            ImageFormat.Png => PngFile.Read(original),
            ImageFormat.Jpeg => JpegFile.Read(original),
            ImageFormat.WebP => WebPFile.Read(original),
            _ => throw new ImageRefusedException("neither PNG nor JPEG nor WebP"),
        };
        var (width, height) = (image.Header.Width, image.Header.Height);
        if (width > _options.MaxSide || height > _options.MaxSide || (long)width * height > _options.MaxPixels)
            throw new ImageRefusedException($"{Number(width)} × {Number(height)} pixels; {Number(_options.MaxPixels)} are allowed, and {Number(_options.MaxSide)} on a side");
        return image;
    }

    /// <summary>Large originals one at a time, so that however many are in flight they take the memory of one.</summary>
    private Image Decode(InspectedImage inspected, int width)
    {
        var bytes = Whole(inspected.Decodable);
        if ((long)inspected.Header.Width * inspected.Header.Height <= LargePixels)
            return Decode(bytes, width);
        lock (_large)
            return Decode(bytes, width);
    }

    /// <summary>Decodes and shrinks in one step, which JPEG and WebP do while they load; colours become sRGB.</summary>
    private static Image Decode(byte[] bytes, int width)
    {
        // As an option of the loader: libvips 8.18 does not hand its own parameter on, and would fill what is cut off with grey.
        using var lazily = Image.ThumbnailBuffer(bytes, width, optionString: "fail_on=error", height: AnyHeight, size: Enums.Size.Down, outputProfile: "srgb");
        return lazily.CopyMemory();
    }

    private RenderedImage Encode(Image picture, Rendition rendition)
    {
        using var resized = picture.Width > rendition.Width ? picture.ThumbnailImage(rendition.Width, height: AnyHeight, size: Enums.Size.Down, noRotate: true) : picture.Copy();
        var webP = resized.WebpsaveBuffer(q: _options.Quality, effort: _options.Effort, smartSubsample: rendition.Width < SharpColourWidth, keep: Enums.ForeignKeep.None);
        return new RenderedImage(rendition, webP, resized.Width, resized.Height);
    }

    /// <summary>libvips takes whole arrays.</summary>
    private static byte[] Whole(ReadOnlyMemory<byte> bytes) =>
        MemoryMarshal.TryGetArray(bytes, out var part) && part.Offset == 0 && part.Count == part.Array!.Length ? part.Array : bytes.ToArray();

    private static string OneLine(string message) =>
        string.Join("; ", message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(3));

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
