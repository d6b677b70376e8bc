using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Data;
using PokedexTop.Web.Tests.Admin;

namespace PokedexTop.Web.Tests.Collections;

/// <summary>Files through the collection API.</summary>
public sealed class ImportRoutesTests
{
    private const string Path = "/api/collection/imports";
    private const string File = "set_code,number,quantity,condition,variant,lang,purchase_price\ns1,1,2,NM,,en,\ns1,99,1,NM,,en,\n";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_is_previewed_written_once_written_again_when_asked_and_its_last_row_resolved()
    {
        await using var server = await WithCardsAsync();
        using var previewed = await UploadAsync(server, File, "?fileName=mine.csv");
        Assert.Equal(HttpStatusCode.Created, previewed.StatusCode);
        var preview = await JsonAsync(previewed);
        var path = previewed.Headers.Location!.OriginalString;
        Assert.Equal($"{Path}/{preview.GetProperty("id").GetString()}", path);
        Assert.Equal(["matched", "unknown"], preview.GetProperty("rows").GetProperty("data").EnumerateArray().Select(row => row.GetProperty("outcome").GetString()));
        Assert.Equal("99", preview.GetProperty("rows").GetProperty("data")[1].GetProperty("raw").GetProperty("number").GetString());
        Assert.Equal(0, await LotsAsync(server));

        var committed = await JsonAsync(await PostAsync(server, $"{path}/commit"));
        Assert.Equal((true, "imported"), (committed.GetProperty("committed").GetBoolean(), committed.GetProperty("rows").GetProperty("data")[0].GetProperty("outcome").GetString()));
        foreach (var (order, lots) in new (object?, int)[] { (null, 1), (new { again = false }, 1), (new { again = true }, 2) })
        {
            Assert.Equal(HttpStatusCode.OK, (await PostAsync(server, $"{path}/commit", order)).StatusCode);
            Assert.Equal(lots, await LotsAsync(server));
        }
        await AssertProblemAsync(await PostAsync(server, $"{path}/rows/3", new { cardId = "nothing" }), HttpStatusCode.BadRequest, "invalid");
        Assert.Equal("imported", (await JsonAsync(await PostAsync(server, $"{path}/rows/3", new { cardId = "s1-1", finish = "holofoil" }))).GetProperty("outcome").GetString());
        Assert.Equal(0, (await JsonAsync(await server.Client.GetAsync(new Uri(path, UriKind.Relative), Stop))).GetProperty("waiting").GetInt32());
        var list = await JsonAsync(await server.Client.GetAsync(new Uri(Path, UriKind.Relative), Stop));
        Assert.Equal(("mine.csv", 1), (list.GetProperty("data")[0].GetProperty("fileName").GetString(), list.GetProperty("total").GetInt32()));
    }

    [Fact]
    public async Task Rows_are_a_list_that_begins_in_the_import_and_is_read_page_by_page_or_by_outcome()
    {
        await using var server = await WithCardsAsync();
        var file = "card_id,quantity\n" + string.Concat(Enumerable.Range(1, 120).Select(row => row % 40 == 0 ? "s1-1,none\n" : row % 3 == 0 ? "nope,1\n" : "s1-1,1\n"));
        using var previewed = await UploadAsync(server, file);
        var path = previewed.Headers.Location!.OriginalString;
        foreach (var document in new[] { await JsonAsync(previewed), await GetAsync(server, path), await JsonAsync(await PostAsync(server, $"{path}/commit")) })
        {
            Assert.Equal((78, 39, 3, 42), (document.GetProperty("counts").GetProperty("added").GetInt32(), document.GetProperty("counts").GetProperty("unknown").GetInt32(), document.GetProperty("counts").GetProperty("refused").GetInt32(), document.GetProperty("waiting").GetInt32()));
            var rows = document.GetProperty("rows");
            Assert.Equal((50, 120, $"{path}/rows?after=51"), (rows.GetProperty("data").GetArrayLength(), rows.GetProperty("total").GetInt32(), rows.GetProperty("next").GetString()));
        }
        var read = new List<JsonElement>();
        for (var next = $"{path}/rows?limit=50"; next is not null; next = Next(read[^1]))
            read.Add(await GetAsync(server, next));
        Assert.Equal(Enumerable.Range(2, 120), read.SelectMany(Numbers));
        Assert.Equal([50, 50, 20], read.Select(page => Numbers(page).Count()));

        var refused = await GetAsync(server, $"{path}/rows?outcome=refused&limit=2");
        Assert.Equal((3, "41 81"), (refused.GetProperty("total").GetInt32(), string.Join(' ', Numbers(refused))));
        Assert.Equal([121], Numbers(await GetAsync(server, Next(refused)!)));
        Assert.Equal(78, (await GetAsync(server, $"{path}/rows?outcome=imported")).GetProperty("total").GetInt32());
        await AssertProblemAsync(await server.Client.GetAsync(new Uri($"{path}/rows?outcome=lost", UriKind.Relative), Stop), HttpStatusCode.BadRequest, "bad-outcome");
        await AssertProblemAsync(await server.Client.GetAsync(new Uri($"{Path}/{Guid.NewGuid()}/rows", UriKind.Relative), Stop), HttpStatusCode.NotFound, "no-such-import");

        static IEnumerable<int> Numbers(JsonElement page) => page.GetProperty("data").EnumerateArray().Select(row => row.GetProperty("row").GetInt32());

        static string? Next(JsonElement page) => page.GetProperty("next").GetString();
    }

    [Fact]
    public async Task What_is_wrong_is_a_problem_with_its_code()
    {
        await using var server = await WithCardsAsync();
        await AssertProblemAsync(await UploadAsync(server, "a,b\n1,2\n"), HttpStatusCode.BadRequest, "bad-file");
        await AssertProblemAsync(await UploadAsync(server, File, "?format=xlsx"), HttpStatusCode.BadRequest, "bad-format");
        await AssertProblemAsync(await UploadAsync(server, File, "?currency=euro"), HttpStatusCode.BadRequest, "bad-file");
        var none = $"{Path}/{Guid.NewGuid()}";
        await AssertProblemAsync(await server.Client.GetAsync(new Uri(none, UriKind.Relative), Stop), HttpStatusCode.NotFound, "no-such-import");
        await AssertProblemAsync(await PostAsync(server, $"{none}/commit"), HttpStatusCode.NotFound, "no-such-import");
        await AssertProblemAsync(await PostAsync(server, $"{none}/rows/2", new { cardId = "s1-1" }), HttpStatusCode.NotFound, "no-such-row");
        // A page of another site can send a form or plain text without asking, and so neither is a file.
        foreach (var type in new[] { "text/plain", "application/x-www-form-urlencoded" })
            Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await UploadAsync(server, File, type: type)).StatusCode);
    }

    [Fact]
    public async Task An_export_tells_what_its_format_cannot_hold()
    {
        await using var server = await WithCardsAsync();
        await PostAsync(server, "/api/collection", new { cardId = "s1-1", notes = "kept by us alone" });
        using var export = await server.Client.GetAsync(new Uri("/api/collection/export?format=pokecollector", UriKind.Relative), Stop);
        Assert.Equal("1 lot is in the file without the notes, which pokecollector has no place for.", Assert.Single(export.Headers.GetValues("Export-Warnings")));
        Assert.StartsWith("set_code,number,", await export.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    private static async Task<JsonElement> GetAsync(WebServer server, string path) => await JsonAsync(await server.Client.GetAsync(new Uri(path, UriKind.Relative), Stop));

    private static async Task<int> LotsAsync(WebServer server) => (await GetAsync(server, "/api/collection")).GetProperty("total").GetInt32();

    private static Task<HttpResponseMessage> UploadAsync(WebServer server, string file, string query = "", string type = "text/csv") =>
        server.Client.PostAsync(new Uri(Path + query, UriKind.Relative), new ByteArrayContent(Encoding.UTF8.GetBytes(file)) { Headers = { ContentType = new MediaTypeHeaderValue(type) } }, Stop);

    private static Task<HttpResponseMessage> PostAsync(WebServer server, string path, object? body = null) =>
        server.Client.PostAsync(new Uri(path, UriKind.Relative), body is null ? new StringContent("", Encoding.UTF8, "application/json") : JsonContent.Create(body), Stop);

    private static async Task AssertProblemAsync(HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        var body = await answer.Content.ReadAsStringAsync(Stop);
        Assert.True(answer.StatusCode == status, $"{answer.RequestMessage!.RequestUri}: {answer.StatusCode} {body}");
        Assert.Equal(code, JsonDocument.Parse(body).RootElement.GetProperty("code").GetString());
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) => JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Stop)).RootElement;

    private static async Task<WebServer> WithCardsAsync()
    {
        var server = await WebServer.StartAsync(ingests: false);
        await server.ExecuteAsync(
            """
            INSERT INTO silver_tcg_sets (set_id, name, game, release_date, bronze_id, content_hash, normalized_at) VALUES ('s1', 'Set 1', 'tcg', '1999-01-09', 1, 'h', '2026-11-28 00:00:00');
            INSERT INTO silver_tcg_cards (card_id, set_id, name, number, number_sort, supertype, bronze_id, content_hash, normalized_at) VALUES ('s1-1', 's1', 'Card 1', '1', '000001', 'Energy', 1, 'h', '2026-11-28 00:00:00');
            """);
        return server;
    }
}
