using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Data;
using PokedexTop.Web.Tests.Admin;

namespace PokedexTop.Web.Tests.Pages;

/// <summary>What forms of the collector's pages do with what nobody should type.</summary>
public sealed class CollectorFormsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("12,5", "12.5", "changed")]
    [InlineData("", "", "changed")]
    [InlineData("about five", "7.5", "refused-pricePaid")]
    [InlineData("1.234,50", "7.5", "refused-pricePaid")]
    [InlineData("-3", "7.5", "refused-pricePaid")]
    public async Task A_price_that_cannot_be_read_leaves_the_one_that_is_stored(string typed, string stored, string notice)
    {
        await using var server = await WithLotAsync();
        var lot = await LotAsync(server);
        var path = $"/collection/lots/{lot.GetProperty("id").GetString()}";
        using var answer = await server.SubmitAsync(path, ("all", "yes"), ("version", "1"), ("quantity", "2"), ("list", "owned"), ("pricePaid", typed), ("currency", typed.Length == 0 ? "" : "EUR"), ("back", path));
        Assert.Equal((HttpStatusCode.Redirect, $"{path}?done={notice}"), (answer.StatusCode, answer.Headers.Location!.OriginalString));
        Assert.Equal(stored, (await LotAsync(server)).TryGetProperty("pricePaid", out var price) && price.ValueKind == JsonValueKind.Number ? price.GetRawText() : "");
    }

    [Theory]
    [InlineData("undo", "-5")]
    [InlineData("undo", "0")]
    [InlineData("undo", "many")]
    [InlineData("add", "-1")]
    [InlineData("add", "one")]
    public async Task A_number_of_copies_that_is_none_changes_nothing(string form, string copies)
    {
        await using var server = await WithLotAsync();
        var lot = (await LotAsync(server)).GetProperty("id").GetString()!;
        using var answer = await server.SubmitAsync($"/collection/{form}", ("lot", lot), ("card", "s1-1"), ("quantity", copies), ("back", "/collection"));
        Assert.Equal("/collection?done=refused-quantity", answer.Headers.Location!.OriginalString);
        Assert.Equal(2, (await LotAsync(server)).GetProperty("quantity").GetInt32());
        Assert.Contains("the number of copies cannot be so", await server.Client.GetStringAsync(answer.Headers.Location, Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_format_that_is_none_is_told_with_those_that_are()
    {
        await using var server = await WithLotAsync();
        using var form = new MultipartFormDataContent { { new StringContent("excel"), "format" }, { new ByteArrayContent("card_id,quantity\ns1-1,1\n"u8.ToArray()), "file", "mine.csv" } };
        using var answer = await server.SubmitAsync("/collection/imports", form);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Stop));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("The format is 'excel'; allowed: ", page, StringComparison.Ordinal);
        Assert.Contains("collectr", page, StringComparison.Ordinal);
        Assert.Equal(0, await server.CountAsync("SELECT COUNT(*) FROM gold_imports"));
    }

    private static async Task<JsonElement> LotAsync(WebServer server) =>
        JsonDocument.Parse(await server.Client.GetStringAsync(new Uri("/api/collection", UriKind.Relative), Stop)).RootElement.GetProperty("data").EnumerateArray().Single();

    private static async Task<WebServer> WithLotAsync()
    {
        var server = await WebServer.StartAsync(ingests: false);
        await server.ExecuteAsync(
            """
            INSERT INTO silver_tcg_sets (set_id, name, game, release_date, bronze_id, content_hash, normalized_at) VALUES ('s1', 'Set 1', 'tcg', '1999-01-09', 1, 'h', '2026-11-28 00:00:00');
            INSERT INTO silver_tcg_cards (card_id, set_id, name, number, number_sort, supertype, bronze_id, content_hash, normalized_at) VALUES ('s1-1', 's1', 'Card 1', '1', '000001', 'Energy', 1, 'h', '2026-11-28 00:00:00');
            """);
        using var added = await server.SubmitAsync("/collection/add", ("card", "s1-1"), ("quantity", "2"), ("pricePaid", "7,50"), ("currency", "EUR"), ("back", "/collection"));
        Assert.StartsWith("/collection?done=added-2-", added.Headers.Location!.OriginalString, StringComparison.Ordinal);
        return server;
    }
}
