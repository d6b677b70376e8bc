using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PokedexTop.Web.Tests.Access;
using static Microsoft.Playwright.Assertions;

namespace PokedexTop.Pages.Tests;

/// <summary>People whom a provider knows, in a real browser.</summary>
public sealed class SigningInTests
{
    [Fact]
    public async Task Somebody_signs_in_has_a_collection_of_their_own_and_signs_out()
    {
        await using var provider = await OpenIdProvider.StartAsync();
        await using var site = await Site.StarterAsync([.. provider.Settings]);
        await using var window = await site.OpenAsync("/search?q=pikachu");
        // A stranger looks at cards and has none.
        Assert.Equal(0, await window.Page.Locator(".tile button").CountAsync());
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Sign in" }).ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" })).ToBeVisibleAsync();
        Assert.EndsWith("/search?q=pikachu", window.Page.Url, StringComparison.Ordinal);
        Assert.True(provider.UsedPkce);

        await window.Page.Locator(".tile").First.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Add") }).ClickAsync();
        await Expect(window.Page.Locator(".tile output").First).ToHaveTextAsync("×1");
        Assert.Equal(["Misty"], site.Copy.Rows("SELECT u.display_name FROM gold_user_collections l JOIN gold_users u ON u.id = l.user_id"));
        // She is no operator.
        Assert.Equal(0, await window.Page.GetByRole(AriaRole.Link, new() { Name = "Operate" }).CountAsync());

        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Link, new() { Name = "Sign in" })).ToBeVisibleAsync();

        provider.Person = ("8", "Brock", ["operators"]);
        await window.GoAsync("/collection");
        await Expect(window.Page.GetByText("Nothing here yet.")).ToBeVisibleAsync();
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Operate" }).ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Operation");
        Assert.Empty(window.Complaints);
    }
}
