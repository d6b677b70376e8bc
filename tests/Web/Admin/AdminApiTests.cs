using System.Net;
using System.Text.Json;
using PokedexTop.Testing;

namespace PokedexTop.Web.Tests.Admin;

/// <summary>The admin API over HTTP, with every stage behind it.</summary>
public sealed class AdminApiTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sync_is_started_followed_to_a_hundred_per_cent_and_listed()
    {
        await using var server = await WebServer.StartAsync();
        var (status, started) = await server.PostAsync("syncs", new { Sets = new[] { "starter-base1" }, Cards = new[] { "starter-det1-1" } });
        Assert.Equal(HttpStatusCode.Accepted, status);
        var path = $"syncs/{started.GetProperty("syncId").GetString()}";
        var report = await DoneAsync(server, path);
        Assert.Equal((100, "completed", "admin"), (report.GetProperty("percent").GetInt32(), Text(report.GetProperty("sync"), "status"), Text(report.GetProperty("sync"), "requestedBy")));
        Assert.Equal((2, 2, 0), Numbers(report.GetProperty("sets"), "planned", "fetched", "failed"));
        var cards = report.GetProperty("cards");
        Assert.Equal(cards.GetProperty("seen").GetInt32(), cards.GetProperty("normalized").GetInt32());
        Assert.Equal(0, cards.GetProperty("backlog").GetInt32());
        Assert.Equal((HttpStatusCode.OK, 1), await server.GetAsync("syncs?count=5") is var list ? (list.Status, list.Body.GetProperty("syncs").GetArrayLength()) : default);
        Assert.Equal(cards.GetProperty("seen").GetInt32(), (await server.GetAsync("status")).Body.GetProperty("silver").GetProperty("cards").GetInt32());

        // What ended cannot be cancelled, and what never was cannot be shown.
        Assert.Equal((HttpStatusCode.Conflict, "has ended already: completed"), await server.PostAsync($"{path}/cancel", new { }) is var late ? (late.Status, Text(late.Body, "detail")[^29..^1]) : default);
        Assert.Equal(HttpStatusCode.NotFound, (await server.GetAsync($"syncs/{Guid.NewGuid()}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await server.PostAsync($"syncs/{Guid.NewGuid()}/cancel", new { })).Status);

        var (replayed, marked) = await server.PostAsync("replays", new { Sets = new[] { "starter-base1" } });
        Assert.Equal((HttpStatusCode.Accepted, 1), (replayed, marked.GetProperty("sets").GetInt32()));
        Assert.Equal((HttpStatusCode.Accepted, 0), await server.PostAsync("rejects/retry", new { }) is var retry ? (retry.Status, retry.Body.GetProperty("cards").GetInt32()) : default);
        Assert.Equal(0, (await server.GetAsync("rejects")).Body.GetProperty("rejects").GetArrayLength());
        Assert.Equal(JsonValueKind.Array, (await server.GetAsync("quality")).Body.GetProperty("rules").ValueKind);
        Assert.Equal("mojibake", Text((await server.GetAsync("quality/mojibake")).Body, "rule"));
        Assert.Equal("image-shared", Text((await server.GetAsync("quality/image-shared")).Body, "rule"));
    }

    [Fact]
    public async Task The_same_scope_joins_and_a_requested_sync_is_cancelled()
    {
        await using var server = await WebServer.StartAsync(ingests: false);
        var first = (await server.PostAsync("syncs", new { NewSets = true, Force = true })).Body;
        var second = (await server.PostAsync("syncs", new { NewSets = true, Force = true })).Body;
        Assert.Equal((Text(first, "syncId"), false, true), (Text(second, "syncId"), first.GetProperty("joined").GetBoolean(), second.GetProperty("joined").GetBoolean()));
        var (status, report) = await server.PostAsync($"syncs/{Text(first, "syncId")}/cancel", new { });
        Assert.Equal((HttpStatusCode.OK, "cancelled", "new and changed sets"), (status, Text(report.GetProperty("sync"), "status"), Text(report.GetProperty("sync"), "scope")));
        Assert.True(report.GetProperty("percent").GetInt32() < 100);
        Assert.NotEqual(Text(first, "syncId"), Text((await server.PostAsync("syncs", new { NewSets = true, Force = true })).Body, "syncId"));
    }

    [Theory]
    [InlineData("syncs", """{"set":["base1"]}""", 400, "set is no field of this request")]
    [InlineData("syncs", """{"sets":"base1"}""", 400, "sets is no field of this request, or its value is of another type (line 1, byte 16)")]
    [InlineData("syncs", """{"sets":["base1","b""", 400, "The body is not the JSON object that this request takes")]
    [InlineData("syncs", "", 400, "body")]
    [InlineData("syncs", """{"generations":[12]}""", 400, "numbers from 1 to 9")]
    [InlineData("syncs", """{"sets":[""]}""", 400, "set ids that are not empty")]
    [InlineData("syncs", """{"sets":["a\u0000b"]}""", 400, "without control characters")]
    [InlineData("syncs", """{"pokemon":"a\u0000b"}""", 400, "without control characters")]
    [InlineData("syncs/abc/cancel", "{}", 404, "no request of the API: POST /api/admin/syncs/abc/cancel")]
    [InlineData("quality", "{}", 405, "no request of the API: POST /api/admin/quality")]
    [InlineData("syncs", """{"source":"pokemon"}""", 400, "pokemontcg, folder, starter")]
    [InlineData("replays", """{"sets":["nope"]}""", 400, "which is not in bronze")]
    [InlineData("rejects/retry", """{"ids":["nope"]}""", 400, "is not in quarantine")]
    [InlineData("schedules/nope/pause", "{}", 404, "allowed: full-sync")]
    public async Task A_mistake_is_told_in_problem_details_and_does_nothing(string path, string body, int status, string told)
    {
        await using var server = await WebServer.StartAsync(ingests: false);
        using var content = new StringContent(body, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
        using var answer = await server.Client.PostAsync(new Uri("/api/admin/" + path, UriKind.Relative), content, Stop);
        var text = await answer.Content.ReadAsStringAsync(Stop);
        Assert.Equal((status, "application/problem+json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.NotEqual("", JsonDocument.Parse(text).RootElement.GetProperty("detail").GetString());
        Assert.Contains(told, System.Text.RegularExpressions.Regex.Unescape(text.Replace("\\u0022", "'", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal(0, (await server.GetAsync("syncs")).Body.GetProperty("syncs").GetArrayLength());
    }

    [Fact]
    public async Task An_order_of_more_ids_than_a_person_means_is_refused_and_told()
    {
        await using var server = await WebServer.StartAsync(ingests: false);
        var ids = Enumerable.Range(0, 1_001).Select(i => $"base1-{i}").ToList();
        var (status, told) = await server.PostAsync("syncs", new { Cards = ids });
        Assert.Equal((HttpStatusCode.BadRequest, true), (status, told.GetRawText().Contains("at most 1000 card ids", StringComparison.Ordinal)));
        var (accepted, sync) = await server.PostAsync("syncs", new { Cards = ids.Take(1_000) });
        Assert.Equal(HttpStatusCode.Accepted, accepted);
        Assert.EndsWith(" and 980 more", Text((await server.GetAsync($"syncs/{Text(sync, "syncId")}")).Body.GetProperty("sync"), "scope"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Schedules_are_listed_paused_run_and_resumed()
    {
        await using var server = await WebServer.StartAsync(ingests: false);
        await Eventually.ThatAsync(async _ => (await server.GetAsync("schedules")).Body.GetProperty("schedulers").GetInt32() == 1, TimeSpan.FromSeconds(30), "the scheduler runs", Stop);
        var names = (await server.GetAsync("schedules")).Body.GetProperty("schedules").EnumerateArray().Select(schedule => schedule.GetProperty("name").GetString());
        Assert.Equal(["full-sync", "price-refresh", "new-set-check", "species-refresh", "missing-image-retry", "housekeeping", "lake-write"], names);
        Assert.Equal("paused", Text((await server.PostAsync("schedules/full-sync/pause", new { })).Body, "state"));
        Assert.Equal(HttpStatusCode.OK, (await server.PostAsync("schedules/full-sync/run", new { })).Status);
        await Eventually.ThatAsync(async _ => (await server.GetAsync("syncs")).Body.GetProperty("syncs").GetArrayLength() == 1, TimeSpan.FromSeconds(30), "it fires", Stop);
        Assert.Equal("active", Text((await server.PostAsync("schedules/full-sync/resume", new { })).Body, "state"));
    }

    [Fact]
    public async Task What_the_guard_refuses_is_told_and_never_reaches_an_endpoint()
    {
        await using var server = await WebServer.StartAsync(ingests: false);
        foreach (var path in new[] { "/api/admin/syncs", "/API/ADMIN/syncs", "/api/admin/%73yncs" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Host = "evil.example";
            using var answer = await server.Client.SendAsync(request, Stop);
            Assert.Equal((HttpStatusCode.Forbidden, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
            Assert.True(answer.Headers.Contains("PokedexTop-Version"));
        }
        using var form = new FormUrlEncodedContent([new("sets", "base1")]);
        using var posted = await server.Client.PostAsync(new Uri("/api/admin/syncs", UriKind.Relative), form, Stop);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, posted.StatusCode);
        Assert.Equal(0, (await server.GetAsync("syncs")).Body.GetProperty("syncs").GetArrayLength());
    }

    private static async Task<JsonElement> DoneAsync(WebServer server, string path)
    {
        JsonElement report = default;
        await Eventually.ThatAsync(async _ =>
        {
            report = (await server.GetAsync(path)).Body;
            return report.GetProperty("done").GetBoolean();
        }, TimeSpan.FromSeconds(60), "the sync is done", Stop);
        return report;
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static (int, int, int) Numbers(JsonElement element, string first, string second, string third) =>
        (element.GetProperty(first).GetInt32(), element.GetProperty(second).GetInt32(), element.GetProperty(third).GetInt32());
}
