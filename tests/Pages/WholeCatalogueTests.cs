using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PokedexTop.Pages.Tests;

/// <summary>Ways through the whole catalogue.</summary>
public sealed class WholeCatalogueTests
{
    /// <summary>One program for all of them: it takes a while to have 20,000 cards.</summary>
    [Fact]
    public async Task Twenty_thousand_cards_are_browsed_searched_wished_for_and_kept_in_binders()
    {
        await using var site = await Site.WholeAsync();
        await BrowseAsync(site);
        await SearchAsync(site);
        await CompleteAsync(site);
        await LookAtManyAsync(site);
    }

    /// <summary>From a generation to a species to a card, by links.</summary>
    private static async Task BrowseAsync(Site site)
    {
        await using var window = await site.OpenAsync("/");
        await window.KeepWidthsAsync("whole-home");
        await window.Page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("Johto") }).ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Generation II, Johto");
        await Expect(window.Page.Locator(".species > li")).ToHaveCountAsync(100);
        await window.KeepWidthsAsync("whole-generation");
        await window.Page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("#196 Espeon") }).ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Espeon #196");
        var cards = site.Copy.Count("SELECT COUNT(*) FROM silver_tcg_card_pokemon WHERE pokedex_number = 196");
        await Expect(window.Page.Locator(".tile")).ToHaveCountAsync((int)cards);
        var name = await window.Page.Locator(".tile .name").Nth(3).TextContentAsync();
        await window.Page.Locator(".tile > a").Nth(3).ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(name!);
        await Expect(window.Page.GetByRole(AriaRole.Heading, new() { Name = "Other cards of Espeon" })).ToBeVisibleAsync();
        await window.KeepWidthsAsync("whole-card");
        Assert.Empty(window.Complaints);
    }

    /// <summary>Words, then a facet, then the next page; and back to where one was.</summary>
    private static async Task SearchAsync(Site site)
    {
        await using var window = await site.OpenAsync("/search?q=supertype:trainer");
        var count = window.Page.Locator(".count");
        await Expect(count).ToHaveTextAsync(new Regex("^2,\\d{3} cards found$"));
        var facet = window.Page.Locator(".facets section", new() { Has = window.Page.GetByRole(AriaRole.Heading, new() { Name = "Subtypes" }) }).GetByRole(AriaRole.Link, new() { Name = "Supporter" });
        var number = await facet.Locator("xpath=..").Locator("span").TextContentAsync();
        await facet.ClickAsync();
        await Expect(count).ToHaveTextAsync($"{number} cards found");
        await Expect(facet).ToHaveAttributeAsync("aria-current", "true");
        await window.KeepWidthsAsync("whole-search");
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Next" }).ClickAsync();
        await Expect(window.Page.GetByText(new Regex("^Page 2 of"))).ToBeVisibleAsync();
        var (address, last) = (window.Page.Url, window.Page.Locator(".tile > a").Nth(80));
        var name = await last.Locator(".name").TextContentAsync();
        await last.ScrollIntoViewIfNeededAsync();
        var place = await window.Page.EvaluateAsync<double>("scrollY");
        await last.ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(name!);
        await window.Page.GoBackAsync();
        Assert.Equal(address, window.Page.Url);
        await Expect(last).ToBeInViewportAsync();
        Assert.InRange(await window.Page.EvaluateAsync<double>("scrollY"), place - 50, place + 50);

        // A wish from where one is, by a key; the page says so when it comes again, too.
        await last.FocusAsync();
        await window.Page.Keyboard.PressAsync("w");
        await Expect(window.Page.GetByText($"{name} is on the wishlist.")).ToBeVisibleAsync();
        await window.Page.ReloadAsync();
        await Expect(window.Page.Locator(".tile").Nth(80).GetByRole(AriaRole.Link, new() { NameRegex = new Regex("is on the wishlist$") })).ToBeVisibleAsync();
        Assert.Equal([$"wishlist|1|{name}"], site.Copy.Rows("SELECT l.list, l.quantity, c.name FROM gold_user_collections l JOIN silver_tcg_cards c ON c.card_id = l.card_id"));
        Assert.Empty(window.Complaints);
    }

    /// <summary>The largest set: how much of it is owned, and its binder.</summary>
    private static async Task CompleteAsync(Site site)
    {
        var set = site.Copy.Rows("SELECT s.set_id, s.name, COUNT(*) FROM silver_tcg_cards c JOIN silver_tcg_sets s ON s.set_id = c.set_id GROUP BY s.set_id, s.name ORDER BY COUNT(*) DESC, s.set_id LIMIT 1")[0].Split('|');
        var cards = int.Parse(set[2], System.Globalization.CultureInfo.InvariantCulture);
        await using var window = await site.OpenAsync("/sets/" + set[0]);
        await Expect(window.Page.Locator(".tile")).ToHaveCountAsync(cards);
        await window.Page.Locator(".tile").Nth(4).GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Add") }).ClickAsync();
        await Expect(window.Page.Locator(".tile").Nth(4).Locator("output")).ToHaveTextAsync("×1");
        await window.KeepWidthsAsync("whole-set");
        await window.GoAsync("/completion?begun=yes");
        var row = window.Page.Locator("tbody tr");
        await Expect(row).ToHaveCountAsync(1);
        await Expect(row).ToContainTextAsync($"1 of {cards}");
        await window.KeepWidthsAsync("whole-completion");
        await row.GetByRole(AriaRole.Link, new() { Name = "Binder" }).ClickAsync();
        await Expect(window.Page.Locator(".sleeve")).ToHaveCountAsync((cards + 8) / 9);
        await Expect(window.Page.Locator(".sleeve").First.Locator(".pocket")).ToHaveCountAsync(9);
        await Expect(window.Page.Locator(".pocket:not(.lacks)")).ToHaveCountAsync(1);
        await Expect(window.Page.GetByText($"1 of {cards} cards in {(cards + 8) / 9} pages")).ToBeVisibleAsync();
        // Three by three, on a phone too.
        await window.KeepWidthsAsync("whole-binder");
        await window.Page.SetViewportSizeAsync(390, 844);
        var tops = await window.Page.Locator(".sleeve").First.Locator(".pocket").EvaluateAllAsync<double[]>("pockets => pockets.map(pocket => Math.round(pocket.getBoundingClientRect().top))");
        Assert.Equal([3, 3, 3], tops.GroupBy(top => top).Select(line => line.Count()));
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "What is missing" }).ClickAsync();
        await Expect(window.Page.Locator("tbody tr").First).ToBeVisibleAsync();
        Assert.Empty(window.Complaints);
    }

    /// <summary>A page of 250 cards, on a line that brings it in pieces.</summary>
    private static async Task LookAtManyAsync(Site site)
    {
        await using var window = await site.OpenAsync("/");
        await window.SlowDownAsync(100_000);
        await window.GoAsync("/pokemon/25");
        await Expect(window.Page.Locator(".tile")).ToHaveCountAsync(Math.Min(250, (int)site.Copy.Count("SELECT COUNT(*) FROM silver_tcg_card_pokemon WHERE pokedex_number = 25")));
        await window.Page.Locator(".tile").Last.ScrollIntoViewIfNeededAsync();
        Assert.Equal(0, await window.ShiftAsync());
        Assert.Empty(window.Complaints);
    }
}
