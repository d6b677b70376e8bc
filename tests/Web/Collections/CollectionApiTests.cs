using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Collections.Gold;
using PokedexTop.Collections.Lots;
using PokedexTop.Data;
using PokedexTop.Web.Tests.Admin;

namespace PokedexTop.Web.Tests.Collections;

/// <summary>The collection API over a real server, with a few cards of silver.</summary>
public sealed class CollectionApiTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_lot_is_added_shown_changed_split_and_removed()
    {
        await using var server = await WithCardsAsync();
        using var added = await SendAsync(server, HttpMethod.Post, "", new { cardId = "s1-1", quantity = 3, condition = "NM", pricePaid = 4.5, currency = "EUR" });
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        var lot = await JsonAsync(added);
        var path = $"/{lot.GetProperty("id").GetString()}";
        Assert.Equal($"/api/collection{path}", added.Headers.Location!.OriginalString);
        Assert.Equal(("near-mint", 3, 4.5m, "api", "Card 1", 1), (Text(lot, "condition"), lot.GetProperty("quantity").GetInt32(), lot.GetProperty("pricePaid").GetDecimal(), Text(lot, "source"), Text(lot.GetProperty("card"), "name"), lot.GetProperty("version").GetInt32()));

        using var shown = await SendAsync(server, HttpMethod.Get, path);
        Assert.Equal((HttpStatusCode.OK, added.Headers.ETag), (shown.StatusCode, shown.Headers.ETag));
        using var same = await SendAsync(server, HttpMethod.Get, path, tag: shown.Headers.ETag, header: "If-None-Match");
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);

        using var changed = await SendAsync(server, HttpMethod.Put, path, new { cardId = "s1-1", quantity = 5, list = "wishlist" }, shown.Headers.ETag);
        Assert.Equal((HttpStatusCode.OK, "wishlist", 2), (changed.StatusCode, Text(await JsonAsync(changed), "list"), (await JsonAsync(changed)).GetProperty("version").GetInt32()));
        using var split = await SendAsync(server, HttpMethod.Post, path + "/split", new { quantity = 2, list = "owned" }, changed.Headers.ETag);
        Assert.Equal(HttpStatusCode.Created, split.StatusCode);
        Assert.Equal((3, 2), ((await JsonAsync(split)).GetProperty("kept").GetProperty("quantity").GetInt32(), (await JsonAsync(split)).GetProperty("made").GetProperty("quantity").GetInt32()));

        using var removed = await SendAsync(server, HttpMethod.Delete, path, tag: new EntityTagHeaderValue("\"3\""));
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        await AssertProblemAsync(await SendAsync(server, HttpMethod.Get, path), HttpStatusCode.NotFound, "no-such-lot");
        Assert.Equal(1, (await JsonAsync(await SendAsync(server, HttpMethod.Get, ""))).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task A_write_says_which_version_it_saw()
    {
        await using var server = await WithCardsAsync();
        var path = "/" + Text(await JsonAsync(await SendAsync(server, HttpMethod.Post, "", new { cardId = "s1-1", quantity = 2 })), "id");
        var old = new EntityTagHeaderValue("\"1\"");
        Assert.True((await SendAsync(server, HttpMethod.Put, path, new { cardId = "s1-1", quantity = 3 }, old)).IsSuccessStatusCode);
        foreach (var (method, rest, body) in new (HttpMethod, string, object?)[] { (HttpMethod.Put, "", new { cardId = "s1-1" }), (HttpMethod.Post, "/split", new { quantity = 1 }), (HttpMethod.Delete, "", null) })
        {
            await AssertProblemAsync(await SendAsync(server, method, path + rest, body), HttpStatusCode.PreconditionRequired, "if-match-needed");
            await AssertProblemAsync(await SendAsync(server, method, path + rest, body, old), HttpStatusCode.PreconditionFailed, "out-of-date");
        }
        Assert.Equal(3, (await JsonAsync(await SendAsync(server, HttpMethod.Get, path))).GetProperty("quantity").GetInt32());
        Assert.True((await SendAsync(server, HttpMethod.Delete, path, tag: EntityTagHeaderValue.Any)).IsSuccessStatusCode);
    }

    [Fact]
    public async Task What_is_anothers_is_not_there()
    {
        await using var server = await WithCardsAsync();
        var hers = (await server.App.Services.GetRequiredService<UserLots>().AddAsync("her", new LotFields { CardId = "s1-1" }, Stop)).Lot!;
        foreach (var (method, rest, body) in new (HttpMethod, string, object?)[] { (HttpMethod.Get, "", null), (HttpMethod.Put, "", new { cardId = "s1-1" }), (HttpMethod.Post, "/split", new { quantity = 1 }), (HttpMethod.Delete, "", null) })
            await AssertProblemAsync(await SendAsync(server, method, $"/{hers.Id}{rest}", body, EntityTagHeaderValue.Any), HttpStatusCode.NotFound, "no-such-lot");
        Assert.Equal(0, (await JsonAsync(await SendAsync(server, HttpMethod.Get, ""))).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task What_is_wrong_is_told_by_field()
    {
        await using var server = await WithCardsAsync();
        var problem = await AssertProblemAsync(await SendAsync(server, HttpMethod.Post, "", new { cardId = "s9-1", condition = "soso" }), HttpStatusCode.BadRequest, "invalid");
        Assert.Equal(["cardId", "condition"], problem.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order(StringComparer.Ordinal));
        Assert.Contains("allowed: mint, near-mint", Text(problem, "detail"), StringComparison.Ordinal);
        problem = await AssertProblemAsync(await SendAsync(server, HttpMethod.Post, "", new { cardId = "s1-1", quantity = "three" }), HttpStatusCode.BadRequest, "unreadable");
        Assert.Contains("quantity is no field of this request, or its value is of another type", Text(problem, "detail"), StringComparison.Ordinal);
        problem = await AssertProblemAsync(await SendAsync(server, HttpMethod.Post, "", new { cardId = "s1-1", quantitty = 3 }), HttpStatusCode.BadRequest, "unreadable");
        Assert.Contains("quantitty", Text(problem, "detail"), StringComparison.Ordinal);
        foreach (var (path, code) in new[]
        {
            ("?limit=0", "bad-limit"), ("?limit=251", "bad-limit"), ("?limit=ten", "bad-limit"), ("?after=x", "bad-cursor"), ("?list=lost", "bad-list"), ("/completion?by=colour", "bad-by"),
            ("/completion?after=nope", "bad-cursor"), ("/missing", "bad-set"), ("/missing?set=s1&of=some", "bad-of"),
        })
            await AssertProblemAsync(await SendAsync(server, HttpMethod.Get, path), HttpStatusCode.BadRequest, code);
        await AssertProblemAsync(await SendAsync(server, HttpMethod.Get, "/missing?set=nope"), HttpStatusCode.NotFound, "no-such-set");
        await AssertProblemAsync(await SendAsync(server, HttpMethod.Get, "/no-lot"), HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task Pages_lead_from_one_to_the_next_and_hold_everything_once()
    {
        await using var server = await WithCardsAsync();
        for (var i = 0; i < 5; i++)
            await SendAsync(server, HttpMethod.Post, "", new { cardId = "s1-1", quantity = i + 1 });
        await SendAsync(server, HttpMethod.Post, "", new { cardId = "s1-2", list = "wishlist" });
        var (quantities, next) = (new List<int>(), "?limit=2&list=owned");
        while (next is not null)
        {
            var page = await JsonAsync(await SendAsync(server, HttpMethod.Get, next));
            Assert.Equal(5, page.GetProperty("total").GetInt32());
            quantities.AddRange(page.GetProperty("data").EnumerateArray().Select(lot => lot.GetProperty("quantity").GetInt32()));
            next = page.GetProperty("next").GetString()?["/api/collection".Length..];
        }
        Assert.Equal([1, 2, 3, 4, 5], quantities.Order());
        var first = await JsonAsync(await SendAsync(server, HttpMethod.Get, "/completion?by=set&limit=1"));
        Assert.Equal(("s1", 2), (Text(first.GetProperty("data")[0], "id"), first.GetProperty("total").GetInt32()));
        Assert.Equal(1, first.GetProperty("data")[0].GetProperty("all").GetProperty("owned").GetInt32());
        var second = await JsonAsync(await SendAsync(server, HttpMethod.Get, first.GetProperty("next").GetString()!["/api/collection".Length..]));
        Assert.Equal(("s2", null), (Text(second.GetProperty("data")[0], "id"), second.GetProperty("next").GetString()));
        var missing = await JsonAsync(await SendAsync(server, HttpMethod.Get, "/missing?set=s1"));
        Assert.Equal(("s1-2", 1), (Text(missing.GetProperty("data")[0], "cardId"), missing.GetProperty("data")[0].GetProperty("wished").GetInt32()));
    }

    [Fact]
    public async Task Everything_is_taken_out_in_one_file()
    {
        await using var server = await WithCardsAsync();
        await SendAsync(server, HttpMethod.Post, "", new { cardId = "s1-1", notes = "=1+1" });
        using var json = await SendAsync(server, HttpMethod.Get, "/export?format=json");
        Assert.Equal(("application/json", "=1+1"), (json.Content.Headers.ContentType!.MediaType, Text((await JsonAsync(json)).GetProperty("lots")[0], "notes")));
        using var csv = await SendAsync(server, HttpMethod.Get, "/export?format=csv");
        Assert.Equal(("text/csv", "collection.csv"), (csv.Content.Headers.ContentType!.MediaType, csv.Content.Headers.ContentDisposition!.FileName));
        Assert.Contains("'=1+1", await csv.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotModified, (await SendAsync(server, HttpMethod.Get, "/export?format=csv", tag: csv.Headers.ETag, header: "If-None-Match")).StatusCode);
        await AssertProblemAsync(await SendAsync(server, HttpMethod.Get, "/export?format=xlsx"), HttpStatusCode.BadRequest, "bad-format");
    }

    [Fact]
    public async Task Its_owner_sees_what_happened_to_a_card()
    {
        await using var server = await WithCardsAsync();
        var path = "/" + Text(await JsonAsync(await SendAsync(server, HttpMethod.Post, "", new { cardId = "s1-1" })), "id");
        using var before = await SendAsync(server, HttpMethod.Get, path);
        await ExecuteAsync(server, "UPDATE silver_tcg_cards SET retired_at = '2026-11-28 00:00:00' WHERE card_id = 's1-1'; INSERT INTO silver_changes (id, card_id, kind, bronze_id, at) VALUES (9, 's1-1', 'retired', 1, '2026-11-28 00:00:00')");
        using var after = await SendAsync(server, HttpMethod.Get, path, tag: before.Headers.ETag, header: "If-None-Match");
        Assert.Equal((HttpStatusCode.OK, "No source has this card any more; the lot stays."), (after.StatusCode, Text(await JsonAsync(after), "notice")));
        // That is no change of the lot: a write over what was seen before is still one over the newest version.
        Assert.True((await SendAsync(server, HttpMethod.Put, path, new { cardId = "s1-1", quantity = 2 }, before.Headers.ETag)).IsSuccessStatusCode);
    }

    [Fact]
    public async Task What_is_owned_has_a_value_now_and_before_by_market()
    {
        await using var server = await WithCardsAsync();
        await ExecuteAsync(server, "INSERT INTO silver_card_prices (card_id, market, finish, observed_on, currency, market_price, high, bronze_id) VALUES ('s1-1', 'tcgplayer', 'normal', '2026-11-01', 'USD', 1.25, 9999.99, 1), ('s1-1', 'tcgplayer', 'normal', '2026-11-03', 'USD', 1.5, 9999.99, 1)");
        await SendAsync(server, HttpMethod.Post, "", new { cardId = "s1-1", finish = "normal", quantity = 4, pricePaid = 1, currency = "EUR" });
        await SendAsync(server, HttpMethod.Post, "", new { cardId = "s1-2", finish = "normal" });
        var row = (await JsonAsync(await SendAsync(server, HttpMethod.Get, "/value"))).GetProperty("data")[0];
        var value = row.GetProperty("values")[0];
        Assert.Equal(("tcgplayer", "USD", 6m, 4, 5, "2026-11-03", 4), (Text(value, "market"), Text(value, "currency"), value.GetProperty("amount").GetDecimal(), value.GetProperty("copies").GetInt32(), value.GetProperty("ofCopies").GetInt32(), Text(value, "oldestOn"), value.GetProperty("fields").GetProperty("marketPrice").GetInt32()));
        Assert.Equal(("no-price", 4m), (Text(value.GetProperty("unpriced")[0], "reason"), row.GetProperty("paid")[0].GetProperty("amount").GetDecimal()));
        var first = await JsonAsync(await SendAsync(server, HttpMethod.Get, "/value?by=lot&limit=1"));
        Assert.Equal((2, "Card 1"), (first.GetProperty("total").GetInt32(), Text((await JsonAsync(await SendAsync(server, HttpMethod.Get, "/value?by=lot"))).GetProperty("data").EnumerateArray().Single(lot => Text(lot, "cardId") == "s1-1"), "name")));
        Assert.Equal(1, (await JsonAsync(await SendAsync(server, HttpMethod.Get, first.GetProperty("next").GetString()!["/api/collection".Length..]))).GetProperty("data").GetArrayLength());
        Assert.Equal("s1", Text((await JsonAsync(await SendAsync(server, HttpMethod.Get, "/value?by=set"))).GetProperty("data")[0], "id"));

        var history = await JsonAsync(await SendAsync(server, HttpMethod.Get, "/value/history?from=2026-11-02&to=2026-11-04"));
        Assert.Equal(["2026-11-02 5.00", "2026-11-03 6.00"], history.GetProperty("series")[0].GetProperty("points").EnumerateArray().Select(p => FormattableString.Invariant($"{Text(p, "on")} {p.GetProperty("amount").GetDecimal():0.00}")));
        Assert.Equal(("day", 5), (Text(history, "bucket"), history.GetProperty("copies").GetInt32()));
        var spare = (await JsonAsync(await SendAsync(server, HttpMethod.Get, "/trades?keep=2"))).GetProperty("data");
        Assert.Equal((1, "s1-1", 2, 3m), (spare.GetArrayLength(), Text(spare[0], "cardId"), spare[0].GetProperty("copies").GetInt32(), spare[0].GetProperty("values")[0].GetProperty("amount").GetDecimal()));
        foreach (var (path, code) in new[]
        {
            ("/value?by=colour", "bad-by"), ("/value?after=nope", "bad-cursor"), ("/value/history?from=2026", "bad-from"), ("/value/history?to=2999-01-01", "bad-to"), ("/value/history?from=2026-11-05&to=2026-11-04", "bad-from"),
            ("/value/history?bucket=hour", "bad-bucket"), ("/value/history?from=2020-01-01&to=2026-01-01&bucket=day", "bad-from"), ("/trades?keep=0", "bad-keep"),
        })
            await AssertProblemAsync(await SendAsync(server, HttpMethod.Get, path), HttpStatusCode.BadRequest, code);
    }

    [Fact]
    public async Task A_deck_list_is_held_against_what_is_owned_and_a_sets_gaps_become_wishes()
    {
        await using var server = await WithCardsAsync();
        await SendAsync(server, HttpMethod.Post, "", new { cardId = "s1-1", quantity = 2 });
        var deck = await JsonAsync(await SendAsync(server, HttpMethod.Post, "/deck", new { list = "Energy: 3\r\n3 s1 1\r\n1 Card 9\r\n" }));
        Assert.Equal((4, 2, 2), (deck.GetProperty("needed").GetInt32(), deck.GetProperty("owned").GetInt32(), deck.GetProperty("missing").GetInt32()));
        Assert.Equal(["found", "unknown"], deck.GetProperty("lines").EnumerateArray().Select(line => Text(line, "outcome")));
        foreach (var list in new[] { null, "", "Energy: 3", new string('1', 10_001) })
            await AssertProblemAsync(await SendAsync(server, HttpMethod.Post, "/deck", new { list }), HttpStatusCode.BadRequest, "invalid");

        var filled = await JsonAsync(await SendAsync(server, HttpMethod.Post, "/wishlist", new { set = "s1", of = "all" }));
        Assert.Equal(("s1-2", "wishlist", 0), (Text(filled.GetProperty("added")[0], "cardId"), Text(filled.GetProperty("added")[0], "list"), filled.GetProperty("left").GetInt32()));
        filled = await JsonAsync(await SendAsync(server, HttpMethod.Post, "/wishlist", new { set = "s1" }));
        Assert.Equal((0, 1), (filled.GetProperty("added").GetArrayLength(), filled.GetProperty("wished").GetInt32()));
        await AssertProblemAsync(await SendAsync(server, HttpMethod.Post, "/wishlist", new { set = "s1", of = "some" }), HttpStatusCode.BadRequest, "bad-of");
        await AssertProblemAsync(await SendAsync(server, HttpMethod.Post, "/wishlist", new { of = "all" }), HttpStatusCode.NotFound, "no-such-set");
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.9", HttpStatusCode.Forbidden)]
    [InlineData("Via", "1.1 proxy", HttpStatusCode.Forbidden)]
    [InlineData("Host", "pokedextop.example.org", HttpStatusCode.Forbidden)]
    [InlineData("Origin", "https://elsewhere.example", HttpStatusCode.Forbidden)]
    [InlineData("Sec-Fetch-Site", "cross-site", HttpStatusCode.Forbidden)]
    public async Task It_answers_this_machine_alone(string header, string value, HttpStatusCode status)
    {
        await using var server = await WithCardsAsync();
        foreach (var path in new[] { "", "/completion", "/missing?set=s1", "/value", "/trades", $"/{Guid.NewGuid()}" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/api/collection" + path, UriKind.Relative));
            request.Headers.Add(header, value);
            await AssertProblemAsync(await server.Client.SendAsync(request, Stop), status, "refused");
        }
    }

    [Fact]
    public async Task A_page_of_another_site_can_send_no_form()
    {
        await using var server = await WithCardsAsync();
        using var form = new StringContent("""{"cardId":"s1-1"}""", System.Text.Encoding.UTF8, "text/plain");
        await AssertProblemAsync(await server.Client.PostAsync(new Uri("/api/collection", UriKind.Relative), form, Stop), HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
        Assert.Empty(await server.App.Services.GetRequiredService<UserLots>().AllAsync(Owner.Local, Stop));
    }

    private static async Task<WebServer> WithCardsAsync()
    {
        var server = await WebServer.StartAsync(ingests: false);
        await ExecuteAsync(server,
            """
            INSERT INTO silver_tcg_sets (set_id, name, game, release_date, bronze_id, content_hash, normalized_at) VALUES ('s1', 'Set 1', 'tcg', '1999-01-09', 1, 'h', '2026-11-28 00:00:00'), ('s2', 'Set 2', 'tcg', '2000-01-09', 1, 'h', '2026-11-28 00:00:00');
            INSERT INTO silver_tcg_cards (card_id, set_id, name, number, number_sort, supertype, bronze_id, content_hash, normalized_at) VALUES ('s1-1', 's1', 'Card 1', '1', '000001', 'Energy', 1, 'h', '2026-11-28 00:00:00'),
                ('s1-2', 's1', 'Card 2', '2', '000002', 'Energy', 1, 'h', '2026-11-28 00:00:00'), ('s2-1', 's2', 'Card 1', '1', '000001', 'Energy', 1, 'h', '2026-11-28 00:00:00');
            """);
        return server;
    }

    private static async Task ExecuteAsync(WebServer server, string sql)
    {
        await using var connection = await server.App.Services.GetRequiredService<SqlDatabase>().OpenAsync(Stop);
        await using var command = connection.Command(sql);
        await command.ExecuteNonQueryAsync(Stop);
    }

    private static Task<HttpResponseMessage> SendAsync(WebServer server, HttpMethod method, string path, object? body = null, EntityTagHeaderValue? tag = null, string header = "If-Match")
    {
        var request = new HttpRequestMessage(method, new Uri("/api/collection" + path, UriKind.Relative))
        {
            Content = body is not null ? JsonContent.Create(body) : method == HttpMethod.Delete ? new StringContent("", System.Text.Encoding.UTF8, "application/json") : null,
        };
        if (tag is not null)
            request.Headers.TryAddWithoutValidation(header, tag.ToString());
        return server.Client.SendAsync(request, Stop);
    }

    private static async Task<JsonElement> AssertProblemAsync(HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        var body = await answer.Content.ReadAsStringAsync(Stop);
        Assert.True(answer.StatusCode == status && answer.Content.Headers.ContentType?.MediaType == "application/problem+json", $"{answer.RequestMessage!.RequestUri}: {answer.StatusCode} {body}");
        var problem = JsonDocument.Parse(body).RootElement;
        Assert.Equal(code, Text(problem, "code"));
        return problem;
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) => JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Stop)).RootElement;

    private static string? Text(JsonElement item, string name) => item.GetProperty(name).GetString();
}
