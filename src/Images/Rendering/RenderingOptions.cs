using Microsoft.Extensions.Configuration;
using PokedexTop.Configuration;

namespace PokedexTop.Images.Rendering;

/// <summary>How renditions are made and what may be decoded for them: the section <c>Images:Rendering</c>, and <c>Images:MaxBytes</c>.</summary>
public sealed record RenderingOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Images:Rendering";

    /// <summary>Bytes an original may have; also what is downloaded at most.</summary>
    public int MaxBytes { get; init; } = 10 * 1024 * 1024;

    /// <summary>Pixels an original may have, by its header. A card has 750,000; a decoder takes up to 8 bytes for each.</summary>
    public int MaxPixels { get; init; } = 8_000_000;

    /// <summary>Pixels either side of an original may have, by its header.</summary>
    public int MaxSide { get; init; } = 8_192;

    /// <summary>WebP quality of colours; alpha is always kept exactly. docs/decisions/0008-webp-settings.md.</summary>
    public int Quality { get; init; } = 85;

    /// <summary>WebP effort, 0 to 6: processor time for smaller files.</summary>
    public int Effort { get; init; } = 2;

    /// <summary>Threads libvips may take for one image. One is best: images are rendered side by side, and the encoder has one thread anyway.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Reads the section; what is not set keeps its default.</summary>
    /// <exception cref="ConfigurationException">A value is not one of those allowed.</exception>
    public static RenderingOptions Read(IConfiguration configuration)
    {
        var section = new SettingsSection(configuration, Section);
        var defaults = new RenderingOptions();
        return new RenderingOptions
        {
            MaxBytes = new SettingsSection(configuration, "Images").Integer("MaxBytes", defaults.MaxBytes, 1_024, 100_000_000),
            MaxPixels = section.Integer("MaxPixels", defaults.MaxPixels, 10_000, 100_000_000),
            MaxSide = section.Integer("MaxSide", defaults.MaxSide, 100, 16_383),
            Quality = section.Integer("Quality", defaults.Quality, 1, 100),
            Effort = section.Integer("Effort", defaults.Effort, 0, 6),
            Threads = section.Integer("Threads", defaults.Threads, 1, 64),
        };
    }
}
