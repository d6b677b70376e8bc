using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Collections.Gold;
using PokedexTop.Collections.Lots;
using PokedexTop.Web.Tests.Admin;

namespace PokedexTop.Web.Tests.Access;

/// <summary><c>/api/me</c>, what administrators see of it, and how much of everything one may ask for.</summary>
public sealed class AccountTests
{
    private const string Key = "0123456789abcdef0123456789abcdef";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_opens_the_collection_from_elsewhere_as_far_as_it_says_until_it_is_revoked()
    {
        await using var server = await WithCardsAsync();
        var (status, read) = await SendAsync(server, HttpMethod.Post, "/api/me/tokens", new { name = "phone" });
        Assert.Equal((HttpStatusCode.Created, "read"), (status, Text(read, "scope")));
        var write = (await SendAsync(server, HttpMethod.Post, "/api/me/tokens", new { name = "scanner", scope = "write", days = 30 })).Body;
        var listed = (await SendAsync(server, HttpMethod.Get, "/api/me/tokens")).Body;
        Assert.Equal(["phone", "scanner"], listed.GetProperty("data").EnumerateArray().Select(t => Text(t, "name")));
        Assert.DoesNotContain(Text(read, "key"), listed.GetRawText(), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, (await SendAsync(server, HttpMethod.Get, "/api/collection", null, Text(read, "key"))).Status);
        var (refused, why) = await SendAsync(server, HttpMethod.Post, "/api/collection", new { cardId = "s1-1" }, Text(read, "key"));
        Assert.Equal((HttpStatusCode.Forbidden, "This token may only read."), (refused, Text(why, "detail")));
        Assert.Equal(HttpStatusCode.Created, (await SendAsync(server, HttpMethod.Post, "/api/collection", new { cardId = "s1-1" }, Text(write, "key"))).Status);
        Assert.Single(await server.App.Services.GetRequiredService<UserLots>().AllAsync(Owner.Local, Stop));
        // Not what administrators do, nor to have more of them, nor to end it all.
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(server, HttpMethod.Get, "/api/admin/users", null, Text(write, "key"))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(server, HttpMethod.Post, "/api/me/tokens", new { name = "more" }, Text(write, "key"))).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(server, HttpMethod.Delete, "/api/me?confirm=everything", null, Text(write, "key"))).Status);

        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(server, HttpMethod.Delete, $"/api/me/tokens/{Text(write, "id")}")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(server, HttpMethod.Get, "/api/collection", null, Text(write, "key"))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(server, HttpMethod.Delete, $"/api/me/tokens/{Text(write, "id")}")).Status);
        var audit = (await SendAsync(server, HttpMethod.Get, "/api/admin/audit")).Body.GetProperty("data").EnumerateArray().Select(e => $"{Text(e, "action")} {Text(e, "actor")}");
        Assert.Equal(["RevokeToken this machine", "MakeToken this machine", "MakeToken this machine"], audit);
    }

    [Theory]
    [InlineData("""{"name":""}""", "name")]
    [InlineData("""{"name":"x","scope":"admin"}""", "scope is 'admin'; allowed: read, write")]
    [InlineData("""{"name":"x","days":0}""", "days is 0; allowed: 1 to 3650")]
    [InlineData("""{"name":"x","user":"y"}""", "user is no field")]
    public async Task A_token_that_is_not_allowed_is_told(string body, string told)
    {
        await using var server = await WebServer.StartAsync(ingests: false);
        using var content = new StringContent(body, new MediaTypeHeaderValue("application/json"));
        using var answer = await server.Client.PostAsync(new Uri("/api/me/tokens", UriKind.Relative), content, Stop);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(told, await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_that_is_somebodys_is_taken_out_and_deleted()
    {
        await using var server = await WithCardsAsync();
        await SendAsync(server, HttpMethod.Post, "/api/collection", new { cardId = "s1-1", notes = "from grandma" });
        await SendAsync(server, HttpMethod.Post, "/api/me/tokens", new { name = "phone" });
        using var file = new StringContent("card_id,quantity\nnope,1\n", new MediaTypeHeaderValue("text/csv"));
        using var brought = await server.Client.PostAsync(new Uri("/api/collection/imports", UriKind.Relative), file, Stop);
        Assert.Equal(HttpStatusCode.Created, brought.StatusCode);
        var all = (await SendAsync(server, HttpMethod.Get, "/api/me/export")).Body;
        Assert.Equal(("from grandma", "phone", "local"), (Text(all.GetProperty("collection").GetProperty("lots")[0], "notes"), Text(all.GetProperty("tokens")[0], "name"), Text(all.GetProperty("user"), "id")));

        Assert.Equal("unknown", Text(all.GetProperty("imports")[0].GetProperty("rows")[0], "outcome"));
        Assert.Equal((HttpStatusCode.BadRequest, "bad-confirm"), await SendAsync(server, HttpMethod.Delete, "/api/me") is var asked ? (asked.Status, Text(asked.Body, "code")) : default);
        Assert.Equal(1, await server.CountAsync("SELECT COUNT(*) FROM gold_user_collections"));
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(server, HttpMethod.Delete, "/api/me?confirm=everything")).Status);
        Assert.Equal(0, await server.CountAsync("SELECT (SELECT COUNT(*) FROM gold_user_collections) + (SELECT COUNT(*) FROM gold_api_tokens) + (SELECT COUNT(*) FROM gold_imports) + (SELECT COUNT(*) FROM gold_import_rows)"));
        Assert.Equal("local", Text((await SendAsync(server, HttpMethod.Get, "/api/me")).Body, "id"));
    }

    [Fact]
    public async Task A_collection_is_public_only_where_server_and_owner_say_so_and_shows_no_secrets()
    {
        await using (var closed = await WithCardsAsync())
        {
            Assert.Equal("not-public", Text((await SendAsync(closed, HttpMethod.Put, "/api/me/public", new { name = "misty" })).Body, "code"));
        }
        await using var server = await WithCardsAsync(("Web:PublicCollections", "true"));
        await SendAsync(server, HttpMethod.Post, "/api/collection", new { cardId = "s1-1", notes = "from grandma", location = "safe", pricePaid = 4.5, currency = "EUR" });
        await SendAsync(server, HttpMethod.Post, "/api/collection", new { cardId = "s1-1", list = "wishlist" });
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(server, HttpMethod.Get, "/api/public/misty", stranger: true)).Status);
        Assert.Equal("invalid", Text((await SendAsync(server, HttpMethod.Put, "/api/me/public", new { name = "Misty!" })).Body, "code"));
        Assert.Equal("misty", Text((await SendAsync(server, HttpMethod.Put, "/api/me/public", new { name = "misty" })).Body, "publicName"));

        var (status, lots) = await SendAsync(server, HttpMethod.Get, "/api/public/misty", stranger: true);
        Assert.Equal((HttpStatusCode.OK, 1), (status, lots.GetProperty("total").GetInt32()));
        foreach (var secret in new[] { "grandma", "safe", "4.5", "EUR" })
            Assert.DoesNotContain(secret, lots.GetRawText(), StringComparison.Ordinal);
        Assert.Equal("s1", Text((await SendAsync(server, HttpMethod.Get, "/api/public/misty/completion", stranger: true)).Body.GetProperty("data")[0], "id"));

        await SendAsync(server, HttpMethod.Post, "/api/collection", new { cardId = "s1-1", quantity = 2 });
        var first = (await SendAsync(server, HttpMethod.Get, "/api/public/misty?limit=1", stranger: true)).Body;
        var second = (await SendAsync(server, HttpMethod.Get, first.GetProperty("next").GetString()!, stranger: true)).Body;
        Assert.Equal((1, 2, JsonValueKind.Null), (first.GetProperty("data")[0].GetProperty("quantity").GetInt32(), second.GetProperty("data")[0].GetProperty("quantity").GetInt32(), second.GetProperty("next").ValueKind));
        Assert.Equal("bad-cursor", Text((await SendAsync(server, HttpMethod.Get, "/api/public/misty?after=x", stranger: true)).Body, "code"));

        await SendAsync(server, HttpMethod.Put, "/api/me/public", new { name = (string?)null });
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(server, HttpMethod.Get, "/api/public/misty", stranger: true)).Status);
    }

    [Fact]
    public async Task What_administrators_do_is_written_down_with_the_order_and_what_came_of_it()
    {
        await using var server = await WebServer.StartAsync(ingests: false, ("Admin:ApiKey", Key));
        await SendAsync(server, HttpMethod.Post, "/api/admin/syncs", new { sets = new[] { "base1" } }, Key);
        await SendAsync(server, HttpMethod.Post, "/api/admin/schedules/nope/pause", new { });
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(server, HttpMethod.Put, "/api/admin/users/local", new { role = "none" })).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(server, HttpMethod.Put, "/api/admin/users/nobody", new { role = "admin" })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(server, HttpMethod.Put, "/api/admin/users/nobody", new { role = "king" })).Status);
        await SendAsync(server, HttpMethod.Get, "/api/admin/syncs");
        var page = (await SendAsync(server, HttpMethod.Get, "/api/admin/audit?limit=3")).Body;
        var rest = (await SendAsync(server, HttpMethod.Get, page.GetProperty("next").GetString()!)).Body;
        Assert.Equal(["GrantRole 400", "GrantRole 404", "GrantRole 400", "PauseSchedule 404", "StartSync 202"],
            page.GetProperty("data").EnumerateArray().Concat(rest.GetProperty("data").EnumerateArray()).Select(e => $"{Text(e, "action")} {e.GetProperty("status")}"));
        var sync = rest.GetProperty("data")[1];
        Assert.Equal(("the key", true), (Text(sync, "actor"), Text(sync, "detail").Contains("\"sets\":[\"base1\"]", StringComparison.Ordinal)));
        Assert.Equal(JsonValueKind.Null, rest.GetProperty("next").ValueKind);
    }

    [Fact]
    public async Task Strangers_may_ask_so_often_and_this_machine_as_often_as_it_likes()
    {
        await using var server = await WebServer.StartAsync(ingests: false, ("Web:RequestsPerMinute", "10"));
        foreach (var path in new[] { "/api/changes", "/v2/types" })
        {
            for (var i = 0; i < 40; i++)
                Assert.NotEqual(HttpStatusCode.TooManyRequests, (await SendAsync(server, HttpMethod.Get, path)).Status);
        }
        var token = Text((await SendAsync(server, HttpMethod.Post, "/api/me/tokens", new { name = "phone" })).Body, "key");
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 12; i++)
            statuses.Add((await SendAsync(server, HttpMethod.Get, "/api/changes", stranger: true)).Status);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.TooManyRequests), (statuses[0], statuses[^1]));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v2/types");
        request.Headers.Add("X-Forwarded-For", "192.0.2.1");
        using var dropIn = await server.Client.SendAsync(request, Stop);
        Assert.Equal((HttpStatusCode.TooManyRequests, true), (dropIn.StatusCode, dropIn.Headers.RetryAfter?.Delta > TimeSpan.Zero));
        Assert.Equal(429, (await dropIn.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("error").GetProperty("code").GetInt32());
        // A user has an allowance of their own, and a probe is always answered.
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(server, HttpMethod.Get, "/api/changes", null, token)).Status);
        Assert.NotEqual(HttpStatusCode.TooManyRequests, (await SendAsync(server, HttpMethod.Get, "/health/live", stranger: true)).Status);
    }

    [Fact]
    public async Task The_word_of_a_proxy_is_taken_where_it_is_trusted_and_makes_nobody_local()
    {
        await using var server = await WebServer.StartAsync(ingests: false, ("Web:TrustedProxies", "127.0.0.0/8, ::1"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/sets");
        foreach (var (name, value) in new[] { ("X-Forwarded-For", "203.0.113.7"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "cards.example.org") })
            request.Headers.Add(name, value);
        using var answer = await server.Client.SendAsync(request, Stop);
        Assert.Equal("max-age=31536000", answer.Headers.GetValues("Strict-Transport-Security").Single());
        foreach (var from in new[] { "203.0.113.7", "127.0.0.1" })
        {
            using var admin = new HttpRequestMessage(HttpMethod.Get, "/api/admin/syncs");
            admin.Headers.Add("X-Forwarded-For", from);
            using var refused = await server.Client.SendAsync(admin, Stop);
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }
    }

    [Fact]
    public async Task Every_answer_says_to_browsers_what_they_must_not_do()
    {
        await using var server = await WebServer.StartAsync(ingests: false);
        foreach (var path in new[] { "/", "/api/changes", "/api/nothing", "/v2/types", "/health/live", "/openapi/v1.json" })
        {
            using var answer = await server.Client.GetAsync(new Uri(path, UriKind.Relative), Stop);
            Assert.Equal(("nosniff", "same-origin"), (answer.Headers.GetValues("X-Content-Type-Options").Single(), answer.Headers.GetValues("Referrer-Policy").Single()));
            Assert.Contains("frame-ancestors 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
        }
    }

    private static async Task<WebServer> WithCardsAsync(params (string, string)[] more)
    {
        var server = await WebServer.StartAsync(ingests: false, more);
        await server.ExecuteAsync(
            """
            INSERT INTO silver_tcg_sets (set_id, name, game, bronze_id, content_hash, normalized_at) VALUES ('s1', 'Set 1', 'tcg', 1, 'h', '2026-11-28 00:00:00');
            INSERT INTO silver_tcg_cards (card_id, set_id, name, number, number_sort, supertype, bronze_id, content_hash, normalized_at) VALUES ('s1-1', 's1', 'Card 1', '1', '000001', 'Energy', 1, 'h', '2026-11-28 00:00:00');
            """);
        return server;
    }

    private static async Task<(HttpStatusCode Status, JsonElement Body)> SendAsync(WebServer server, HttpMethod method, string path, object? body = null, string? token = null, bool stranger = false)
    {
        using var request = new HttpRequestMessage(method, path)
        {
            Content = body is not null ? JsonContent.Create(body) : method == HttpMethod.Delete ? new StringContent("", new MediaTypeHeaderValue("application/json")) : null,
        };
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (token is not null || stranger)
            request.Headers.Add("X-Forwarded-For", "192.0.2.1");
        using var answer = await server.Client.SendAsync(request, Stop);
        var text = await answer.Content.ReadAsStringAsync(Stop);
        return (answer.StatusCode, text.Length == 0 ? default : JsonElement.Parse(text));
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
