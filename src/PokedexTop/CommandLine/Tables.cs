using System.Globalization;

namespace PokedexTop.CommandLine;

/// <summary>Times and long texts as every verb's tables show them.</summary>
internal static class Tables
{
    public static string Time(DateTime? utc) => utc is { } time ? time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : "never";

    /// <summary>How long ago, in the largest unit that says something.</summary>
    public static string Age(DateTime? utc, DateTime now) => utc is not { } time ? "never" : (now - time) switch
    {
        { TotalMinutes: < 1 } => "just now",
        { TotalHours: < 1 } age => $"{(int)age.TotalMinutes} min ago",
        { TotalDays: < 1 } age => $"{(int)age.TotalHours} h ago",
        var age => $"{(int)age.TotalDays} d ago",
    };

    /// <summary>For a person's eye, after a whole word; a program that reads the table gets the whole text.</summary>
    public static string Shortened(string text, int length)
    {
        if (text.Length <= length || CommandOutput.IsPiped)
            return text;
        var blank = text.LastIndexOf(' ', length - 2);
        return blank > length / 2 ? text[..blank] + " …" : text[..(length - 1)] + "…";
    }
}
