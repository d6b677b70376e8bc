namespace PokedexTop.Collections.Values;

/// <summary>What the collection of today would have been worth before: nobody knows what was owned then.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last.</param>
/// <param name="Bucket">day, week or month: a point is the value at the end of one.</param>
/// <param name="HeldOn">The day whose collection it is.</param>
/// <param name="Copies">In that collection.</param>
/// <param name="Series">One a market and currency.</param>
public sealed record ValueHistory(DateOnly From, DateOnly To, string Bucket, DateOnly HeldOn, int Copies, IReadOnlyList<ValueSeries> Series)
{
    /// <summary>Most points of a series.</summary>
    public const int MostPoints = DayBuckets.Most;

    /// <summary>What may be asked for.</summary>
    public static IReadOnlyList<string> Buckets => DayBuckets.Units;
}

/// <param name="Market">The source of the figures.</param>
/// <param name="Currency">Three letters.</param>
/// <param name="Points">At the begin, and wherever a price changed; in between the last one holds.</param>
public sealed record ValueSeries(string Market, string Currency, IReadOnlyList<ValuePoint> Points);

/// <param name="On">The day.</param>
/// <param name="Amount">By the last price that was observed until then; null where nothing had one.</param>
/// <param name="Copies">That had one.</param>
public sealed record ValuePoint(DateOnly On, decimal? Amount, int Copies);

/// <summary>Adds prices up to values over time, as they come: a finish after the other, each in the order of days. Pure.</summary>
/// <param name="counted">How many copies each price counts for.</param>
/// <param name="buckets">The time.</param>
internal sealed class ValueSums(IEnumerable<(KnownPrice Price, int Copies)> counted, DayBuckets buckets)
{
    private readonly Dictionary<(string, string, string), int> _copies = counted.GroupBy(c => KeyOf(c.Price), c => c.Copies).ToDictionary(g => g.Key, g => g.Sum());
    private readonly Dictionary<(string Market, string Currency), Change[]> _changes = [];
    private KnownPrice? _before;

    public void Add(KnownPrice price)
    {
        if (!_copies.TryGetValue(KeyOf(price), out var copies))
            return;
        var bucket = buckets.IndexOf(price.ObservedOn);
        if (_before is { Amount: { } old } before && KeyOf(before) == KeyOf(price))
            At(before, bucket).Add(-copies * old, -copies);
        if (price.Amount is { } amount)
            At(price, bucket).Add(copies * amount, copies);
        _before = price;
    }

    public IReadOnlyList<ValueSeries> Series() => [.. _changes.OrderBy(series => series.Key).Select(series => new ValueSeries(series.Key.Market, series.Key.Currency, [.. Points(series.Value)]))];

    private IEnumerable<ValuePoint> Points(Change[] changes)
    {
        var (amount, copies) = (0m, 0);
        for (var i = 0; i < changes.Length; i++)
        {
            if (i > 0 && changes[i] is { Amount: 0, Copies: 0 })
                continue;
            (amount, copies) = (amount + changes[i].Amount, copies + changes[i].Copies);
            yield return new ValuePoint(buckets.EndOf(i), copies == 0 ? null : amount, copies);
        }
    }

    private ref Change At(KnownPrice price, int bucket)
    {
        if (!_changes.TryGetValue((price.Market, price.Currency), out var changes))
            _changes[(price.Market, price.Currency)] = changes = new Change[buckets.Count];
        return ref changes[bucket];
    }

    private static (string, string, string) KeyOf(KnownPrice price) => (price.CardId, price.Market, price.Finish);

    private struct Change
    {
        public decimal Amount { get; private set; }

        public int Copies { get; private set; }

        public void Add(decimal amount, int copies) => (Amount, Copies) = (Amount + amount, Copies + copies);
    }
}
