using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Collections.Gold;
using PokedexTop.Collections.Lots;
using static PokedexTop.Web.Tests.Collections.CollectionRequests;

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
        await server.ExecuteAsync("UPDATE silver_tcg_cards SET retired_at = '2026-11-28 00:00:00' WHERE card_id = 's1-1'; INSERT INTO silver_changes (id, card_id, kind, bronze_id, at) VALUES (9, 's1-1', 'retired', 1, '2026-11-28 00:00:00')");
        using var after = await SendAsync(server, HttpMethod.Get, path, tag: before.Headers.ETag, header: "If-None-Match");
        Assert.Equal((HttpStatusCode.OK, "No source has this card any more; the lot stays."), (after.StatusCode, Text(await JsonAsync(after), "notice")));
        // That is no change of the lot: a write over what was seen before is still one over the newest version.
        Assert.True((await SendAsync(server, HttpMethod.Put, path, new { cardId = "s1-1", quantity = 2 }, before.Headers.ETag)).IsSuccessStatusCode);
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
}
