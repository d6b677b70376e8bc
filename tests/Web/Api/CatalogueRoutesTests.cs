using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PokedexTop.Web.Tests.Admin;

namespace PokedexTop.Web.Tests.Api;

/// <summary><c>/api</c> over the starter catalogue.</summary>
public sealed class CatalogueRoutesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lists_are_walked_by_their_next_whatever_comes_between_and_numbers_are_numbers()
    {
        await using var server = await WebServer.SyncedAsync();
        var total = await server.CountAsync("SELECT COUNT(*) FROM silver_tcg_cards");
        foreach (var order in new[] { "", "&order=-hp,name", "&order=name" })
        {
            var walked = await WalkAsync(server, $"/api/cards?limit=7{order}");
            Assert.Equal(total, walked.Count);
            Assert.Equal(total, walked.Distinct(StringComparer.Ordinal).Count());
        }
        Assert.Equal(await server.CountAsync("SELECT COUNT(*) FROM silver_tcg_sets"), (await WalkAsync(server, "/api/sets?limit=1&order=-releaseDate")).Count);
        Assert.Equal(await server.CountAsync("SELECT COUNT(*) FROM silver_pokemon_master"), (await WalkAsync(server, "/api/species?limit=250")).Count);

        var first = await GetAsync(server, "/api/cards?q=hp:[100 TO *]&order=-hp&limit=2");
        var hp = first.GetProperty("data").EnumerateArray().Select(c => c.GetProperty("hp").GetInt32()).ToList();
        Assert.Equal(hp.OrderDescending(), hp);
        Assert.Empty(first.GetProperty("warnings").EnumerateArray());
        Assert.Equal(JsonValueKind.Null, (await GetAsync(server, "/api/cards?limit=250")).GetProperty("next").ValueKind);
    }

    [Fact]
    public async Task A_card_tells_what_feeds_call_it_its_versions_and_its_prices_and_an_old_id_leads_to_it()
    {
        await using var server = await WebServer.SyncedAsync();
        await server.ExecuteAsync("INSERT INTO silver_card_finishes (card_id, source, position, finish, stamps) VALUES ('starter-base1-4', 'tcgdex/en', 0, 'holo', '[\"staff\"]')");
        for (var day = 1; day <= 3; day++)
            await server.ExecuteAsync($"INSERT INTO silver_card_prices (card_id, market, observed_on, finish, currency, market_price, bronze_id) VALUES ('starter-base1-4', 'tcgplayer', '2026-11-0{day}', 'holofoil', 'USD', 40{day}.5, {day})");
        await server.ExecuteAsync(
            """
            INSERT INTO bronze_tcg_cards (id, feed, card_id, version, content_hash, source, set_id, requested_at, fetched_at, api_call_id, sync_id, payload)
            SELECT 5000, feed, card_id, version + 1, 'hash', source, set_id, requested_at, fetched_at, api_call_id, sync_id, REPLACE(payload, '"Charizard"', '"Another"') FROM bronze_tcg_cards WHERE card_id = 'starter-base1-4'
            """);

        var card = await GetAsync(server, "/api/cards/starter-base1-4");
        Assert.Equal(("holo", "staff"), (card.GetProperty("finishes")[0].GetProperty("finish").GetString(), card.GetProperty("finishes")[0].GetProperty("stamps")[0].GetString()));
        Assert.Equal("starter", card.GetProperty("identities")[0].GetProperty("feed").GetString());
        Assert.Equal(JsonValueKind.Number, card.GetProperty("hp").ValueKind);

        var versions = (await GetAsync(server, "/api/cards/starter-base1-4/versions")).GetProperty("data");
        Assert.Equal(["2", "1"], versions.EnumerateArray().Select(v => v.GetProperty("version").ToString()));
        Assert.Equal(["/name"], versions[0].GetProperty("changed").EnumerateArray().Select(f => f.GetString()));
        Assert.Equal("Charizard", versions[1].GetProperty("payload").GetProperty("name").GetString());

        var prices = await GetAsync(server, "/api/cards/starter-base1-4/prices?limit=2");
        Assert.Equal((3, 403.5m), (prices.GetProperty("total").GetInt32(), prices.GetProperty("data")[0].GetProperty("marketPrice").GetDecimal()));
        var rest = await GetAsync(server, prices.GetProperty("next").GetString()!);
        Assert.Equal("2026-11-01", Assert.Single(rest.GetProperty("data").EnumerateArray()).GetProperty("observedOn").GetString());

        await server.ExecuteAsync("UPDATE silver_tcg_cards SET merged_into = 'starter-base1-4' WHERE card_id = 'starter-base1-2'");
        await server.ExecuteAsync("INSERT INTO silver_changes (id, card_id, kind, bronze_id, at) SELECT 100001, card_id, 'merged', bronze_id, normalized_at FROM silver_tcg_cards WHERE card_id = 'starter-base1-2'");
        await Eventually(server, "/api/cards/starter-base1-2", c => c.GetProperty("id").GetString() == "starter-base1-4");
        using var old = await server.Client.GetAsync(new Uri("/api/cards/starter-base1-2", UriKind.Relative), Stop);
        Assert.Equal("/api/cards/starter-base1-4", old.Content.Headers.ContentLocation?.ToString());
        Assert.Equal(["starter-base1-2"], (await GetAsync(server, "/api/cards/starter-base1-2")).GetProperty("formerIds").EnumerateArray().Select(i => i.GetString()));
    }

    [Fact]
    public async Task Facets_species_and_generations_count_the_cards_there_are()
    {
        await using var server = await WebServer.SyncedAsync();
        var facets = await GetAsync(server, "/api/facets?q=types:fire");
        var fire = facets.GetProperty("data").GetProperty("types").EnumerateArray().Single(v => v.GetProperty("value").GetString() == "Fire").GetProperty("count").GetInt32();
        Assert.Equal(facets.GetProperty("total").GetInt32(), fire);
        Assert.Equal((await GetAsync(server, "/api/cards?q=types:fire")).GetProperty("total").GetInt32(), fire);

        var charizard = await GetAsync(server, "/api/species/6");
        Assert.Equal(("Charizard", 1), (charizard.GetProperty("name").GetString(), charizard.GetProperty("generation").GetInt32()));
        Assert.Equal((await GetAsync(server, "/api/cards?q=nationalPokedexNumbers:6")).GetProperty("total").GetInt32(), charizard.GetProperty("cards").GetInt32());
        var first = (await GetAsync(server, "/api/generations")).GetProperty("data")[0];
        Assert.Equal((151, "Generation I", "Kanto"), (first.GetProperty("species").GetInt32(), first.GetProperty("name").GetString(), first.GetProperty("region").GetString()));
        Assert.Equal((1, 151), (first.GetProperty("firstNumber").GetInt32(), first.GetProperty("lastNumber").GetInt32()));
        // One that comes after the program.
        await server.ExecuteAsync("UPDATE silver_pokemon_master SET generation = 10 WHERE pokedex_number = 1025");
        var tenth = (await GetAsync(server, "/api/generations")).GetProperty("data")[9];
        Assert.Equal((10, 1, JsonValueKind.Null), (tenth.GetProperty("generation").GetInt32(), tenth.GetProperty("species").GetInt32(), tenth.GetProperty("region").ValueKind));
    }

    [Theory]
    [InlineData("/api/cards?q=nofield:x", 400, "bad-query", 0)]
    [InlineData("/api/cards?q=hp:[1 TO x]", 400, "bad-query", 3)]
    [InlineData("/api/cards?order=artist,color", 400, "bad-order", 7)]
    [InlineData("/api/cards?limit=251", 400, "bad-limit", null)]
    [InlineData("/api/cards?limit=0", 400, "bad-limit", null)]
    [InlineData("/api/cards?after=nonsense", 400, "bad-cursor", null)]
    [InlineData("/api/species?after=-1", 400, "bad-after", null)]
    [InlineData("/api/changes?since=x", 400, "bad-since", null)]
    [InlineData("/api/cards/nosuch", 404, "no-such-card", null)]
    [InlineData("/api/cards/nosuch/versions", 404, "no-such-card", null)]
    [InlineData("/api/sets/nosuch", 404, "no-such-set", null)]
    [InlineData("/api/species/9999", 404, "no-such-species", null)]
    [InlineData("/api/bulk/nosuch.jsonl.gz", 404, "no-such-file", null)]
    public async Task What_is_wrong_is_problem_details_with_a_code(string path, int status, string code, int? position)
    {
        await using var server = await WebServer.SyncedAsync();
        using var answer = await server.Client.GetAsync(new Uri(path, UriKind.Relative), Stop);
        var problem = JsonElement.Parse(await answer.Content.ReadAsStringAsync(Stop));
        Assert.Equal((status, "application/problem+json", code), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, problem.GetProperty("code").GetString()));
        Assert.Equal(position, problem.TryGetProperty("position", out var at) ? at.GetInt32() : null);
    }

    [Fact]
    public async Task Queries_about_the_collection_are_its_owners_alone()
    {
        await using var server = await WebServer.SyncedAsync();
        foreach (var (card, list) in new[] { ("starter-base1-4", "owned"), ("starter-base1-2", "wishlist") })
        {
            using var lot = await server.Client.PostAsJsonAsync(new Uri("/api/collection", UriKind.Relative), new { cardId = card, list, quantity = 1 }, Stop);
            Assert.Equal(HttpStatusCode.Created, lot.StatusCode);
        }
        async Task<List<string?>> Ids(string query) => [.. (await GetAsync(server, $"/api/cards?limit=250&q={query}")).GetProperty("data").EnumerateArray().Select(c => c.GetProperty("id").GetString())];
        var all = await Ids("");
        Assert.Equal(["starter-base1-4"], await Ids("is:owned"));
        Assert.Equal(["starter-base1-2"], await Ids("is:wished"));
        Assert.Equal(all.Except(["starter-base1-4"]), await Ids("is:missing"));
        Assert.Equal(1, (await GetAsync(server, "/api/facets?q=is:owned")).GetProperty("total").GetInt32());

        using var stranger = new HttpRequestMessage(HttpMethod.Get, "/api/cards?q=is:owned");
        stranger.Headers.Add("X-Forwarded-For", "192.0.2.1");
        using var refused = await server.Client.SendAsync(stranger, Stop);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        using var dropIn = await server.Client.GetAsync(new Uri("/v2/cards?q=is:owned", UriKind.Relative), Stop);
        Assert.Equal(HttpStatusCode.BadRequest, dropIn.StatusCode);
    }

    [Fact]
    public async Task What_did_not_change_is_not_sent_again()
    {
        await using var server = await WebServer.SyncedAsync();
        using var first = await server.Client.GetAsync(new Uri("/api/sets", UriKind.Relative), Stop);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/api/sets");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var same = await server.Client.SendAsync(again, Stop);
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
    }

    [Theory]
    [InlineData("Web:PublicCatalogue", "/api/cards", "/v2/cards")]
    [InlineData("Web:PublicDropIn", "/v2/cards", "/api/cards")]
    public async Task What_is_not_public_is_for_this_machine_and_the_key(string setting, string closed, string open)
    {
        const string key = "0123456789abcdef0123456789abcdef";
        await using var server = await WebServer.SyncedAsync((setting, "false"), ("Admin:ApiKey", key));
        async Task<HttpStatusCode> Ask(string path, params (string Name, string Value)[] headers)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            foreach (var (name, value) in headers)
                request.Headers.Add(name, value);
            using var answer = await server.Client.SendAsync(request, Stop);
            return answer.StatusCode;
        }

        Assert.Equal(HttpStatusCode.OK, await Ask(closed));
        Assert.Equal(HttpStatusCode.Unauthorized, await Ask(closed, ("X-Forwarded-For", "192.0.2.1")));
        Assert.Equal(HttpStatusCode.Unauthorized, await Ask(closed, ("X-Forwarded-For", "192.0.2.1"), ("X-Api-Key", "whatever")));
        Assert.Equal(HttpStatusCode.OK, await Ask(closed, ("X-Forwarded-For", "192.0.2.1"), ("X-Api-Key", key)));
        Assert.Equal(HttpStatusCode.OK, await Ask(open, ("X-Forwarded-For", "192.0.2.1")));
    }

    internal static async Task<JsonElement> GetAsync(WebServer server, string path)
    {
        using var answer = await server.Client.GetAsync(new Uri(path, UriKind.Relative), Stop);
        var body = await answer.Content.ReadAsStringAsync(Stop);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {body}");
        return JsonElement.Parse(body);
    }

    private static Task Eventually(WebServer server, string path, Func<JsonElement, bool> condition) =>
        Testing.Eventually.ThatAsync(async _ => condition(await GetAsync(server, path)), TimeSpan.FromSeconds(30), path, Stop);

    private static async Task<List<string>> WalkAsync(WebServer server, string path)
    {
        var ids = new List<string>();
        for (var next = path; next is not null;)
        {
            var page = await GetAsync(server, next);
            ids.AddRange(page.GetProperty("data").EnumerateArray().Select(item => item.TryGetProperty("id", out var id) ? id.ToString() : item.GetProperty("pokedexNumber").ToString()));
            next = page.GetProperty("next").GetString();
        }
        return ids;
    }
}
