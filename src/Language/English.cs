using System.Globalization;

namespace PokedexTop.Language;

/// <summary>What sentences made by a program need to be English: "1 card" beside "2 cards", and a full stop between two of them.</summary>
public static class English
{
    /// <summary><c>1 card</c>, <c>20,237 cards</c>.</summary>
    /// <param name="count">How many.</param>
    /// <param name="one">The noun for one.</param>
    /// <param name="many">The noun for another number, where it is not <paramref name="one"/> with an s.</param>
    public static string Count(long count, string one, string? many = null) => $"{Number(count)} {(count == 1 ? one : many ?? one + "s")}";

    /// <summary><c>20,237</c>, as English sentences write it on every machine.</summary>
    public static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary><c>62.7 MB</c>, <c>340 KB</c>, <c>1.2 GB</c>: units of a thousand, as disks are sold.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        >= 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:N1} GB"),
        >= 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:N1} MB"),
        >= 1_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:N0} KB"),
        _ => Count(bytes, "byte"),
    };

    /// <summary>The verb after a number: <c>is</c>, <c>are</c>.</summary>
    public static string Is(long count) => count == 1 ? "is" : "are";

    /// <summary>A text of somebody else's, such as a library's message, so that another sentence can follow it.</summary>
    public static string Sentence(string text)
    {
        var trimmed = text.TrimEnd();
        return trimmed.Length == 0 || trimmed[^1] is '.' or '!' or '?' or '…' ? trimmed : trimmed + ".";
    }
}
