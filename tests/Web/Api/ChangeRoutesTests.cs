using System.IO.Compression;
using System.Net.ServerSentEvents;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Data;
using PokedexTop.Web.Tests.Admin;

namespace PokedexTop.Web.Tests.Api;

/// <summary>The change feed and the files.</summary>
public sealed class ChangeRoutesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reader_with_a_cursor_sees_every_change_of_two_writers_once_and_in_order()
    {
        await using var server = await WebServer.SyncedAsync();
        var since = await server.CountAsync("SELECT MAX(id) FROM silver_changes");
        var card = "starter-base1-4";
        var written = 0;
        async Task Writer(int seed)
        {
            var random = new Random(seed);
            for (var i = 0; i < 20; i++)
            {
                await using var write = await server.App.Services.GetRequiredService<SqlDatabase>().BeginWriteAsync("silver", Stop);
                var id = await write.NextIdAsync("silver_changes", Stop);
                await Task.Delay(random.Next(10), Stop); // What is numbered first may be written late.
                await write.ExecuteAsync("INSERT INTO silver_changes (id, card_id, kind, bronze_id, at) VALUES (@id, @card, 'changed', 1, '2026-11-28 00:00:00')", [("@id", id), ("@card", card)], Stop);
                await write.CommitAsync(Stop);
                Interlocked.Increment(ref written);
            }
        }

        var writers = Task.WhenAll(Task.Run(() => Writer(1), Stop), Task.Run(() => Writer(2), Stop));
        var (seen, cursor) = (new List<long>(), since);
        while (seen.Count < 40)
        {
            var page = await CatalogueRoutesTests.GetAsync(server, $"/api/changes?since={cursor}&limit=3");
            seen.AddRange(page.GetProperty("data").EnumerateArray().Select(c => c.GetProperty("id").GetInt64()));
            cursor = page.GetProperty("cursor").GetInt64();
            Assert.True(seen.Count < 40 || page.GetProperty("next").ValueKind == JsonValueKind.Null);
        }
        await writers;

        Assert.Equal(40, written);
        Assert.Equal(seen.Order().Distinct(), seen);
        Assert.Equal(await server.CountAsync("SELECT MAX(id) FROM silver_changes"), seen[^1]);
    }

    [Fact]
    public async Task A_stream_goes_on_where_it_broke_off_and_ends_with_the_program()
    {
        var server = await WebServer.SyncedAsync();
        var all = await server.CountAsync("SELECT COUNT(*) FROM silver_changes");
        var first = new List<string>();
        await foreach (var item in FollowAsync(server, "/api/changes/stream?since=0"))
        {
            first.Add(item.EventId!);
            if (first.Count == 5)
                break;
        }
        var rest = new List<string>();
        await foreach (var item in FollowAsync(server, "/api/changes/stream", first[^1]))
        {
            rest.Add(item.EventId!);
            Assert.Equal("appeared", item.EventType);
            Assert.Equal(item.EventId, JsonElement.Parse(item.Data).GetProperty("id").ToString());
            if (first.Count + rest.Count == all)
                break;
        }
        Assert.Equal(first.Concat(rest).Select(long.Parse).Order(), first.Concat(rest).Select(long.Parse));

        // Without a cursor only what comes is told.
        var waiting = FollowAsync(server, "/api/changes/stream", idle: true).GetAsyncEnumerator(Stop);
        Assert.True(await waiting.MoveNextAsync());
        Assert.Equal((first.Concat(rest).Max(long.Parse).ToString(System.Globalization.CultureInfo.InvariantCulture), "idle"), (waiting.Current.EventId, waiting.Current.EventType));
        var next = waiting.MoveNextAsync();
        await server.ExecuteAsync("INSERT INTO silver_changes (id, card_id, kind, bronze_id, at) VALUES (900000, 'starter-base1-4', 'retired', 1, '2026-11-28 00:00:00')");
        Assert.True(await next.AsTask().WaitAsync(TimeSpan.FromSeconds(60), Stop));
        Assert.Equal(("900000", "retired"), (waiting.Current.EventId, waiting.Current.EventType));

        var end = waiting.MoveNextAsync();
        await server.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20), Stop);
        Assert.False(await end.AsTask().WaitAsync(TimeSpan.FromSeconds(20), Stop));
    }

    [Fact]
    public async Task Files_hold_the_whole_catalogue_and_say_their_hash()
    {
        await using var server = await WebServer.SyncedAsync();
        await server.ExecuteAsync("INSERT INTO silver_card_prices (card_id, market, observed_on, finish, currency, market_price, bronze_id) VALUES ('starter-base1-4', 'tcgplayer', '2026-11-01', 'holofoil', 'USD', 400.5, 1), ('starter-base1-4', 'tcgplayer', '2026-11-02', 'holofoil', 'USD', 401.5, 2)");
        var files = (await CatalogueRoutesTests.GetAsync(server, "/api/bulk")).GetProperty("data").EnumerateArray().ToDictionary(f => f.GetProperty("name").GetString()!);
        Assert.Equal(["cards", "prices", "sets"], files.Keys.Order(StringComparer.Ordinal));
        var rows = new Dictionary<string, List<JsonElement>>();
        foreach (var (name, file) in files)
        {
            var content = await server.Client.GetByteArrayAsync(new Uri(file.GetProperty("url").GetString()!, UriKind.Relative), Stop);
            Assert.Equal((file.GetProperty("bytes").GetInt64(), file.GetProperty("sha256").GetString()), (content.LongLength, Convert.ToHexStringLower(SHA256.HashData(content))));
            using var text = new StreamReader(new GZipStream(new MemoryStream(content), CompressionMode.Decompress));
            rows[name] = [.. (await text.ReadToEndAsync(Stop)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))];
            Assert.Equal(file.GetProperty("rows").GetInt64(), rows[name].Count);
        }
        Assert.Equal(await server.CountAsync("SELECT COUNT(*) FROM silver_tcg_cards"), rows["cards"].Select(c => c.GetProperty("id").GetString()).Distinct().Count());
        Assert.Equal(await server.CountAsync("SELECT COUNT(*) FROM silver_tcg_sets"), rows["sets"].Count);
        Assert.Equal(401.5m, Assert.Single(rows["prices"]).GetProperty("marketPrice").GetDecimal());
    }

    [Fact]
    public async Task A_file_without_rows_can_be_unpacked_too()
    {
        await using var server = await WebServer.SyncedAsync();
        var prices = (await CatalogueRoutesTests.GetAsync(server, "/api/bulk")).GetProperty("data").EnumerateArray().Single(f => f.GetProperty("rows").GetInt64() == 0);
        var content = await server.Client.GetByteArrayAsync(new Uri(prices.GetProperty("url").GetString()!, UriKind.Relative), Stop);
        Assert.NotEmpty(content);
        using var text = new StreamReader(new GZipStream(new MemoryStream(content), CompressionMode.Decompress));
        Assert.Equal("", await text.ReadToEndAsync(Stop));
    }

    private static async IAsyncEnumerable<SseItem<string>> FollowAsync(WebServer server, string path, string? last = null, bool idle = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (last is not null)
            request.Headers.Add("Last-Event-ID", last);
        using var answer = await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Stop);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        await foreach (var item in SseParser.Create(await answer.Content.ReadAsStreamAsync(Stop)).EnumerateAsync(Stop))
        {
            if (idle || item.EventType != "idle")
                yield return item;
        }
    }
}
