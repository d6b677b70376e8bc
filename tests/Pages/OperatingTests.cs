using System.Text.RegularExpressions;
using Microsoft.Playwright;
using PokedexTop.FakeApi;
using PokedexTop.Testing;
using PokedexTop.Web.Tests.Access;
using static Microsoft.Playwright.Assertions;

namespace PokedexTop.Pages.Tests;

/// <summary>What an operator does, in a real browser against the real program, which reads the sample API.</summary>
public sealed class OperatingTests
{
    [Fact]
    public async Task A_sync_is_started_seen_at_work_and_seen_to_end_without_loading_the_page_again()
    {
        await using var api = await SampleApi.StartAsync("alpha", "beta");
        await using var site = await Site.OfAsync(api);
        api.Hold("beta");
        await using var window = await site.OpenAsync("/ops/syncs");
        await window.Page.GetByText("Start a sync").ClickAsync();
        await window.Page.GetByLabel("Set ids").FillAsync("beta");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Start the sync" }).ClickAsync();
        await Expect(window.Page.GetByText("The sync is handed in.")).ToBeVisibleAsync();
        var (work, ended) = (window.Page.GetByRole(AriaRole.Region, new() { Name = "At work" }), window.Page.GetByRole(AriaRole.Region, new() { Name = "Ended", Exact = true }));
        // The page stays from here on.
        await window.Page.EvaluateAsync("window.stayed = true");
        await Expect(work.GetByText("0 of 1 fetch")).ToBeVisibleAsync();
        await window.PictureAsync("flow-sync-at-work");
        api.LetGo();
        await Expect(work.GetByText("None.")).ToBeVisibleAsync();
        await Expect(ended.GetByRole(AriaRole.Row).Nth(1)).ToContainTextAsync(new Regex("completed.*beta.*pokemontcg.*admin.*1 of 1", RegexOptions.Singleline));
        Assert.True(await window.Page.EvaluateAsync<bool>("window.stayed === true"));
        Assert.Equal(["completed|{\"sets\":[\"beta\"],\"generations\":[],\"cards\":[]}"], site.Copy.Rows("SELECT status, scope FROM bronze_sync_runs WHERE requested_by = 'admin'"));
        Assert.Empty(window.Complaints);

        // Without scripts the same is seen when the page is loaded again, which it says itself every ten seconds.
        api.Hold("alpha");
        await using var plain = await site.OpenAsync("/ops/syncs", new BrowserNewContextOptions { JavaScriptEnabled = false });
        Assert.Equal(1, await plain.Page.Locator("meta[http-equiv=refresh]").CountAsync());
        await plain.Page.GetByText("Start a sync").ClickAsync();
        await plain.Page.GetByLabel("Set ids").FillAsync("alpha");
        await plain.Page.GetByRole(AriaRole.Button, new() { Name = "Start the sync" }).ClickAsync();
        await plain.SeenAgainAsync(plain.Page.GetByText("0 of 1 fetch"));
        api.LetGo();
        await plain.SeenAgainAsync(plain.Page.GetByRole(AriaRole.Region, new() { Name = "At work" }).GetByText("None."));
        await Expect(plain.Page.GetByRole(AriaRole.Row).Nth(1)).ToContainTextAsync("alpha");
    }

    [Fact]
    public async Task The_keyboard_alone_starts_a_sync_and_cancels_it_while_it_moves()
    {
        await using var api = await SampleApi.StartAsync("alpha", "beta");
        await using var site = await Site.OfAsync(api);
        api.Hold("beta");
        await using var window = await site.OpenAsync("/ops");
        await window.TabToAsync(window.Page.GetByRole(AriaRole.Link, new() { Name = "Syncs", Exact = true }));
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(window.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeFocusedAsync();
        await window.TabToAsync(window.Page.Locator("summary"));
        await window.Page.Keyboard.PressAsync("Enter");
        await window.TabToAsync(window.Page.GetByLabel("Set ids"));
        await window.Page.Keyboard.TypeAsync("beta");
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(window.Page.GetByText("The sync is handed in.")).ToBeVisibleAsync();
        await Expect(window.Page.GetByText("0 of 1 fetch")).ToBeVisibleAsync();
        // What moves is replaced below the focus, which stays where it was.
        var cancel = window.Page.GetByRole(AriaRole.Button, new() { Name = "Cancel the sync of set beta" });
        await window.TabToAsync(cancel);
        await window.Page.EvaluateAsync("document.querySelector('[data-live] progress').dataset.before = 'yes'");
        site.Copy.Execute("UPDATE bronze_sync_runs SET requested_by = 'somebody' WHERE status = 'running'");
        await Expect(window.Page.GetByText("asked for by somebody")).ToBeVisibleAsync();
        await Expect(cancel).ToBeFocusedAsync();
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(window.Page.GetByText("Cancelled. What it fetched stays.")).ToBeVisibleAsync();
        await Expect(window.Page.GetByRole(AriaRole.Row).Nth(1)).ToContainTextAsync(new Regex("cancelled.*beta", RegexOptions.Singleline));
        api.LetGo();
        Assert.Equal(["cancelled"], site.Copy.Rows("SELECT status FROM bronze_sync_runs WHERE requested_by = 'somebody'"));
        Assert.Empty(window.Complaints);
    }

    [Fact]
    public async Task What_is_held_back_is_looked_at_tried_again_and_gone_once_its_source_mends_it()
    {
        await using var api = await SampleApi.StartAsync("alpha", "beta");
        await using var site = await Site.OfAsync(api);
        api.Catalogue.Replace("beta-3", SampleApi.Card("beta", 3, ("name", null), ("sparkle", true)));
        await using var window = await site.OpenAsync("/ops/sets");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Fetch beta again" }).ClickAsync();
        await Expect(window.Page.GetByText("The sync is handed in.")).ToBeVisibleAsync();
        await window.SeenAgainAsync(window.Page.GetByText("1 card in quarantine"));
        await window.PictureAsync("flow-sets-quarantine");

        await window.GoAsync("/ops/rejects");
        var item = window.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "pokemontcg/beta-3" });
        await Expect(item).ToContainTextAsync("missing-name");
        await item.GetByText("What was received").ClickAsync();
        await Expect(item.GetByText("\"sparkle\": true")).ToBeVisibleAsync();
        await window.KeepWidthsAsync("flow-reject");
        var tried = site.Copy.Count("SELECT attempts FROM silver_rejects WHERE resolved_at IS NULL");
        await item.GetByRole(AriaRole.Button, new() { Name = "Normalize pokemontcg/beta-3 again" }).ClickAsync();
        await Expect(window.Page.GetByText("Handed to Normalize, which takes it up at its next look.")).ToBeVisibleAsync();
        // It has no name still.
        await window.SeenAgainAsync(window.Page.GetByText($"tried {tried + 1} times"));

        api.Catalogue.Replace("beta-3", SampleApi.Card("beta", 3, ("name", "Squirtle of Old"), ("sparkle", true)));
        await window.GoAsync("/ops/syncs");
        await window.Page.GetByText("Start a sync").ClickAsync();
        await window.Page.GetByLabel("Card ids").FillAsync("beta-3");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Start the sync" }).ClickAsync();
        await Expect(window.Page.GetByText("The sync is handed in.")).ToBeVisibleAsync();
        await window.GoAsync("/ops/rejects");
        await window.SeenAgainAsync(window.Page.GetByText("Nothing is held back"));
        Assert.Equal(["Squirtle of Old"], site.Copy.Rows("SELECT name FROM silver_tcg_cards WHERE card_id = 'beta-3'"));

        // The field that nobody knew is told, and everything that was done stands in the log.
        await window.GoAsync("/ops/quality");
        await Expect(window.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "/sparkle" })).ToContainTextAsync("beta-3");
        await window.GoAsync("/ops/users");
        var log = window.Page.GetByRole(AriaRole.Region, new() { Name = "What was done" }).First;
        Assert.Equal(["StartSync", "RetryRejects", "StartSync"], await log.Locator("tbody tr td:nth-child(3)").AllTextContentsAsync());
        await Expect(log.Locator("tbody tr").Nth(1)).ToContainTextAsync("this machine");
        await window.KeepWidthsAsync("flow-users");
        Assert.Empty(window.Complaints);
    }

    [Fact]
    public async Task A_doubt_is_seen_side_by_side_and_settled_by_a_click_and_a_call_that_failed_is_found_in_the_log()
    {
        await using var api = await SampleApi.StartAsync("alpha", "beta");
        // Another total than its cards are: an oddity that is noted.
        api.Catalogue.PutSet("""{"id":"beta","name":"beta","series":"Samples","printedTotal":99,"total":99,"releaseDate":"2001/01/01"}""");
        await using var site = await Site.OfAsync(api);
        site.Copy.Execute(
            """
            INSERT INTO silver_card_identities (feed, feed_card_id, card_id, matched_by, confidence, candidate_id, bronze_id, normalizer_version, outcome, attempts)
            SELECT 'tcgdex/en', 'beta-004', 'alpha-4', 'own-id', 'doubtful', 'beta-4', MIN(id), 99, 'normalized', 0 FROM bronze_tcg_cards WHERE card_id = 'alpha-4'
            """);
        await using var window = await site.OpenAsync("/ops/doubts");
        var doubt = window.Page.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "beta-004" });
        // Of the same name, and of another set.
        await Expect(doubt.GetByRole(AriaRole.Row).Filter(new() { HasText = "Name" }).First).ToContainTextAsync("Pikachu");
        await Expect(doubt.Locator("tr.differs").First).ToBeVisibleAsync();
        await window.KeepWidthsAsync("flow-doubt");
        await Expect(doubt.GetByRole(AriaRole.Button)).ToHaveTextAsync(["It is beta-4, Pikachu", "It is a card of its own"]);
        await doubt.GetByRole(AriaRole.Button, new() { Name = "It is beta-4, Pikachu" }).ClickAsync();
        await Expect(window.Page.GetByText("Settled. Normalize takes it up at its next look.")).ToBeVisibleAsync();
        await Expect(window.Page.GetByText("There are none")).ToBeVisibleAsync();
        Assert.Equal(["beta-4|person"], site.Copy.Rows("SELECT card_id, matched_by FROM silver_card_identities WHERE feed_card_id = 'beta-004'"));

        await window.GoAsync("/ops/quality");
        await window.Page.GetByRole(AriaRole.Link, new() { NameRegex = new Regex("total", RegexOptions.IgnoreCase) }).First.ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Row).Nth(1)).ToContainTextAsync("beta");
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "All rules" }).ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Quality");
        await window.KeepWidthsAsync("flow-quality");

        // One call fails, and is made again.
        api.Faults.Next.Enqueue(FakeFault.InternalError);
        await window.GoAsync("/ops/sets");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Fetch beta again" }).ClickAsync();
        // What was done is told where the page leads back into its middle, too.
        await Expect(window.Page.GetByText("The sync is handed in.")).ToBeInViewportAsync();
        await Eventually.ThatAsync(() => site.Copy.Count("SELECT COUNT(*) FROM bronze_sync_runs WHERE requested_by = 'admin' AND status = 'completed'") == 1, TimeSpan.FromSeconds(60), "the sync is at its end", TestContext.Current.CancellationToken);
        await window.GoAsync("/ops/calls");
        var all = await window.Page.Locator("tbody tr").CountAsync();
        await window.Page.GetByRole(AriaRole.Link, new() { Name = "Failed ones" }).ClickAsync();
        await Expect(window.Page.Locator("tbody tr")).ToHaveCountAsync(1);
        await Expect(window.Page.Locator("tbody tr")).ToContainTextAsync(new Regex("pokemontcg.*failed.*500", RegexOptions.Singleline));
        Assert.Equal(site.Copy.Count("SELECT COUNT(*) FROM bronze_api_calls"), all);
        await window.KeepWidthsAsync("flow-calls-failed");
        Assert.Empty(window.Complaints);
    }

    [Fact]
    public async Task Schedules_are_paused_resumed_and_run_and_somebody_is_made_an_operator()
    {
        await using var provider = await OpenIdProvider.StartAsync();
        await using var site = await Site.StarterAsync([.. provider.Settings, ("Schedule:Enabled", "true")]);
        // She signs in once, so that she is known.
        await using var hers = await site.OpenAsync("/collection");
        await Expect(hers.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" })).ToBeVisibleAsync();
        provider.Person = ("8", "Brock", ["operators"]);
        await using var his = await site.OpenAsync("/sign-in?to=/ops/schedules");

        var schedule = his.Page.GetByRole(AriaRole.Listitem).Filter(new() { Has = his.Page.GetByRole(AriaRole.Heading, new() { Name = "new-set-check" }) });
        await his.SeenAgainAsync(schedule.GetByRole(AriaRole.Button, new() { Name = "Pause" }));
        await schedule.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await Expect(his.Page.GetByText("Paused.")).ToBeVisibleAsync();
        await Expect(schedule.Locator(".state")).ToHaveTextAsync("paused");
        await Expect(schedule.GetByText("does not fire by itself now")).ToBeVisibleAsync();
        await his.KeepWidthsAsync("flow-schedules");
        await schedule.GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();
        await Expect(schedule.Locator(".state")).ToHaveTextAsync("active");
        await schedule.GetByRole(AriaRole.Button, new() { Name = "Run now" }).ClickAsync();
        await Expect(his.Page.GetByText("It fires now.")).ToBeVisibleAsync();
        await his.GoAsync("/ops/syncs");
        await Expect(his.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "schedule" }).First).ToContainTextAsync("completed");

        await his.GoAsync("/ops/users");
        await his.Page.GetByLabel("Role of Misty").SelectOptionAsync("admin");
        await his.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Misty" }).GetByRole(AriaRole.Button, new() { Name = "Give" }).ClickAsync();
        await Expect(his.Page.GetByText("The role is given.")).ToBeVisibleAsync();
        Assert.Equal(["admin"], site.Copy.Rows("SELECT role FROM gold_users WHERE display_name = 'Misty'"));
        var log = his.Page.GetByRole(AriaRole.Region, new() { Name = "What was done" }).First;
        Assert.Equal(["GrantRole", "RunSchedule", "ResumeSchedule", "PauseSchedule"], await log.Locator("tbody tr td:nth-child(3)").AllTextContentsAsync());
        await Expect(log.Locator("tbody tr").First).ToContainTextAsync("Brock");
        await hers.GoAsync("/ops/users");
        await Expect(hers.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Users");
        Assert.Empty(his.Complaints);
    }
}
