namespace PokedexTop.Images.Rows;

/// <summary>Text an origin had a hand in, made fit for a column.</summary>
internal static class ImageText
{
    public const int ReasonLength = 500;

    public const int ValidatorLength = 300;

    /// <summary>One line without control characters, cut where it is too long.</summary>
    public static string? Reason(string? text)
    {
        if (text is null)
            return null;
        var line = string.Concat(text.Select(c => IsPlain(c) ? c : ' ')).Trim();
        return line.Length <= ReasonLength ? line : line[..(ReasonLength - 1)] + "…";
    }

    /// <summary>The validator as it came: a changed one would never match, so one that does not fit is not kept.</summary>
    public static string? Validator(string? text) => text is { Length: > 0 and <= ValidatorLength } && text.All(IsPlain) ? text : null;

    /// <summary>An empty text is no address.</summary>
    public static string? Address(string? url) => string.IsNullOrWhiteSpace(url) ? null : url;

    // Half a surrogate pair is no text to a database.
    private static bool IsPlain(char c) => !char.IsControl(c) && !char.IsSurrogate(c);
}
