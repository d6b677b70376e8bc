using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace PokedexTop.Pages.Tests;

/// <summary>What a collector does, in a real browser against the real program.</summary>
public sealed class CollectingTests : IAsyncLifetime
{
    private static readonly LocatorGetByRoleOptions s_add = new() { NameRegex = new Regex("^Add ") }, s_wish = new() { NameRegex = new Regex("^Wish for ") }, s_wished = new() { NameRegex = new Regex(" is on the wishlist$") };

    private Site _site = null!;

    public async ValueTask InitializeAsync() => _site = await Site.StarterAsync();

    public async ValueTask DisposeAsync() => await _site.DisposeAsync();

    [Fact]
    public async Task A_copy_is_added_with_a_click_and_taken_out_again_without_leaving_the_page()
    {
        await using var window = await _site.OpenAsync("/search?q=pikachu");
        var tile = window.Page.Locator(".tile").First;
        await tile.GetByRole(AriaRole.Button, s_add).ClickAsync();
        await Expect(tile.Locator("output")).ToHaveTextAsync("×1");
        await tile.GetByRole(AriaRole.Button, s_add).ClickAsync();
        await Expect(tile.Locator("output")).ToHaveTextAsync("×2");
        Assert.Equal(["2"], _site.Copy.Rows("SELECT quantity FROM gold_user_collections"));
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(tile.Locator("output")).ToHaveTextAsync("×1");
        Assert.Equal(["1"], _site.Copy.Rows("SELECT quantity FROM gold_user_collections"));
        await window.Page.ReloadAsync();
        await Expect(tile.Locator("output")).ToHaveTextAsync("×1");
        Assert.Empty(window.Complaints);
    }

    [Fact]
    public async Task A_wish_is_made_with_a_click_or_a_key_stands_on_its_tile_and_is_taken_back()
    {
        await using var window = await _site.OpenAsync("/search?q=pikachu");
        var tile = window.Page.Locator(".tile").First;
        await tile.GetByRole(AriaRole.Button, s_wish).ClickAsync();
        await Expect(tile.GetByRole(AriaRole.Link, s_wished)).ToBeFocusedAsync();
        Assert.Equal(["wishlist|1"], _site.Copy.Rows("SELECT list, quantity FROM gold_user_collections"));
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(tile.GetByRole(AriaRole.Button, s_wish)).ToBeVisibleAsync();
        Assert.Equal(["0"], _site.Copy.Rows("SELECT COUNT(*) FROM gold_user_collections"));

        await tile.Locator("a").First.FocusAsync();
        await window.Page.Keyboard.PressAsync("w");
        await Expect(tile.GetByRole(AriaRole.Link, s_wished)).ToBeVisibleAsync();
        await window.Page.ReloadAsync();
        await window.KeepWidthsAsync("flow-wish");
        // The heart leads to where the wish can be changed; there the card itself is added by a key, and wished for with a click.
        await tile.GetByRole(AriaRole.Link, s_wished).ClickAsync();
        await Expect(window.Page.Locator("#own")).ToBeInViewportAsync();
        await Expect(window.Page.Locator(".lots li")).ToContainTextAsync("wishlist");
        await window.Page.Keyboard.PressAsync("a");
        await Expect(window.Page.GetByText("1 copy added.")).ToBeVisibleAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Wish for it" }).ClickAsync();
        await Expect(window.Page.GetByText("On the wishlist.")).ToBeVisibleAsync();
        Assert.Equal(["owned|1", "wishlist|2"], _site.Copy.Rows("SELECT list, quantity FROM gold_user_collections ORDER BY list"));
        Assert.Empty(window.Complaints);
    }

    [Fact]
    public async Task Without_scripts_everything_is_links_and_forms()
    {
        await using var window = await _site.OpenAsync("/", new BrowserNewContextOptions { JavaScriptEnabled = false });
        await window.Page.GetByRole(AriaRole.Searchbox).FillAsync("name:charmander");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Search", Exact = true }).ClickAsync();
        await window.Page.Locator(".tile").First.GetByRole(AriaRole.Button, s_add).ClickAsync();
        await Expect(window.Page.GetByText("1 copy added.")).ToBeVisibleAsync();
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(window.Page.GetByText("Taken out again.")).ToBeVisibleAsync();
        Assert.Equal(["0"], _site.Copy.Rows("SELECT COUNT(*) FROM gold_user_collections"));

        await window.Page.Locator(".tile").First.GetByRole(AriaRole.Button, s_wish).ClickAsync();
        await Expect(window.Page.GetByText("On the wishlist.")).ToBeVisibleAsync();
        await Expect(window.Page.Locator(".tile").First.GetByRole(AriaRole.Link, s_wished)).ToBeVisibleAsync();
        Assert.Equal(["wishlist|1"], _site.Copy.Rows("SELECT list, quantity FROM gold_user_collections"));
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(window.Page.GetByText("Taken out again.")).ToBeVisibleAsync();
        Assert.Equal(["0"], _site.Copy.Rows("SELECT COUNT(*) FROM gold_user_collections"));

        await window.Page.Locator(".tile a").First.ClickAsync();
        await window.Page.GetByLabel("Copies").FillAsync("3");
        await window.Page.GetByLabel("Condition").SelectOptionAsync("mint");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Edit" }).ClickAsync();
        await window.Page.GetByLabel("Location").FillAsync("Blue box");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(window.Page.GetByText("Changed.")).ToBeVisibleAsync();
        Assert.Equal(["owned|3|mint|Blue box"], _site.Copy.Rows("SELECT list, quantity, condition, location FROM gold_user_collections"));

        await window.GoAsync("/collection");
        await window.Page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("^Blue box") }).ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("My collection: Blue box");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Remove these 3" }).ClickAsync();
        await Expect(window.Page.GetByText("Removed.")).ToBeVisibleAsync();
        Assert.Equal(["0"], _site.Copy.Rows("SELECT COUNT(*) FROM gold_user_collections"));
    }

    [Fact]
    public async Task The_keyboard_alone_finds_a_card_and_adds_it()
    {
        await using var window = await _site.OpenAsync("/sets");
        await window.Page.Keyboard.PressAsync("/");
        await window.Page.Keyboard.TypeAsync("squirt");
        await Expect(window.Page.GetByRole(AriaRole.Option).First).ToContainTextAsync("Squirtle");
        await window.Page.Keyboard.PressAsync("ArrowDown");
        await window.Page.Keyboard.PressAsync("Enter");
        await window.Page.WaitForURLAsync(url => url.Contains("/search?q=", StringComparison.Ordinal));
        await Expect(window.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeFocusedAsync();
        for (var presses = 0; presses < 60 && !await window.Page.EvaluateAsync<bool>("document.activeElement.matches('.tile a')"); presses++)
            await window.Page.Keyboard.PressAsync("Tab");
        await window.Page.Keyboard.PressAsync("a");
        await Expect(window.Page.Locator(".tile output").First).ToHaveTextAsync("×1");
        Assert.Equal(["Squirtle"], _site.Copy.Rows("SELECT c.name FROM gold_user_collections l JOIN silver_tcg_cards c ON c.card_id = l.card_id"));
        Assert.Empty(window.Complaints);
    }

    [Fact]
    public async Task Numbers_typed_for_a_pinned_set_become_lots_and_wrong_ones_come_back()
    {
        var set = _site.Copy.Rows("SELECT set_id FROM silver_tcg_sets WHERE name = 'Base'")[0];
        await using var window = await _site.OpenAsync("/collection/entry?set=" + set);
        await window.Page.GetByLabel("Numbers").FillAsync("58 4x2 63h 999 what?");
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(window.Page.GetByText("4 copies entered.")).ToBeVisibleAsync();
        await Expect(window.Page.GetByLabel("Numbers")).ToHaveValueAsync("999 what?");
        Assert.Equal(["Charizard|2|", "Pikachu|1|", "Squirtle|1|holofoil"],
            _site.Copy.Rows("SELECT c.name, l.quantity, l.finish FROM gold_user_collections l JOIN silver_tcg_cards c ON c.card_id = l.card_id ORDER BY c.name"));
    }

    [Fact]
    public async Task A_file_of_another_program_is_looked_at_resolved_and_written()
    {
        await using var window = await _site.OpenAsync("/collection/imports");
        const string header = "Portfolio Name,Category,Set,Product Name,Card Number,Rarity,Variance,Grade,Card Condition,Average Cost Paid,Quantity,Market Price (As of 2026-11-28),Price Override,Watchlist,Date Added,Notes\n";
        await window.Page.GetByLabel("File").SetInputFilesAsync(new FilePayload
        {
            Name = "collectr.csv",
            MimeType = "text/csv",
            Buffer = System.Text.Encoding.UTF8.GetBytes(header
                + "Main,Pokemon,Base,Charizard,4/102,Rare,Normal,Ungraded,Near Mint,$1.00,1,$1.50,0,false,2025-01-02,\n"
                + "Main,Pokemon,Base,Pikachoo,58/102,Common,Normal,Ungraded,Near Mint,$1.00,2,$1.50,0,false,2025-01-02,\n"),
        });
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Look at it" }).ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("collectr.csv");
        Assert.Equal(["0"], _site.Copy.Rows("SELECT COUNT(*) FROM gold_user_collections"));
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Write the 1 matched row" }).ClickAsync();
        await Expect(window.Page.GetByText("The matched rows are written.")).ToBeVisibleAsync();
        await window.Page.Locator(".candidate", new() { HasText = "Pikachu" }).First.ClickAsync();
        await Expect(window.Page.GetByText("The row is written.")).ToBeVisibleAsync();
        Assert.Equal(["Charizard|1", "Pikachu|2"], _site.Copy.Rows("SELECT c.name, l.quantity FROM gold_user_collections l JOIN silver_tcg_cards c ON c.card_id = l.card_id ORDER BY c.name"));
        Assert.Empty(window.Complaints);
    }

    [Fact]
    public async Task Two_windows_do_not_undo_each_other()
    {
        await Collected.FillAsync(_site);
        await using var one = await _site.OpenAsync("/collection");
        await using var two = await _site.OpenAsync("/collection");
        await one.Page.GetByLabel("Copies").FillAsync("5");
        await one.Page.GetByRole(AriaRole.Button, new() { Name = "Set", Exact = true }).ClickAsync();
        await Expect(one.Page.GetByText("Changed.")).ToBeVisibleAsync();
        await two.Page.GetByLabel("Copies").FillAsync("1");
        await two.Page.GetByRole(AriaRole.Button, new() { Name = "Set", Exact = true }).ClickAsync();
        await Expect(two.Page.GetByText("changed in another window")).ToBeVisibleAsync();
        await Expect(two.Page.GetByLabel("Copies")).ToHaveValueAsync("5");
        Assert.Equal(["5"], _site.Copy.Rows("SELECT quantity FROM gold_user_collections WHERE list = 'owned'"));
    }
}
