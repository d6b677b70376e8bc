namespace PokedexTop.Images.Stores;

/// <summary>
/// What may be the key of an object: parts of letters, digits, hyphens, underscores, equals signs and dots, none of which begins or ends
/// with a dot, with slashes between. So a key is a file name, a URL and an S3 key as it stands, and leads nowhere else.
/// </summary>
public static class ObjectKey
{
    private const int MaxLength = 512;

    public static bool IsValid(string key) => key.Length <= MaxLength && key.Split('/').All(IsPart);

    /// <exception cref="ArgumentException">It is no key.</exception>
    public static string Checked(string key) =>
        IsValid(key) ? key : throw new ArgumentException($"'{new string([.. key.Take(100).Where(c => !char.IsControl(c))])}' is no object key.", nameof(key));

    /// <summary>By the key's ending; null where it names no image.</summary>
    public static string? ContentType(string key) => Path.GetExtension(key) switch
    {
        ".webp" => "image/webp",
        ".png" => "image/png",
        ".jpg" => "image/jpeg",
        _ => null,
    };

    private static bool IsPart(string part) =>
        part.Length > 0 && part[0] != '.' && part[^1] != '.' && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '=' or '.');
}
