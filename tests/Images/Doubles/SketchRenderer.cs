using System.Globalization;
using System.Text;
using PokedexTop.Images.Rendering;

namespace PokedexTop.Images.Tests.Doubles;

/// <summary>Renders a format of its own, <c>sketch WIDTHxHEIGHT CONTENT</c>: fast, and readable in the store.</summary>
internal sealed class SketchRenderer : IImageRenderer
{
    private int _renders;

    public string SettingsVersion { get; set; } = "v1";

    /// <summary>Originals that were rendered.</summary>
    public int Renders => _renders;

    /// <summary>Thrown instead of rendering.</summary>
    public Exception? Fails { get; set; }

    /// <summary>Makes renditions of the same settings differ, as another build of a codec may.</summary>
    public string Build { get; set; } = "";

    public ImageHeader Inspect(ReadOnlyMemory<byte> original)
    {
        var (width, height, _) = Parse(original);
        return new ImageHeader("image/png", "png", width, height);
    }

    public IReadOnlyList<RenderedImage> Render(ReadOnlyMemory<byte> original, IReadOnlyList<Rendition> renditions)
    {
        Interlocked.Increment(ref _renders);
        if (Fails is { } error)
            throw error;
        var (width, height, content) = Parse(original);
        return [.. renditions.Select(r =>
        {
            var w = Math.Min(width, r.Width);
            var h = height * w / width;
            return new RenderedImage(r, Encoding.UTF8.GetBytes($"sketch {w}x{h} {r.Name} of {content} by {SettingsVersion}{Build}"), w, h);
        })];
    }

    private static (int Width, int Height, string Content) Parse(ReadOnlyMemory<byte> bytes)
    {
        var parts = Encoding.UTF8.GetString(bytes.Span).Split([' ', 'x'], 4);
        return parts is ["sketch", var width, var height, var content]
            ? (int.Parse(width, CultureInfo.InvariantCulture), int.Parse(height, CultureInfo.InvariantCulture), content)
            : throw new ImageRefusedException("no sketch");
    }
}
