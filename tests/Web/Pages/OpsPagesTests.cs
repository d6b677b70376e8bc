using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Ingest.Sources;
using PokedexTop.Testing;
using PokedexTop.Web.Tests.Access;
using PokedexTop.Web.Tests.Admin;

namespace PokedexTop.Web.Tests.Pages;

/// <summary>What an operator sees, and what the forms there do.</summary>
public sealed class OpsPagesTests
{
    private static readonly string[] s_pages = ["/ops", "/ops/syncs", "/ops/sets", "/ops/rejects", "/ops/quality", "/ops/doubts", "/ops/schedules", "/ops/calls", "/ops/users", "/runbook"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_page_answers_before_anything_was_synced_and_leads_to_the_others()
    {
        await using var server = await WebServer.StartAsync(ingests: false);
        foreach (var path in s_pages)
        {
            using var answer = await server.Client.GetAsync(new Uri(path, UriKind.Relative), Stop);
            var page = await answer.Content.ReadAsStringAsync(Stop);
            Assert.Equal((path, HttpStatusCode.OK), (path, answer.StatusCode));
            Assert.Contains($"<a href=\"{path}\" aria-current=\"page\">", page, StringComparison.Ordinal);
            Assert.All(s_pages, other => Assert.Contains($"<a href=\"{other}\"", page, StringComparison.Ordinal));
            Assert.Single(page.Split("<h1")[1..]);
            Assert.DoesNotContain(" style=", page, StringComparison.Ordinal);
            Assert.Contains("style-src 'self';", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_overview_says_when_another_source_stands_in()
    {
        await using var server = await WebServer.StartAsync(ingests: false, ("Source:Name", ""), ("Source:PokemonTcg:ClosesOn", "2020-01-01"));
        var page = await server.Client.GetStringAsync(new Uri("/ops", UriKind.Relative), Stop);
        Assert.Contains("Another source stands in", page, StringComparison.Ordinal);
        Assert.Contains("it is closed since 2020-01-01. Syncs go on with &#x27;tcgdex&#x27;.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_overview_and_the_runbook_are_for_whoever_may_read_the_catalogue_and_the_rest_is_not()
    {
        await using var provider = await OpenIdProvider.StartAsync();
        await using var server = await WebServer.StartAsync(ingests: false, provider.Settings);
        foreach (var path in s_pages)
        {
            using var answer = await server.Client.GetAsync(new Uri(path, UriKind.Relative), Stop);
            Assert.Equal((path, path is "/ops" or "/runbook" ? HttpStatusCode.OK : HttpStatusCode.Unauthorized), (path, answer.StatusCode));
            if (path == "/ops")
            {
                var page = await answer.Content.ReadAsStringAsync(Stop);
                Assert.All(["/ops/users", ">Room<"], own => Assert.DoesNotContain(own, page, StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public async Task Where_there_is_no_admin_API_nothing_is_operated_from_pages_either()
    {
        await using var server = await WebServer.StartAsync(ingests: false, ("Admin:Enabled", "false"));
        foreach (var path in s_pages)
        {
            using var answer = await server.Client.GetAsync(new Uri(path, UriKind.Relative), Stop);
            Assert.Equal((path, path is "/ops" or "/runbook" ? HttpStatusCode.OK : HttpStatusCode.NotFound), (path, answer.StatusCode));
        }
        Assert.NotEqual(HttpStatusCode.SeeOther, (await PostAsync(server, "/ops/syncs/start", [])).Status);
        Assert.Equal(0, await server.CountAsync("SELECT COUNT(*) FROM bronze_sync_runs"));
    }

    [Fact]
    public async Task What_was_synced_is_seen_in_the_flow_on_the_map_of_sets_and_in_the_log_of_calls()
    {
        await using var server = await WebServer.SyncedAsync();
        var cards = await server.CountAsync("SELECT COUNT(*) FROM silver_tcg_cards");

        Assert.Matches($"<h2>silver</h2>\\s*<p class=\"big\">{cards}</p>", await PageAsync(server, "/ops"));
        Assert.Matches("<th scope=\"row\">bronze</th>\\s*<td class=\"num\">[0-9]+ KB</td>", await PageAsync(server, "/ops"));
        var sets = await PageAsync(server, "/ops/sets");
        Assert.Equal(await server.CountAsync("SELECT COUNT(*) FROM silver_tcg_sets"), sets.Split("<a class=\"cell whole\"").Length - 1);
        Assert.Contains(": whole, fetched ", sets, StringComparison.Ordinal);
        Assert.Contains("sets/en.json", await PageAsync(server, "/ops/calls"), StringComparison.Ordinal);
        Assert.Contains("<span class=\"state completed\">completed</span>", await PageAsync(server, "/parts/ops/syncs"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_starts_a_sync_of_what_it_names_and_another_ends_it()
    {
        await using var server = await WebServer.StartAsync(ingests: false);
        var (status, location) = await PostAsync(server, "/ops/syncs/start", [("sets", "base1, base2"), ("generations", "1"), ("generations", "3"), ("pokemon", "Pikachu"), ("force", "yes")]);

        Assert.Equal((HttpStatusCode.SeeOther, "/ops/syncs?done=sync-started"), (status, location));
        Assert.Equal(1, await server.CountAsync("SELECT COUNT(*) FROM bronze_sync_runs WHERE status = 'requested' AND force = 1 AND scope = '{\"sets\":[\"base1\",\"base2\"],\"generations\":[1,3],\"pokemon\":\"Pikachu\",\"cards\":[]}'"));
        var page = await PageAsync(server, location!);
        Assert.Contains("The sync is handed in.", page, StringComparison.Ordinal);
        var cancel = page.Split("action=\"")[1..].Select(form => form.Split('"')[0]).Single(action => action.EndsWith("/cancel", StringComparison.Ordinal));

        Assert.Equal((HttpStatusCode.SeeOther, "/ops/syncs?done=sync-cancelled"), await PostAsync(server, cancel, []));
        Assert.Equal(1, await server.CountAsync("SELECT COUNT(*) FROM bronze_sync_runs WHERE status = 'cancelled'"));
        // Once more there is nothing to cancel, and that is told with its status.
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(server, cancel, [])).Status);
        Assert.Equal(1, await server.CountAsync("SELECT COUNT(*) FROM gold_audit_log WHERE action = 'StartSync' AND status = 202 AND detail LIKE '%base1%'"));
        Assert.Equal(1, await server.CountAsync("SELECT COUNT(*) FROM gold_audit_log WHERE action = 'CancelSync' AND status = 409"));
        Assert.Contains("CancelSync", await PageAsync(server, "/ops/users"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_done_is_told_in_words_with_its_status_and_nothing_is_done()
    {
        await using var server = await WebServer.StartAsync(ingests: false);
        using var answer = await server.SubmitAsync("/ops/syncs/start", ("generations", "12"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("generations: numbers from 1 to 9.", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Contains("style-src 'self'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal(0, await server.CountAsync("SELECT COUNT(*) FROM bronze_sync_runs"));
        Assert.Equal(1, await server.CountAsync("SELECT COUNT(*) FROM gold_audit_log WHERE action = 'StartSync' AND status = 400"));
    }

    [Fact]
    public async Task A_form_in_which_nothing_stands_starts_everything_and_what_is_no_form_starts_nothing()
    {
        await using var server = await WebServer.StartAsync(ingests: false);
        using var json = JsonContent.Create(new { sets = "base1" });
        using var refused = await server.SubmitAsync("/ops/syncs/start", json);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, refused.StatusCode);
        using var cut = new StringContent("--x\r\nContent-Disposition: form-data; name=\"sets\"\r\n\r\nbase1");
        cut.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");
        using var unreadable = await server.SubmitAsync("/ops/syncs/start", cut);
        Assert.Equal(HttpStatusCode.BadRequest, unreadable.StatusCode);
        Assert.Equal(0, await server.CountAsync("SELECT COUNT(*) FROM bronze_sync_runs"));

        Assert.Equal((HttpStatusCode.SeeOther, "/ops/syncs?done=sync-started"), await PostAsync(server, "/ops/syncs/start", []));
        Assert.Equal(1, await server.CountAsync("SELECT COUNT(*) FROM bronze_sync_runs WHERE scope LIKE '%\"sets\":[]%' AND force = 0"));
    }

    [Fact]
    public async Task A_form_of_another_site_is_refused()
    {
        await using var server = await WebServer.StartAsync(ingests: false);
        using var answer = await server.SubmitAsync("/ops/syncs/start", new FormUrlEncodedContent([]), origin: "https://elsewhere.example");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(0, await server.CountAsync("SELECT COUNT(*) FROM bronze_sync_runs"));
    }

    [Fact]
    public async Task A_card_in_quarantine_is_shown_as_it_came_and_is_tried_again()
    {
        await using var server = await WebServer.SyncedAsync();
        await server.ExecuteAsync(
            """
            INSERT INTO silver_rejects (id, layer, "key", bronze_id, reason, detail, attempts, first_at, last_at)
            SELECT 900, 'card', feed || '/' || card_id, id, 'no-name', 'it has <no> name', 2, '2026-01-01 00:00:00', '2026-01-02 00:00:00' FROM bronze_tcg_cards ORDER BY id LIMIT 1
            """);
        await server.ExecuteAsync("UPDATE silver_card_identities SET outcome = 'rejected' WHERE bronze_id = (SELECT bronze_id FROM silver_rejects WHERE id = 900)");
        var page = await PageAsync(server, "/ops/rejects");
        Assert.Contains("it has &lt;no&gt; name", page, StringComparison.Ordinal);
        Assert.Contains("&quot;supertype&quot;", page, StringComparison.Ordinal);

        Assert.Equal((HttpStatusCode.SeeOther, "/ops/rejects?done=handed-on"), await PostAsync(server, "/ops/rejects/retry", [("id", "900")]));

        await Eventually.ThatAsync(async _ => await server.CountAsync("SELECT COUNT(*) FROM silver_card_identities WHERE outcome = 'rejected'") == 0, TimeSpan.FromSeconds(30), "it is normalized", Stop);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(server, "/ops/rejects/retry", [("id", "nothing")])).Status);
    }

    [Fact]
    public async Task A_doubt_shows_what_both_feeds_say_and_a_click_settles_it()
    {
        await using var server = await WebServer.SyncedAsync();
        Assert.Contains("There are none", await PageAsync(server, "/doubts"), StringComparison.Ordinal);
        await server.ExecuteAsync(
            """
            INSERT INTO silver_card_identities (feed, feed_card_id, card_id, matched_by, confidence, candidate_id, bronze_id, normalizer_version, outcome, attempts)
            SELECT 'tcgdex/en', 'exu-!', NULL, 'own-id', 'doubtful', (SELECT MAX(card_id) FROM silver_tcg_cards), MIN(id), 99, 'normalized', 0 FROM bronze_tcg_cards
            """);
        var page = await PageAsync(server, "/ops/doubts");
        Assert.Contains("<h2>tcgdex/en exu-!</h2>", page, StringComparison.Ordinal);
        Assert.Contains("<tr class=\"differs\"><th scope=\"row\">Number differs</th>", page, StringComparison.Ordinal);
        var candidate = page.Split("name=\"card\" value=\"")[1].Split('"')[0];

        Assert.Equal((HttpStatusCode.SeeOther, "/ops/doubts?done=settled"), await PostAsync(server, "/ops/doubts/settle", [("feed", "tcgdex/en"), ("id", "exu-!"), ("card", candidate)]));

        Assert.Equal(1, await server.CountAsync($"SELECT COUNT(*) FROM silver_card_identities WHERE feed_card_id = 'exu-!' AND card_id = '{candidate}' AND matched_by = 'person'"));
        Assert.Contains("There are none", await PageAsync(server, "/ops/doubts"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(server, "/ops/doubts/settle", [("feed", "tcgdex/en"), ("id", "exu-!"), ("card", "no-such")])).Status);
    }

    [Fact]
    public async Task Schedules_are_paused_and_resumed_and_people_given_roles()
    {
        await using var server = await WebServer.StartAsync(ingests: false);
        await Eventually.ThatAsync(async _ => (await PageAsync(server, "/ops/schedules")).Contains("/ops/schedules/full-sync/pause", StringComparison.Ordinal), TimeSpan.FromSeconds(30), "the scheduler has started", Stop);
        Assert.Equal((HttpStatusCode.SeeOther, "/ops/schedules?done=schedule-paused"), await PostAsync(server, "/ops/schedules/full-sync/pause", []));
        Assert.Contains("/ops/schedules/full-sync/resume", await PageAsync(server, "/ops/schedules"), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.SeeOther, "/ops/schedules?done=schedule-resumed"), await PostAsync(server, "/ops/schedules/full-sync/resume", []));
        Assert.Equal(HttpStatusCode.NotFound, (await PostAsync(server, "/ops/schedules/nothing/pause", [])).Status);

        await server.ExecuteAsync("INSERT INTO gold_users (id, issuer, subject, display_name, role, created_at) VALUES ('u1', 'https://id.example', 's', 'Misty', 'user', '2026-01-01 00:00:00')");
        Assert.Equal((HttpStatusCode.SeeOther, "/ops/users?done=role-given"), await PostAsync(server, "/ops/users/u1/role", [("role", "admin")]));
        Assert.Equal(1, await server.CountAsync("SELECT COUNT(*) FROM gold_users WHERE id = 'u1' AND role = 'admin'"));
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(server, "/ops/users/local/role", [("role", "none")])).Status);
    }

    /// <summary>The source of this server's configuration has nothing yet; a person chooses a folder instead, and the host reads it.</summary>
    [Fact]
    public async Task On_the_first_start_a_folder_is_read_where_a_person_says_so_and_the_starter_catalogue_not_after_it()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.Combine("sets"));
        Directory.CreateDirectory(folder.Combine("cards", "en"));
        await File.WriteAllTextAsync(folder.Combine("sets", "en.json"), """[{"id":"base1","name":"Base","series":"Base","printedTotal":102,"total":1,"releaseDate":"1999/01/09"}]""", Stop);
        await File.WriteAllTextAsync(folder.Combine("cards", "en", "base1.json"), """[{"id":"base1-4","name":"Charizard","supertype":"Pokémon","number":"4","hp":"120","types":["Fire"]}]""", Stop);
        await using var server = await WebServer.StartAsync();
        await Eventually.ThatAsync(async _ => (await PageAsync(server, "/parts/first")).Contains("Read the starter catalogue", StringComparison.Ordinal), TimeSpan.FromSeconds(30), "the first page offers other ways", Stop);

        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(server, "/ops/source", [("source", "folder"), ("path", folder.Combine("nothing"))])).Status);
        Assert.Equal((HttpStatusCode.SeeOther, "/?done=sync-started"), await PostAsync(server, "/ops/source", [("source", "folder"), ("path", folder.Path), ("back", "/")]));

        await Eventually.ThatAsync(async _ => await server.CountAsync("SELECT COUNT(*) FROM silver_tcg_cards WHERE card_id = 'base1-4'") == 1, TimeSpan.FromSeconds(30), "the folder's card is there", Stop);
        Assert.Equal(1, await server.CountAsync("SELECT COUNT(*) FROM bronze_sync_runs WHERE source = 'folder' AND feed = 'pokemontcg' AND requested_by = 'admin'"));
        // What is configured is the starter catalogue, which a real one has taken the place of.
        using var refused = await server.SubmitAsync("/ops/source", ("source", SourceSelection.Starter));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("holds a real catalogue", await refused.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_Ingest_is_another_process_the_source_is_not_chosen_here()
    {
        await using var server = await WebServer.StartAsync(ingests: false);
        Assert.Contains("where Ingest runs", await PageAsync(server, "/parts/first"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(server, "/ops/source", [("source", SourceSelection.Starter)])).Status);
        Assert.Equal(0, await server.CountAsync("SELECT COUNT(*) FROM bronze_sync_runs"));
    }

    private static Task<string> PageAsync(WebServer server, string path) => server.Client.GetStringAsync(new Uri(path, UriKind.Relative), Stop);

    private static async Task<(HttpStatusCode Status, string? Location)> PostAsync(WebServer server, string path, (string, string)[] fields)
    {
        using var answer = await server.SubmitAsync(path, fields);
        return (answer.StatusCode == HttpStatusCode.Found ? HttpStatusCode.SeeOther : answer.StatusCode, answer.Headers.Location?.ToString());
    }
}
