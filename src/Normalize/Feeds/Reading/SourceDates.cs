using System.Globalization;

namespace PokedexTop.Normalize.Feeds.Reading;

/// <summary>The dates of the pokemontcg feed, and other spellings that leave no doubt (the year comes first).</summary>
internal static class SourceDates
{
    public const string DateFormat = "yyyy'/'MM'/'dd";
    public const string TimeFormat = "yyyy'/'MM'/'dd HH':'mm':'ss";

    private static readonly string[] Dates =
        ["yyyy'/'M'/'d", "yyyy'-'M'-'d", "yyyy'.'M'.'d", "yyyyMMdd"];

    private static readonly string[] Times =
    [
        "yyyy'/'M'/'d H':'m':'s", "yyyy'/'M'/'d H':'m", "yyyy'-'M'-'d H':'m':'s", "yyyy'-'M'-'d H':'m",
        "yyyy'-'MM'-'dd'T'HH':'mm':'ss.FFFFFFFK", "yyyy'-'MM'-'dd' 'HH':'mm':'ss.FFFFFFFK", "yyyy'-'MM'-'dd'T'HH':'mmK",
    ];

    /// <summary>The time in UTC, whole seconds; a date alone is its midnight. Null where it cannot be read.</summary>
    public static DateTime? ReadTime(string text)
    {
        if (DateTime.TryParseExact(text, Times, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
            return new DateTime(time.Ticks - (time.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc);
        return DateOnly.TryParseExact(text, Dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc)
            : null;
    }

    /// <summary>The date; of a date with a time its UTC date. Null where it cannot be read.</summary>
    public static DateOnly? ReadDate(string text) => ReadTime(text) is { } time ? DateOnly.FromDateTime(time) : null;
}
