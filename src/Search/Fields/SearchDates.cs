using System.Globalization;

namespace PokedexTop.Search.Fields;

/// <summary>Days as numbers: <c>yyyymmdd</c>, which are ordered as the days are and never touch a culture.</summary>
internal static class SearchDates
{
    private static readonly string[] s_days = ["yyyy/MM/dd", "yyyy-MM-dd", "yyyy/M/d", "yyyy-M-d"];
    private static readonly string[] s_months = ["yyyy/MM", "yyyy-MM"];

    /// <summary>The first and last day of what is written: a day, a month or a year; null where it is none of these.</summary>
    public static (int First, int Last)? Of(string text)
    {
        if (DateOnly.TryParseExact(text, s_days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return (Number(day), Number(day));
        if (DateOnly.TryParseExact(text, s_months, CultureInfo.InvariantCulture, DateTimeStyles.None, out var month))
            return (Number(month), Number(month.AddMonths(1).AddDays(-1)));
        return text.Length == 4 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year > 0 ? (year * 10_000 + 101, year * 10_000 + 1231) : null;
    }

    /// <summary>The day a value of a card's JSON begins with; null where it begins with none.</summary>
    public static int? Day(string value) => value.Length >= 10 ? Of(value[..10])?.First : null;

    public static int Number(DateOnly day) => (day.Year * 10_000) + (day.Month * 100) + day.Day;
}
