namespace PokedexTop.Normalize.Feeds.Tcgdex;

/// <summary>TCGdex's addresses of pictures lack their end, which its documentation leaves to who asks: a size and a format.</summary>
internal static class TcgdexImages
{
    public const string Small = "/low.webp";
    public const string Large = "/high.webp";
    public const string OfSet = ".webp";

    private static readonly string[] s_formats = [".webp", ".png", ".jpg"];

    /// <summary>The whole address; null where there is none.</summary>
    public static string? With(string ending, string? address) =>
        string.IsNullOrEmpty(address) ? null
        : Array.Exists(s_formats, f => address.EndsWith(f, StringComparison.OrdinalIgnoreCase)) ? address : address + ending;
}
