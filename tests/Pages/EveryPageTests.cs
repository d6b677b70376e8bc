using Microsoft.Playwright;

namespace PokedexTop.Pages.Tests;

/// <summary>What holds for every page, in both themes and on every width.</summary>
public sealed class EveryPageTests
{
    private static readonly int[] s_widths = [390, 1280, 2560];

    private static readonly (string Name, string Path)[] s_pages =
    [
        ("home", "/"), ("sets", "/sets"), ("set", "/sets/st1"), ("search", "/search?q=supertype:pok*"), ("search-nothing", "/search?q=nothingofthiskind"), ("search-help", "/search/help"), ("card", "/cards/CARD"),
        ("generation", "/pokemon?generation=1"), ("species", "/pokemon/25"), ("collection", "/collection"), ("wishlist", "/collection?list=wishlist"), ("lot", "/collection/lots/LOT"), ("completion", "/completion"),
        ("completion-species", "/completion?by=species&begun=yes"), ("binder", "/binder/SET"), ("missing", "/missing/SET?of=all"), ("entry", "/collection/entry?set=SET"), ("imports", "/collection/imports"), ("import", "/collection/imports/IMPORT"),
        ("value", "/collection/value"), ("deck", "/collection/deck?list=1%20Pikachu"), ("not-found", "/cards/none-1"), ("api", "/docs"), ("ops", "/ops"), ("ops-syncs", "/ops/syncs"), ("ops-sets", "/ops/sets"), ("ops-rejects", "/ops/rejects"), ("ops-quality", "/ops/quality"), ("ops-doubts", "/ops/doubts"), ("ops-schedules", "/ops/schedules"),
        ("ops-calls", "/ops/calls"), ("ops-users", "/ops/users"), ("runbook", "/runbook"),
    ];

    [Fact]
    public async Task No_page_keeps_anybody_out_complains_or_jumps()
    {
        await using var site = await Site.StarterAsync();
        var names = await Collected.FillAsync(site);
        var wrong = new List<string>();
        foreach (var (name, pattern) in s_pages)
        {
            var path = names.Aggregate(pattern, (text, known) => text.Replace(known.Key, known.Value, StringComparison.Ordinal));
            foreach (var theme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await using var window = await site.OpenAsync(path, new BrowserNewContextOptions { ColorScheme = theme, ViewportSize = new() { Width = 1280, Height = 900 }, ReducedMotion = ReducedMotion.Reduce });
                var where = $"{name} ({theme})";
                if (await window.ShiftAsync() is > 0 and var shift)
                    wrong.Add($"{where}: moved by {shift}");
                wrong.AddRange((await window.BarriersAsync()).Select(barrier => $"{where}: {barrier}"));
                if (await window.Page.Locator("h1").CountAsync() != 1)
                    wrong.Add($"{where}: not one h1");
                if (!(await window.Page.TitleAsync()).Contains("PokedexTop", StringComparison.Ordinal))
                    wrong.Add($"{where}: the title is '{await window.Page.TitleAsync()}'");
                foreach (var width in theme == ColorScheme.Light ? s_widths : [1280])
                {
                    await window.Page.SetViewportSizeAsync(width, width == 390 ? 844 : 900);
                    // What is wider than the window can be scrolled within itself only.
                    if (await window.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth") is > 0 and var more)
                        wrong.Add($"{where}: {more} px wider than {width}");
                    await window.PictureAsync($"{name}-{theme.ToString().ToLowerInvariant()}-{width}");
                }
                // A page that is not there is a failed request, too.
                wrong.AddRange(window.Complaints.Where(complaint => name != "not-found" || !complaint.Contains("404", StringComparison.Ordinal)).Select(complaint => $"{where}: {complaint}"));
            }
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Distinct()));
    }

    [Fact]
    public async Task Nothing_jumps_while_a_page_comes_in_slowly()
    {
        await using var site = await Site.StarterAsync();
        var names = await Collected.FillAsync(site);
        // Style and script are kept from the first page on, as they are by who reads on.
        await using var window = await site.OpenAsync("/", new BrowserNewContextOptions { ViewportSize = new() { Width = 1280, Height = 900 } });
        await window.SlowDownAsync(15_000);
        var moved = new List<string>();
        foreach (var (name, pattern) in s_pages)
        {
            await window.GoAsync(names.Aggregate(pattern, (text, known) => text.Replace(known.Key, known.Value, StringComparison.Ordinal)));
            if (await window.ShiftAsync() is > 0 and var shift)
                moved.Add($"{name}: moved by {shift}");
        }
        Assert.True(moved.Count == 0, string.Join('\n', moved));
    }
}
