using System.Buffers;

namespace PokedexTop.Images.Transfer;

/// <summary>
/// Names of objects. An original is named by its own content; a rendition by its original's content and the settings it was
/// made with, so that cards with one picture share all objects and other settings make other ones beside them.
/// </summary>
internal static class ImageKeys
{
    private static readonly SearchValues<char> s_hex = SearchValues.Create("0123456789abcdef");

    /// <summary><c>originals/ab/abcd….png</c></summary>
    public static string Original(string sha256, string extension) => $"originals/{sha256[..2]}/{sha256}.{extension}";

    /// <summary><c>renditions/SETTINGS/ab/abcd…-small.webp</c></summary>
    public static string Rendition(string settings, string originalSha256, string rendition) =>
        $"renditions/{settings}/{originalSha256[..2]}/{originalSha256}-{rendition}.webp";

    /// <summary>The hash of the original a key belongs to; null for a key that is none of ours.</summary>
    public static string? PictureOf(string key)
    {
        var name = key[(key.LastIndexOf('/') + 1)..];
        return name.Length > 64 && name[64] is '.' or '-' && name.AsSpan(0, 64).IndexOfAnyExcept(s_hex) < 0 ? name[..64] : null;
    }
}
