using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using PokedexTop.Configuration;
using PokedexTop.Normalize.Retention;
using PokedexTop.Normalize.Tests.Pipeline;
using PokedexTop.Testing;

namespace PokedexTop.Normalize.Tests.Retention;

public sealed class PriceHistoryHousekeeperTests
{
    [Theory]
    [EveryDatabase]
    public async Task Of_older_weeks_the_last_price_of_each_finish_stays_and_newer_ones_all(DatabaseProvider provider)
    {
        var stop = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        await using var pipeline = await TestPipeline.StartAsync(folder, "starter", provider);
        await pipeline.SyncAsync();
        var now = new DateTimeOffset(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);
        foreach (var (finish, market) in new[] { ("holofoil", "tcgplayer"), ("normal", "tcgplayer"), ("normal", "cardmarket") })
        {
            for (var day = new DateOnly(2026, 10, 26); day <= new DateOnly(2026, 11, 29); day = day.AddDays(finish == "holofoil" ? 1 : 9))
                await pipeline.ExecuteAsync(FormattableString.Invariant($"INSERT INTO silver_card_prices (card_id, market, finish, observed_on, currency, bronze_id) SELECT MIN(card_id), '{market}', '{finish}', '{day:yyyy-MM-dd}', 'EUR', 1 FROM silver_tcg_cards"));
        }
        var housekeeper = new PriceHistoryHousekeeper(pipeline.Database, new RetentionOptions { Prices = 14 }, new FakeTimeProvider(now));
        // Two weeks back is Sunday the 15th: all from Monday the 9th stay, and of two weeks before the Sundays.
        Assert.Equal(12, await housekeeper.RemoveAsync(stop));
        var left = (await pipeline.RowsAsync("SELECT finish, market, observed_on FROM silver_card_prices ORDER BY finish, market, observed_on")).ToLookup(price => price[..^11], price => DateOnly.Parse(price[^10..], CultureInfo.InvariantCulture));
        Assert.Equal([new DateOnly(2026, 11, 1), new DateOnly(2026, 11, 8), .. Enumerable.Range(9, 21).Select(day => new DateOnly(2026, 11, day))], left["holofoil|tcgplayer"]);
        // Observed every nine days, each is the last of its week.
        foreach (var rare in new[] { "normal|tcgplayer", "normal|cardmarket" })
            Assert.Equal([new DateOnly(2026, 10, 26), new DateOnly(2026, 11, 4), new DateOnly(2026, 11, 13), new DateOnly(2026, 11, 22)], left[rare]);
        Assert.Equal(0, await housekeeper.RemoveAsync(stop));
        Assert.Equal(0, await new PriceHistoryHousekeeper(pipeline.Database, new RetentionOptions(), new FakeTimeProvider(now.AddYears(50))).RemoveAsync(stop));
    }
}
