namespace PokedexTop.Collections.Values;

/// <summary>The days from one to another, in days, weeks of seven from the first on, or months of the calendar.</summary>
internal sealed record DayBuckets(DateOnly From, DateOnly To, string Unit)
{
    /// <summary>Most of them.</summary>
    public const int Most = 400;

    public static IReadOnlyList<string> Units { get; } = ["day", "week", "month"];

    public int Count => IndexOf(To) + 1;

    /// <summary>The finest that are few enough; null where months are too many.</summary>
    public static DayBuckets? Fitting(DateOnly from, DateOnly to) =>
        Units.Select(unit => new DayBuckets(from, to, unit)).FirstOrDefault(buckets => buckets.Count <= Most);

    /// <summary>In which a day is; what is before the first day counts there.</summary>
    public int IndexOf(DateOnly day) => day <= From ? 0 : Unit switch
    {
        "day" => day.DayNumber - From.DayNumber,
        "week" => (day.DayNumber - From.DayNumber) / 7,
        _ => (day.Year - From.Year) * 12 + day.Month - From.Month,
    };

    /// <summary>The last day of one.</summary>
    public DateOnly EndOf(int index)
    {
        var end = Unit switch
        {
            "day" => From.DayNumber + index,
            "week" => From.DayNumber + index * 7 + 6,
            _ => new DateOnly(From.Year, From.Month, 1).AddMonths(index + 1).DayNumber - 1,
        };
        return DateOnly.FromDayNumber(Math.Min(end, To.DayNumber));
    }
}
