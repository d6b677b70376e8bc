using PokedexTop.Normalize.Feeds.Reading;

namespace PokedexTop.Normalize.Silver;

/// <summary>When a rejected item is tried again by itself.</summary>
internal static class RetrySchedule
{
    /// <summary>Tries before only a new version or a person's retry helps.</summary>
    private const int MostAttempts = 8;

    /// <summary>The next try, a minute after the first and twice as long after each further one; null for none.</summary>
    /// <param name="reason">A set may come and a failure may pass; nothing else mends itself.</param>
    /// <param name="attempts">Tries so far, this one included.</param>
    /// <param name="now">UTC.</param>
    public static DateTime? Next(string reason, int attempts, DateTime now) =>
        reason is RejectReasons.UnknownSet or RejectReasons.Failed && attempts < MostAttempts ? now + TimeSpan.FromSeconds(30 * Math.Pow(2, attempts)) : null;
}
