using Microsoft.Extensions.Time.Testing;
using PokedexTop.Data;
using PokedexTop.FakeApi;
using PokedexTop.Ingest.Bronze;

namespace PokedexTop.Ingest.Tests.Sources.Tcgdex;

/// <summary>Syncs from TCGdex's API: what is asked for, and what is not asked for again.</summary>
public sealed class TcgdexSourceTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_first_sync_brings_every_card_and_its_prices()
    {
        await using var server = await TcgdexServer.StartAsync();

        var run = await server.Ingest.SyncAsync();

        Assert.Equal((SyncStatus.Completed, null, "tcgdex/en", "tcgdex"), (run.Status, run.Error, run.Feed, run.Source));
        Assert.Equal([("one", 230, true, null), ("two", 2, true, null), ("jumbo", 0, true, null)], await server.FetchesAsync(run.SyncId));
        Assert.Equal(232, await server.VersionsAsync());
        Assert.Equal(["one", "two", "jumbo"], await server.Ingest.ReadAsync("SELECT set_id FROM bronze_tcg_sets ORDER BY id", row => row.GetString(0)));
        Assert.Equal([("cardmarket", "tcgdex/en"), ("tcgplayer", "tcgdex/en")],
            await server.Ingest.ReadAsync("SELECT market, feed FROM bronze_tcg_prices GROUP BY market, feed ORDER BY market", row => (row.GetString(0), row.GetString(1))));
        // Every call has its row, with the version it returned.
        Assert.Equal(server.Fake.Requests.Count, await server.Ingest.CountAsync("bronze_api_calls WHERE outcome = 'ok'"));
        Assert.Equal(232, await server.Ingest.CountAsync("bronze_api_calls c JOIN bronze_tcg_cards b ON b.api_call_id = c.id AND c.items = '[' || b.id || ']'"));
        // In the source's order, although the parts came one after the other.
        var members = Assert.Single(await server.Ingest.ReadAsync("SELECT members FROM bronze_set_fetches WHERE set_id = 'one'", row => row.GetString(0)));
        Assert.Equal(Enumerable.Range(1, TcgdexServer.Cards).Select(number => $"one-{number}"), SyncMembers.Read(members).Select(m => m.Id));
    }

    [Fact]
    public async Task Other_languages_are_read_after_it_each_as_a_feed_of_its_own()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 1, 12, 0, 0, TimeSpan.Zero));
        await using var server = await TcgdexServer.StartAsync(time, ("Source:Tcgdex:Languages", "fr,ja"));
        var (french, japanese) = (server.Fake.Tcgdex.Language("fr"), server.Fake.Tcgdex.Language("ja"));
        TcgdexServer.Put(french, "two", ["!", "%3F"]);
        TcgdexServer.Put(japanese, "two", ["!"]);
        // A card that the set lists, and that host does not have.
        TcgdexServer.PutList(japanese, "two", ["two-!", "two-%3F"]);

        await server.Ingest.SyncAsync();
        // What fails is asked for once more, half a minute later.
        time.Advance(TimeSpan.FromMinutes(5));
        await server.Ingest.WorkAsync();

        Assert.Equal(
            ["tcgdex/en completed", "tcgdex/fr completed", "tcgdex/ja failed"],
            (await server.Ingest.ReadAsync("SELECT feed, status FROM bronze_sync_runs", row => $"{row.GetString(0)} {row.GetString(1)}")).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["tcgdex/fr two-!", "tcgdex/fr two-%3F", "tcgdex/ja two-!"],
            (await server.Ingest.ReadAsync("SELECT feed, card_id FROM bronze_tcg_cards WHERE feed <> 'tcgdex/en'", row => $"{row.GetString(0)} {row.GetString(1)}")).Order(StringComparer.Ordinal));
        Assert.Equal(0, await server.Ingest.CountAsync("bronze_set_fetches WHERE feed = 'tcgdex/ja' AND complete = @yes", ("@yes", true)));
        Assert.Contains(server.Fake.Requests, request => request.Path.EndsWith("/fr/cards/two-!", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_id_that_looks_escaped_is_escaped_once_more()
    {
        await using var server = await TcgdexServer.StartAsync();

        await server.Ingest.SyncAsync();

        Assert.Contains("two-%3F", await server.Ingest.ReadAsync("SELECT card_id FROM bronze_tcg_cards", row => row.GetString(0)));
        Assert.Equal(1, await server.Ingest.CountAsync("bronze_api_calls WHERE endpoint = 'cards/two-%253F'"));
    }

    [Fact]
    public async Task Later_syncs_ask_for_cards_of_new_and_changed_sets_alone()
    {
        await using var server = await TcgdexServer.StartAsync();
        await server.Ingest.SyncAsync();
        server.Fake.ForgetRequests();

        await server.Ingest.SyncAsync();
        Assert.Equal((5, 0), (server.Fake.Requests.Count, server.CardRequests));

        TcgdexServer.Put(server.English, "two", ["!", "%3F", "3"]);
        TcgdexServer.Put(server.English, "three", ["1"]);
        var run = await server.Ingest.SyncAsync();

        Assert.Equal((SyncStatus.Completed, 4), (run.Status, server.CardRequests));
        Assert.Equal([("one", 230), ("two", 3), ("jumbo", 0), ("three", 1)], (await server.FetchesAsync(run.SyncId)).Select(fetch => (fetch.SetId, fetch.Received)));
    }

    [Fact]
    public async Task A_set_whose_list_stays_as_it_was_is_read_again_after_some_days()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 1, 12, 0, 0, TimeSpan.Zero));
        await using var server = await TcgdexServer.StartAsync(time, ("Source:Tcgdex:RecheckDays", "7"));
        await server.Ingest.SyncAsync();
        server.English.PutCard(server.English.Card("one-7").Replace("[25]", "[26]", StringComparison.Ordinal));
        var asked = new List<int>();
        for (var day = 0; day < 7; day++)
        {
            time.Advance(TimeSpan.FromDays(1));
            server.Fake.ForgetRequests();
            await server.Ingest.SyncAsync();
            asked.Add(server.CardRequests);
        }

        // Each set once in these days, and not all on one.
        Assert.Equal(TcgdexServer.Cards + 2, asked.Sum());
        Assert.Contains(TcgdexServer.Cards, asked);
        Assert.Equal(2, await server.Ingest.CountAsync("bronze_tcg_cards WHERE card_id = 'one-7'"));
    }

    [Fact]
    public async Task A_forced_sync_reads_everything_and_makes_no_equal_version()
    {
        await using var server = await TcgdexServer.StartAsync();
        await server.Ingest.SyncAsync();
        server.Fake.ForgetRequests();

        await server.Ingest.SyncAsync(force: true);

        Assert.Equal((232, 232), (server.CardRequests, await server.VersionsAsync()));
    }

    [Fact]
    public async Task A_sync_that_is_interrupted_in_the_middle_of_a_set_goes_on_with_what_is_left()
    {
        await using var server = await TcgdexServer.StartAsync();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        server.Fake.Faults.Choose = request =>
        {
            if (server.CardRequests > 150)
                enough.Cancel();
            return FakeFault.None;
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => server.Ingest.SyncAsync(stop: enough.Token));
        var stored = await server.VersionsAsync();
        Assert.InRange(stored, 100, 150);
        server.Fake.Faults.Clear();
        server.Fake.ForgetRequests();

        await using var next = server.Restart();
        await server.Ingest.ReleaseAsync();
        await next.WorkAsync();

        Assert.Equal(232 - stored, server.CardRequests);
        Assert.Equal(("completed", 232), (Assert.Single(await next.ReadAsync("SELECT status FROM bronze_sync_runs", row => row.GetString(0))), await next.CountAsync("bronze_tcg_cards")));
        Assert.Equal(230, Assert.Single(await next.ReadAsync("SELECT received FROM bronze_set_fetches WHERE set_id = 'one' AND complete = @yes", row => row.GetInt32(0), ("@yes", true))));
    }

    [Theory]
    [InlineData("Source:Tcgdex:Pocket", "false", false)]
    [InlineData("Source:Tcgdex:Pocket", "true", true)]
    public async Task Pocket_is_left_out_of_queries_too_unless_it_is_wanted(string key, string value, bool wanted)
    {
        await using var server = await TcgdexServer.StartAsync(null, (key, value));

        await server.Ingest.SyncAsync(new SyncScope { Pokemon = "Card 001" });
        await server.Ingest.SyncAsync(new SyncScope { Cards = ["A1-001", "two-!"] });

        Assert.Equal(wanted ? ["A1-001", "two-!"] : ["two-!"], await server.Ingest.ReadAsync("SELECT card_id FROM bronze_tcg_cards ORDER BY card_id", row => row.GetString(0)));
    }

    [Fact]
    public async Task Cards_are_found_by_species_and_by_name()
    {
        await using var server = await TcgdexServer.StartAsync();

        await server.Ingest.SyncAsync(new SyncScope { Pokemon = "card %3f" });
        Assert.Equal(["two-%3F"], await server.Ingest.ReadAsync("SELECT card_id FROM bronze_tcg_cards", row => row.GetString(0)));

        await server.Ingest.SyncAsync(new SyncScope { Pokemon = "Pikachu" });
        Assert.Equal(232, await server.VersionsAsync());
    }

    [Fact]
    public async Task Calls_are_spread_over_the_minute()
    {
        await using var server = await TcgdexServer.StartAsync(null, ("Source:Tcgdex:PerMinute", "1200"));
        var began = DateTimeOffset.UtcNow;

        await server.Ingest.SyncAsync(new SyncScope { Sets = ["two"] });

        var times = server.Fake.Requests.Select(request => request.At).Order().ToList();
        // Seven calls, 50 ms apart.
        Assert.True(times.Count == 7 && times[^1] - began >= TimeSpan.FromMilliseconds(280), $"{times.Count} calls in {times[^1] - began}");
    }
}
