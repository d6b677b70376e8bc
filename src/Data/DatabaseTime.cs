namespace PokedexTop.Data;

/// <summary>Times as the databases keep them.</summary>
public static class DatabaseTime
{
    /// <summary>
    /// Now in UTC, cut to microseconds: PostgreSQL keeps no more, and a time that comes back different from what was
    /// written breaks comparisons.
    /// </summary>
    public static DateTime UtcNow(this TimeProvider time) => Cut(time.GetUtcNow().UtcDateTime);

    public static DateTime Cut(DateTime utc) => new(utc.Ticks - utc.Ticks % TimeSpan.TicksPerMicrosecond, DateTimeKind.Utc);
}
