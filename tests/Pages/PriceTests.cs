using System.Globalization;
using Microsoft.Playwright;
using PokedexTop.Testing;
using static Microsoft.Playwright.Assertions;

namespace PokedexTop.Pages.Tests;

/// <summary>Prices of a card over a year, as the program saw them.</summary>
public sealed class PriceTests
{
    private static readonly (int DaysAgo, double Holofoil, double Normal, double Trend)[] s_seen = [(360, 310, 40, 260), (250, 340.5, 38.2, 280), (120, 290, 45, 244.9), (30, 402, 45.1, 351), (2, 388.8, 52, 330)];

    [Fact]
    public async Task The_plot_shows_what_was_seen_and_the_table_what_was_seen_last()
    {
        await using var api = await SampleApi.StartAsync("alpha");
        Price(api, s_seen[0]);
        await using var site = await Site.OfAsync(api);
        using var client = new HttpClient { BaseAddress = site.Address };
        for (var i = 1; i < s_seen.Length; i++)
        {
            Price(api, s_seen[i]);
            using var form = new FormUrlEncodedContent([KeyValuePair.Create("cards", "alpha-4")]);
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/ops/syncs/start", UriKind.Relative)) { Content = form };
            request.Headers.Add("Origin", site.Address.GetLeftPart(UriPartial.Authority));
            using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
            var days = i + 1;
            await Eventually.ThatAsync(() => site.Copy.Count("SELECT COUNT(DISTINCT observed_on) FROM silver_card_prices WHERE card_id = 'alpha-4' AND finish = 'holofoil'") == days, TimeSpan.FromSeconds(60), "the day's prices are here", TestContext.Current.CancellationToken);
            await Eventually.ThatAsync(() => site.Copy.Count("SELECT COUNT(*) FROM bronze_sync_runs WHERE status = 'completed'") == days, TimeSpan.FromSeconds(60), "the sync is at its end", TestContext.Current.CancellationToken);
        }

        foreach (var theme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await using var window = await site.OpenAsync("/cards/alpha-4", new BrowserNewContextOptions { ColorScheme = theme, ViewportSize = new() { Width = 1280, Height = 900 } });
            var dollars = window.Page.GetByRole(AriaRole.Img, new() { Name = "Market prices in USD over time" });
            await Expect(dollars.Locator("polyline")).ToHaveCountAsync(2);
            await Expect(window.Page.GetByRole(AriaRole.Img, new() { Name = "Market prices in EUR over time" }).Locator("polyline")).Not.ToHaveCountAsync(0);
            await Expect(window.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "holofoil" }).First).ToContainTextAsync("388.80 USD");
            await Expect(window.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "holofoil" }).First).ToContainTextAsync("2 days ago");
            Assert.Empty(await window.BarriersAsync());
            await dollars.ScrollIntoViewIfNeededAsync();
            await window.KeepWidthsAsync($"prices-{theme.ToString().ToLowerInvariant()}");
            Assert.Empty(window.Complaints);
        }
    }

    private static void Price(SampleApi api, (int DaysAgo, double Holofoil, double Normal, double Trend) seen)
    {
        var day = DateTime.UtcNow.AddDays(-seen.DaysAgo).ToString("yyyy/MM/dd", CultureInfo.InvariantCulture);
        api.Catalogue.Replace("alpha-4", SampleApi.Card("alpha", 4,
            ("tcgplayer", new { url = "https://prices.example/tcgplayer", updatedAt = day, prices = new { normal = new { low = seen.Normal / 2, mid = seen.Normal, high = seen.Normal * 3, market = seen.Normal }, holofoil = new { low = seen.Holofoil / 2, mid = seen.Holofoil, high = seen.Holofoil * 3, market = seen.Holofoil } } }),
            ("cardmarket", new { url = "https://prices.example/cardmarket", updatedAt = day, prices = new { averageSellPrice = seen.Trend, lowPrice = seen.Trend / 3, trendPrice = seen.Trend } })));
    }
}
