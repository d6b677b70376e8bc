using System.Globalization;

namespace PokedexTop.Web.Pages.Ops;

/// <summary>Times as operators read them: UTC, as the log has them.</summary>
internal static class Moment
{
    public static string Words(DateTime utc) => utc.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC";

    /// <summary>For a machine.</summary>
    public static string Iso(DateTime utc) => utc.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    public static string Span(TimeSpan span) => span switch
    {
        { TotalSeconds: < 90 } => span.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s",
        { TotalHours: < 2 } => span.TotalMinutes.ToString("0", CultureInfo.InvariantCulture) + " min",
        { TotalDays: < 2 } => span.TotalHours.ToString("0", CultureInfo.InvariantCulture) + " h",
        _ => span.TotalDays.ToString("0", CultureInfo.InvariantCulture) + " days",
    };
}
