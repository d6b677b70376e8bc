namespace PokedexTop.Catalogue;

/// <summary>Which observations of a price are left of older weeks: the last of each. Weeks begin on Mondays.</summary>
public static class WeeklyPrices
{
    /// <summary>The first day that is kept whole: a Monday, so that no week is thinned before it is over.</summary>
    /// <param name="today">Now.</param>
    /// <param name="days">How long every observation is kept.</param>
    public static DateOnly Since(DateOnly today, int days) => MondayOf(today.AddDays(-days));

    /// <summary>The Monday of a day's week.</summary>
    // Day 0 is a Monday.
    public static DateOnly MondayOf(DateOnly day) => DateOnly.FromDayNumber(day.DayNumber / 7 * 7);

    /// <summary>Those of some observations that another one of their week comes after.</summary>
    /// <param name="observations">Of one price each by its key, in the order in which they were made.</param>
    /// <param name="keyOf">What it is a price of.</param>
    /// <param name="dayOf">When it was observed.</param>
    public static IEnumerable<T> Surplus<T, TKey>(IEnumerable<T> observations, Func<T, TKey> keyOf, Func<T, DateOnly> dayOf) =>
        observations.GroupBy(seen => (keyOf(seen), MondayOf(dayOf(seen)))).SelectMany(week => week.OrderBy(dayOf).SkipLast(1));
}
