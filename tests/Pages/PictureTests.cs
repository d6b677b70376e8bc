using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using PokedexTop.Images.Tests.Fetch;
using PokedexTop.Testing;
using PokedexTop.Testing.Pictures;
using static Microsoft.Playwright.Assertions;

namespace PokedexTop.Pages.Tests;

/// <summary>Pictures of cards, drawn for the test, fetched and rendered by the program, in the pages that show them.</summary>
public sealed class PictureTests
{
    private const int Cards = 60;

    [Fact]
    public async Task Walls_load_the_rendition_that_fits_when_it_is_near_and_wide_cards_are_shown_whole()
    {
        await using var origin = await ImageServer.StartAsync();
        var (upright, wide, last) = (CardPicture.Png(7, 734, 1024), CardPicture.Png(8, 1024, 734), CardPicture.Png(9, 734, 1024));
        origin.Answer = async context =>
        {
            context.Response.ContentType = "image/png";
            await context.Response.Body.WriteAsync(context.Request.Path.Value!.Split('/')[1] switch { "wide" => wide, "last" => last, _ => upright });
        };
        using var folder = new TemporaryFolder();
        await WriteAsync(folder, origin.Origin);
        await using var site = await Site.PicturedAsync(folder.Path, Cards, origin.Origin);

        await using var desk = await site.OpenAsync("/sets/mine", new BrowserNewContextOptions { ViewportSize = new() { Width = 1280, Height = 900 } });
        var first = desk.Page.Locator(".tile img").First;
        await LoadedAsync(first);
        Assert.EndsWith("-small.webp", await SourceAsync(first), StringComparison.Ordinal);
        await Expect(first).ToHaveAttributeAsync("srcset", await SrcSetAsync(site, "mine-1"));
        // The second is wide: as large a place, and whole within it.
        var (box, wideBox) = (await BoxAsync(first), await BoxAsync(desk.Page.Locator(".tile img").Nth(1)));
        await LoadedAsync(desk.Page.Locator(".tile img").Nth(1));
        Assert.Equal((box.Width, box.Height), (wideBox.Width, wideBox.Height));
        Assert.Equal("contain", await desk.Page.Locator(".tile img").Nth(1).EvaluateAsync<string>("img => getComputedStyle(img).objectFit"));
        Assert.Equal(0, await desk.ShiftAsync());
        await desk.KeepWidthsAsync("pictures-wall");
        Assert.Empty(desk.Complaints);

        // A phone's fine screen takes the large one, of what is near, and the rest when one comes there.
        await using var phone = await site.OpenAsync("/sets/mine", new BrowserNewContextOptions { ViewportSize = new() { Width = 390, Height = 844 }, DeviceScaleFactor = 3 });
        await LoadedAsync(phone.Page.Locator(".tile img").First);
        Assert.EndsWith("-large.webp", await SourceAsync(phone.Page.Locator(".tile img").First), StringComparison.Ordinal);
        var far = phone.Page.Locator(".tile img").Last;
        await Expect(far).ToHaveJSPropertyAsync("naturalWidth", 0);
        await far.ScrollIntoViewIfNeededAsync();
        await LoadedAsync(far);
        Assert.Equal(0, await phone.ShiftAsync());

        foreach (var (card, isWide) in new[] { ("mine-1", false), ("mine-2", true) })
        {
            await using var window = await site.OpenAsync("/cards/" + card, new BrowserNewContextOptions { ViewportSize = new() { Width = 1280, Height = 900 } });
            var picture = window.Page.Locator(".card-picture img");
            await LoadedAsync(picture);
            Assert.EndsWith("-large.webp", await SourceAsync(picture), StringComparison.Ordinal);
            var place = await BoxAsync(picture);
            Assert.Equal(isWide, place.Width > place.Height);
            Assert.Equal(0, await window.ShiftAsync());
            Assert.Empty(await window.BarriersAsync());
            await window.KeepWidthsAsync("pictures-" + card);
            Assert.Empty(window.Complaints);
        }
        await using var binder = await site.OpenAsync("/binder/mine");
        await LoadedAsync(binder.Page.Locator(".pocket img").First);
        await binder.KeepWidthsAsync("pictures-binder");
        Assert.Empty(binder.Complaints);
    }

    private static async Task<string> SourceAsync(ILocator image) => await image.EvaluateAsync<string>("img => img.currentSrc");

    private static Task LoadedAsync(ILocator image) => Expect(image).Not.ToHaveJSPropertyAsync("naturalWidth", 0);

    private static async Task<LocatorBoundingBoxResult> BoxAsync(ILocator image) => (await image.BoundingBoxAsync())!;

    private static Task<string> SrcSetAsync(Site site, string card)
    {
        var addresses = site.Copy.Rows($"SELECT url, width FROM silver_card_images WHERE card_id = '{card}' AND rendition IN ('small', 'large') ORDER BY width").ConvertAll(row => row.Split('|'));
        return Task.FromResult(string.Join(", ", addresses.Select(address => $"{address[0]} {address[1]}w")));
    }

    /// <summary>A set whose second card is wide.</summary>
    private static async Task WriteAsync(TemporaryFolder folder, string origin)
    {
        Directory.CreateDirectory(folder.Combine("sets"));
        Directory.CreateDirectory(folder.Combine("cards", "en"));
        var cards = Enumerable.Range(1, Cards).Select(number =>
        {
            var file = string.Create(CultureInfo.InvariantCulture, $"{origin}/{(number == 2 ? "wide" : number == Cards ? "last" : "upright")}/{number}");
            return SampleApi.Card("mine", number, ("images", new { small = file + ".png", large = file + "_hires.png" }));
        });
        await File.WriteAllTextAsync(folder.Combine("sets", "en.json"), JsonSerializer.Serialize(new[] { new { id = "mine", name = "Mine", series = "Samples", printedTotal = Cards, total = Cards, releaseDate = "2000/01/01" } }));
        await File.WriteAllTextAsync(folder.Combine("cards", "en", "mine.json"), $"[{string.Join(',', cards)}]");
    }
}
