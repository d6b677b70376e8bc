using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PokedexTop.Testing;
using PokedexTop.Tests.EndToEnd;
using static Microsoft.Playwright.Assertions;

namespace PokedexTop.Pages.Tests;

/// <summary>What somebody sees who starts the program for the first time.</summary>
public sealed class FirstStartTests
{
    [Fact]
    public async Task Where_the_source_cannot_be_reached_a_wrong_folder_is_told_and_the_starter_catalogue_comes_with_a_click()
    {
        await using var nobody = new LatePort();
        await using var site = await Site.FirstStartAsync(Unreachable(nobody));
        await using var window = await site.OpenAsync("/");
        await Expect(window.Page.GetByRole(AriaRole.Heading, new() { Name = "The source cannot be read" })).ToBeVisibleAsync();
        await Expect(window.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Button)).ToHaveTextAsync(["Try again", "Read the starter catalogue", "Read TCGdex", "Read the folder", "It is TCGdex's data"]);
        await window.KeepWidthsAsync("flow-first-unreachable");

        // What was typed wrong is told, and stands in its field still when one goes back.
        await window.Page.GetByLabel("Folder on the server's machine").FillAsync("/no/such/folder");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Read the folder" }).ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Nothing was done");
        await Expect(window.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("/no/such/folder");
        await window.KeepWidthsAsync("flow-first-wrong-folder");
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Back" }).ClickAsync();
        await Expect(window.Page.GetByLabel("Folder on the server's machine")).ToHaveValueAsync("/no/such/folder");

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Read the starter catalogue" }).ClickAsync();
        await Expect(window.Page.GetByText("The sync is handed in.")).ToBeVisibleAsync();
        await window.Page.EvaluateAsync("window.stayed = true");
        await Expect(window.Page.GetByText("The catalogue is here: 61 cards.")).ToBeVisibleAsync();
        await Expect(window.Page.Locator(".first .tile")).ToHaveCountAsync(24);
        Assert.True(await window.Page.EvaluateAsync<bool>("window.stayed === true"));
        Assert.Equal(["starter|61"], site.Copy.Rows("SELECT r.source, (SELECT COUNT(*) FROM silver_tcg_cards) FROM bronze_sync_runs r WHERE r.status = 'completed'"));
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Look around" }).ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Heading, new() { Name = "Newest sets" })).ToBeVisibleAsync();
        await Expect(window.Page.GetByText("a few dozen cards that come with the program")).ToBeVisibleAsync();
        // The page of the wrong folder is answered with that.
        AssertOnly(window, "400", "503");
    }

    [Fact]
    public async Task Without_scripts_a_folder_is_typed_in_and_its_cards_are_seen_when_the_page_comes_again()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.Combine("sets"));
        Directory.CreateDirectory(folder.Combine("cards", "en"));
        await File.WriteAllTextAsync(folder.Combine("sets", "en.json"), """[{"id":"mine","name":"Mine","series":"Samples","printedTotal":1,"total":1,"releaseDate":"2000/01/01"}]""", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder.Combine("cards", "en", "mine.json"), $"[{SampleApi.Card("mine", 4)}]", TestContext.Current.CancellationToken);
        await using var nobody = new LatePort();
        await using var site = await Site.FirstStartAsync(Unreachable(nobody));
        await using var window = await site.OpenAsync("/", new BrowserNewContextOptions { JavaScriptEnabled = false });
        await window.SeenAgainAsync(window.Page.GetByRole(AriaRole.Button, new() { Name = "Read the folder" }));
        await window.Page.GetByLabel("Folder on the server's machine").FillAsync(folder.Path);
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Read the folder" }).ClickAsync();
        await Expect(window.Page.GetByText("The sync is handed in.")).ToBeVisibleAsync();
        await window.GoAsync("/");
        await window.SeenAgainAsync(window.Page.GetByRole(AriaRole.Link, new() { Name = "Mine" }));
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Mine" }).First.ClickAsync();
        await window.SeenAgainAsync(window.Page.Locator(".tile", new() { HasText = "Pikachu" }));
        Assert.Equal(["mine-4"], site.Copy.Rows("SELECT card_id FROM silver_tcg_cards"));
    }

    [Fact]
    public async Task The_first_sync_is_seen_as_it_runs_and_cards_appear_without_loading_the_page_again()
    {
        await using var api = await SampleApi.StartAsync("alpha", "beta", "gamma");
        await using var nobody = new LatePort();
        await using var site = await Site.FirstStartAsync([.. api.Settings, ("Source:PokemonTcg:BaseUrl", $"http://127.0.0.1:{nobody.Port}/v2")]);
        api.HoldSets();
        await using var window = await site.OpenAsync("/");
        // The source comes back, and is asked again with a press; it is slow.
        await Expect(window.Page.GetByRole(AriaRole.Heading, new() { Name = "The source cannot be read" })).ToBeVisibleAsync();
        nobody.Open(api.Address.Host, api.Address.Port);
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await window.Page.EvaluateAsync("window.stayed = true");
        await Expect(window.Page.GetByText("The first sync brings the cards")).ToBeVisibleAsync();
        api.Hold("gamma");
        await Expect(window.Page.GetByText("2 of 3 fetches")).ToBeVisibleAsync();
        await Expect(window.Page.Locator(".first .tile")).ToHaveCountAsync(24);
        await window.KeepWidthsAsync("flow-first-sync");
        // Who comes now sees it, too, above what is here already.
        await using var other = await site.OpenAsync("/");
        await Expect(other.Page.GetByText("2 of 3 fetches")).ToBeVisibleAsync();
        await Expect(other.Page.Locator(".first .tile")).ToHaveCountAsync(24);
        await Expect(other.Page.GetByRole(AriaRole.Heading, new() { Name = "Newest sets" })).ToBeVisibleAsync();

        api.LetGo();
        await Expect(window.Page.GetByText("The catalogue is here: 36 cards.")).ToBeVisibleAsync();
        // The newest set's stand first.
        await Expect(window.Page.Locator(".first .tile").First).ToContainTextAsync("gamma");
        Assert.True(await window.Page.EvaluateAsync<bool>("window.stayed === true"));
        Assert.Equal(36, site.Copy.Count("SELECT COUNT(*) FROM silver_tcg_cards"));
        await window.GoAsync("/");
        await Expect(window.Page.Locator(".first")).ToHaveCountAsync(0);
        AssertOnly(window, "503");
    }

    /// <summary>A page that cannot be made yet is answered with 503, which a browser complains of.</summary>
    private static void AssertOnly(Window window, params string[] statuses)
    {
        var others = window.Complaints.Where(complaint => !statuses.Any(status => complaint.Contains("status of " + status, StringComparison.Ordinal))).ToList();
        Assert.True(others.Count == 0, string.Join('\n', others));
    }

    private static (string, string)[] Unreachable(LatePort nobody) =>
    [
        ("Source:PokemonTcg:BaseUrl", $"http://127.0.0.1:{nobody.Port}/v2"), ("Source:PokemonTcg:BackoffSeconds", "0.05"), ("Source:Tcgdex:BaseUrl", $"http://127.0.0.1:{nobody.Port}/tcgdex"),
        ("Source:PokeApi:BaseUrl", $"http://127.0.0.1:{nobody.Port}/pokeapi"), ("Normalize:ReconcileSeconds", "1"),
    ];
}
