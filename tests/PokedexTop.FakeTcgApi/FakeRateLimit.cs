namespace PokedexTop.FakeApi;

/// <summary>The quotas of pokemontcg.io; past them it answers 429.</summary>
/// <param name="PerMinute">Requests a minute without a key.</param>
/// <param name="PerDay">Requests in 24 hours without a key.</param>
/// <param name="PerDayWithKey">Requests in 24 hours with a key.</param>
public sealed record FakeRateLimit(int PerMinute = 30, int PerDay = 1_000, int PerDayWithKey = 20_000)
{
    private readonly Dictionary<string, Queue<DateTimeOffset>> taken = [];

    /// <summary>Takes one request of the key's quota (empty: no key); false where it is used up.</summary>
    internal bool TryTake(string key, DateTimeOffset now)
    {
        lock (taken)
        {
            if (!taken.TryGetValue(key, out var times))
                taken[key] = times = new Queue<DateTimeOffset>();
            while (times.TryPeek(out var oldest) && oldest <= now.AddDays(-1))
                times.Dequeue();
            var allowed = key.Length > 0
                ? times.Count < PerDayWithKey
                : times.Count < PerDay && times.Count(time => time > now.AddMinutes(-1)) < PerMinute;
            if (allowed)
                times.Enqueue(now);
            return allowed;
        }
    }
}
