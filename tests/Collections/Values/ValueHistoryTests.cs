using PokedexTop.Collections.Gold;
using PokedexTop.Collections.Lots;
using PokedexTop.Collections.Tests.Doubles;
using PokedexTop.Collections.Values;
using PokedexTop.Configuration;
using PokedexTop.Testing;

namespace PokedexTop.Collections.Tests.Values;

/// <summary>What the collection of today would have been worth before.</summary>
public sealed class ValueHistoryTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [EveryDatabase]
    public async Task A_price_holds_until_the_next_and_each_market_has_its_own_line(DatabaseProvider provider)
    {
        await using var collectors = await Collectors.StartAsync(provider);
        await collectors.AddSetAsync("s1");
        foreach (var number in new[] { "1", "2" })
            await collectors.AddCardAsync("s1", number, finishes: ["normal", "reverse"]);
        foreach (var (card, finish, day, amount) in new (string, string, string, decimal?)[]
        {
            // What held on the first day was observed before it.
            ("s1-1", "normal", "2026-09-01", 1m), ("s1-1", "normal", "2026-10-01", 2m), ("s1-1", "normal", "2026-11-05", 3m), ("s1-1", "normal", "2026-11-28", 4m),
            ("s1-1", "reverseHolofoil", "2026-11-06", 100m), ("s1-2", "normal", "2026-11-05", 10m), ("s1-2", "normal", "2026-11-07", null), ("s1-2", "normal", "2026-11-08", 20m),
        })
            await collectors.AddPriceAsync(card, "tcgplayer", finish, day, amount);
        await collectors.AddPriceAsync("s1-1", "cardmarket", "normal", "2026-11-06", 0.5m);
        await collectors.AddLotAsync(new LotFields { CardId = "s1-1", Finish = "normal", Quantity = 2 });
        await collectors.AddLotAsync(new LotFields { CardId = "s1-2", Finish = "normal" });

        var history = await ReadAsync(collectors, "2026-11-01", "2026-11-20");
        Assert.Equal(("day", new DateOnly(2026, 11, 28), 3), (history.Bucket, history.HeldOn, history.Copies));
        Assert.Equal(["cardmarket EUR 11-01: 0, 11-06:1 2", "tcgplayer USD 11-01:4 2, 11-05:16 3, 11-07:6 2, 11-08:26 3"], history.Series.Select(Text));
        Assert.Equal(["cardmarket EUR 11-07:1 2", "tcgplayer USD 11-07:6 2, 11-14:26 3"], (await ReadAsync(collectors, "2026-11-01", "2026-11-20", "week")).Series.Select(Text));
        // The last point is the value of now.
        var now = (await collectors.Get<CollectionValues>().NowAsync(Owner.Local, Stop)).By("all")[0].Values;
        var last = (await ReadAsync(collectors, "2026-01-01", "2026-11-28", "month")).Series;
        Assert.Equal(now.Select(v => (v.Market, v.Amount, v.Copies)), last.Select(s => (s.Market, s.Points[^1].Amount, s.Points[^1].Copies)));
    }

    [Theory]
    [InlineData("2026-01-01", "2026-11-28", "day", 332)]
    [InlineData("2020-01-01", "2026-11-28", "week", 361)]
    [InlineData("1996-01-15", "2026-11-28", "month", 371)]
    public void The_finest_buckets_that_fit_are_taken_and_end_on_the_last_day(string from, string to, string unit, int count)
    {
        var buckets = DayBuckets.Fitting(Day(from), Day(to))!;
        Assert.Equal((unit, count, Day(to)), (buckets.Unit, buckets.Count, buckets.EndOf(buckets.Count - 1)));
        Assert.Equal((0, 0, count - 1), (buckets.IndexOf(Day("1990-01-01")), buckets.IndexOf(Day(from)), buckets.IndexOf(Day(to))));
        for (var i = 0; i < count; i++)
            Assert.Equal(i, buckets.IndexOf(buckets.EndOf(i)));
    }

    [Fact]
    public async Task Too_many_points_are_refused()
    {
        await using var collectors = await Collectors.StartAsync();
        Assert.Null(DayBuckets.Fitting(Day("1900-01-01"), Day("2026-11-28")));
        Assert.Null(await collectors.Get<CollectionValues>().HistoryAsync(Owner.Local, Day("2020-01-01"), Day("2026-11-28"), "day", Stop));
    }

    private static async Task<ValueHistory> ReadAsync(Collectors collectors, string from, string to, string? unit = null) =>
        (await collectors.Get<CollectionValues>().HistoryAsync(Owner.Local, Day(from), Day(to), unit, Stop))!;

    private static string Text(ValueSeries series) => FormattableString.Invariant($"{series.Market} {series.Currency} {string.Join(", ", series.Points.Select(p => FormattableString.Invariant($"{p.On:MM-dd}:{p.Amount:0.##} {p.Copies}")))}");

    private static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
