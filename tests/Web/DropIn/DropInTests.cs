using System.Diagnostics;
using System.Net;
using System.Text.Json;
using PokedexTop.Testing;
using PokedexTop.Web.Tests.Admin;

namespace PokedexTop.Web.Tests.DropIn;

/// <summary><c>/v2</c> over the starter catalogue, asked as scripts ask the API that closes.</summary>
public sealed class DropInTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lists_are_paged_ordered_and_cut_to_the_fields_that_are_selected()
    {
        await using var server = await WebServer.SyncedAsync();
        var all = await GetAsync(server, "/v2/cards");
        var total = all.GetProperty("totalCount").GetInt32();
        Assert.Equal((1, 250, total, total), (all.GetProperty("page").GetInt32(), all.GetProperty("pageSize").GetInt32(), all.GetProperty("count").GetInt32(), all.GetProperty("data").GetArrayLength()));
        var paged = new List<string>();
        for (var page = 1; paged.Count < total; page++)
            paged.AddRange(Ids(await GetAsync(server, $"/v2/cards?pageSize=7&page={page}&orderBy=-name,number")));
        Assert.Equal(Ids(all).Order(StringComparer.Ordinal), paged.Order(StringComparer.Ordinal));
        Assert.Equal(0, (await GetAsync(server, "/v2/cards?page=1000")).GetProperty("count").GetInt32());

        var selected = (await GetAsync(server, "/v2/cards?q=id:starter-base1-4&select=id,set.name,attacks.name")).GetProperty("data")[0];
        Assert.Equal(["id", "attacks", "set"], selected.EnumerateObject().Select(m => m.Name));
        Assert.Equal(["name"], selected.GetProperty("set").EnumerateObject().Select(m => m.Name));

        var sets = await GetAsync(server, "/v2/sets?orderBy=-releaseDate&q=id:starter-*");
        Assert.Equal(sets.GetProperty("totalCount").GetInt32(), sets.GetProperty("data").GetArrayLength());
        var dates = sets.GetProperty("data").EnumerateArray().Select(s => s.GetProperty("releaseDate").GetString()).ToList();
        Assert.Equal(dates.OrderDescending(StringComparer.Ordinal), dates);
        Assert.Contains("Fire", (await GetAsync(server, "/v2/types")).GetProperty("data").EnumerateArray().Select(v => v.GetString()));
        foreach (var list in new[] { "subtypes", "supertypes", "rarities" })
            Assert.NotEqual(0, (await GetAsync(server, "/v2/" + list)).GetProperty("data").GetArrayLength());
    }

    [Theory]
    [InlineData("/v2/cards?q=nofield:x", 400, "nofield")]
    [InlineData("/v2/cards?q=name:(a", 400, "never closed")]
    [InlineData("/v2/cards?pageSize=251", 400, "1 to 250")]
    [InlineData("/v2/cards?page=0", 400, "page is '0'")]
    [InlineData("/v2/sets?orderBy=color", 400, "color")]
    [InlineData("/v2/cards/nosuch-1", 404, "/v2/cards/nosuch-1")]
    [InlineData("/v2/sets/nosuch", 404, "/v2/sets/nosuch")]
    [InlineData("/v2/decks", 404, "/v2/decks")]
    public async Task What_is_wrong_is_answered_in_the_apis_own_form(string path, int status, string says)
    {
        await using var server = await WebServer.SyncedAsync();
        using var answer = await server.Client.GetAsync(new Uri(path, UriKind.Relative), Stop);
        var error = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Stop)).RootElement.GetProperty("error");
        Assert.Equal((status, status), ((int)answer.StatusCode, error.GetProperty("code").GetInt32()));
        Assert.Contains(says, error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_of_other_sites_may_read_it_with_their_key_and_under_its_old_name()
    {
        await using var server = await WebServer.SyncedAsync();
        using var preflight = new HttpRequestMessage(HttpMethod.Options, "/v2/cards");
        preflight.Headers.Add("Origin", "https://example.org");
        preflight.Headers.Add("Access-Control-Request-Method", "GET");
        preflight.Headers.Add("Access-Control-Request-Headers", "x-api-key");
        using var allowed = await server.Client.SendAsync(preflight, Stop);
        Assert.Equal(("*", "x-api-key"), (allowed.Headers.GetValues("Access-Control-Allow-Origin").Single(), allowed.Headers.GetValues("Access-Control-Allow-Headers").Single()));

        using var request = new HttpRequestMessage(HttpMethod.Get, "/v2/cards/starter-base1-4");
        request.Headers.Host = "api.pokemontcg.io";
        request.Headers.Add("Origin", "https://example.org");
        request.Headers.Add("X-Api-Key", "whatever");
        using var answer = await server.Client.SendAsync(request, Stop);
        Assert.Equal((HttpStatusCode.OK, "*"), (answer.StatusCode, answer.Headers.GetValues("Access-Control-Allow-Origin").Single()));

        // What is not for other sites stays so.
        using var admin = new HttpRequestMessage(HttpMethod.Get, "/api/admin/syncs");
        admin.Headers.Add("Origin", "https://example.org");
        using var refused = await server.Client.SendAsync(admin, Stop);
        Assert.False(refused.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task A_change_is_seen_an_old_id_gives_the_card_it_became_and_stored_pictures_are_ours()
    {
        await using var server = await WebServer.SyncedAsync();
        await server.ExecuteAsync(
            """
            INSERT INTO silver_card_images (card_id, rendition, url, status, attempts) VALUES ('starter-base1-4', 'small', '/images/a.webp', 'stored', 0), ('starter-base1-4', 'large', 'https://cdn.example/b.webp', 'stored', 0)
            """);
        await server.ExecuteAsync("INSERT INTO silver_set_images (set_id, rendition, url, status, attempts) VALUES ('starter-base1', 'symbol', '/images/s.webp', 'stored', 0)");
        await server.ExecuteAsync("UPDATE silver_tcg_sets SET symbol_url = 'https://images.example/s.png', logo_url = 'https://images.example/l.png', normalized_at = '2036-01-01 00:00:00.000000' WHERE set_id = 'starter-base1'");
        await server.ExecuteAsync("UPDATE silver_tcg_cards SET name = 'Renamed', image_small_url = 'https://images.example/4.png', image_large_url = 'https://images.example/4_hires.png' WHERE card_id = 'starter-base1-4'");
        await server.ExecuteAsync("UPDATE silver_tcg_cards SET merged_into = 'starter-base1-4' WHERE card_id = 'starter-base1-2'");
        await server.ExecuteAsync("INSERT INTO silver_changes (id, card_id, kind, bronze_id, at) SELECT 100000, card_id, 'changed', bronze_id, normalized_at FROM silver_tcg_cards WHERE card_id = 'starter-base1-4'");
        await server.ExecuteAsync("INSERT INTO silver_changes (id, card_id, kind, bronze_id, at) SELECT 100001, card_id, 'merged', bronze_id, normalized_at FROM silver_tcg_cards WHERE card_id = 'starter-base1-2'");

        // Without a pause: at no time is an id unknown that leads somewhere before and after.
        for (var asked = Stopwatch.StartNew(); (await GetAsync(server, "/v2/cards/starter-base1-2")).GetProperty("data").GetProperty("id").GetString() != "starter-base1-4";)
            Assert.True(asked.Elapsed < TimeSpan.FromSeconds(30), "the old id leads to the new card");
        await Eventually.ThatAsync(async _ => Ids(await GetAsync(server, "/v2/cards?q=name:renamed")).Count == 1, TimeSpan.FromSeconds(30), "the change is found", Stop);
        Assert.Empty(Ids(await GetAsync(server, "/v2/cards?q=id:starter-base1-2")));
        // Addresses of pictures are read after the cards.
        await Eventually.ThatAsync(async _ => Small(await GetAsync(server, "/v2/cards/starter-base1-4")).StartsWith(server.Client.BaseAddress!.AbsoluteUri, StringComparison.Ordinal), TimeSpan.FromSeconds(60), "the stored picture is ours", Stop);
        var card = (await GetAsync(server, "/v2/cards/starter-base1-4")).GetProperty("data");
        Assert.Equal((server.Client.BaseAddress + "images/a.webp", "https://cdn.example/b.webp"), (card.GetProperty("images").GetProperty("small").GetString(), card.GetProperty("images").GetProperty("large").GetString()));
        Assert.Equal(server.Client.BaseAddress + "images/s.webp", card.GetProperty("set").GetProperty("images").GetProperty("symbol").GetString());
        Assert.Equal(server.Client.BaseAddress + "images/s.webp", (await GetAsync(server, "/v2/sets/starter-base1")).GetProperty("data").GetProperty("images").GetProperty("symbol").GetString());
        Assert.Equal("https://images.example/l.png", card.GetProperty("set").GetProperty("images").GetProperty("logo").GetString());
    }

    private static async Task<JsonElement> GetAsync(WebServer server, string path) =>
        JsonDocument.Parse(await server.Client.GetStringAsync(new Uri(path, UriKind.Relative), Stop)).RootElement;

    private static string Small(JsonElement card) => card.GetProperty("data").GetProperty("images").GetProperty("small").GetString()!;

    private static List<string> Ids(JsonElement list) => [.. list.GetProperty("data").EnumerateArray().Select(c => c.GetProperty("id").GetString()!)];
}
