using System.Net;
using static PokedexTop.Web.Tests.Collections.CollectionRequests;

namespace PokedexTop.Web.Tests.Collections;

/// <summary>What the collection API tells of all that is owned: its value, and what a deck and a set lack.</summary>
public sealed class CollectionReportsTests
{
    [Fact]
    public async Task What_is_owned_has_a_value_now_and_before_by_market()
    {
        await using var server = await WithCardsAsync();
        await server.ExecuteAsync("INSERT INTO silver_card_prices (card_id, market, finish, observed_on, currency, market_price, high, bronze_id) VALUES ('s1-1', 'tcgplayer', 'normal', '2026-11-01', 'USD', 1.25, 9999.99, 1), ('s1-1', 'tcgplayer', 'normal', '2026-11-03', 'USD', 1.5, 9999.99, 1)");
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
}
