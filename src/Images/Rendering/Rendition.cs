namespace PokedexTop.Images.Rendering;

/// <summary>A size a card's picture is kept in.</summary>
/// <param name="Name">As in <c>silver_card_images.rendition</c>.</param>
/// <param name="Width">Pixels; a picture that is narrower stays as it is.</param>
internal sealed record Rendition(string Name, int Width)
{
    /// <summary>The bytes as received.</summary>
    public const string Original = "original";

    public static IReadOnlyList<Rendition> OfCards { get; } = [new("small", 245), new("large", 734), new("thumb", 120)];
}

/// <summary>What the header of an image says, read before anything is decoded.</summary>
/// <param name="ContentType">image/png, image/jpeg or image/webp.</param>
/// <param name="Extension">The same as a file's ending, without the dot.</param>
internal sealed record ImageHeader(string ContentType, string Extension, int Width, int Height);

/// <summary>An encoded rendition.</summary>
internal sealed record RenderedImage(Rendition Rendition, byte[] WebP, int Width, int Height);

/// <summary>An image that must not be decoded, or cannot be: too large, animated, truncated, another format.</summary>
internal sealed class ImageRefusedException(string reason) : Exception(reason);

/// <summary>Turns received bytes into WebP renditions.</summary>
internal interface IImageRenderer
{
    /// <summary>Names everything that decides how a rendition looks, for object keys: a change of settings changes it.</summary>
    string SettingsVersion { get; }

    /// <summary>Checks format, size and pixel count by the header alone.</summary>
    /// <exception cref="ImageRefusedException">It must not be decoded.</exception>
    ImageHeader Inspect(ReadOnlyMemory<byte> original);

    /// <summary>Renders all of the given sizes from one original.</summary>
    /// <exception cref="ImageRefusedException">It cannot be decoded.</exception>
    IReadOnlyList<RenderedImage> Render(ReadOnlyMemory<byte> original, IReadOnlyList<Rendition> renditions);
}
