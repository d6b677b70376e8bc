using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using PokedexTop.Web.Tests.Admin;

namespace PokedexTop.Web.Tests.Mcp;

/// <summary><c>/mcp</c>, asked by the protocol's own client.</summary>
public sealed class McpTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_model_searches_reads_a_card_and_a_set_and_is_told_what_is_wrong()
    {
        await using var server = await WebServer.SyncedAsync(("Web:Mcp", "true"));
        await using var client = await ClientAsync(server);
        var tools = await client.ListToolsAsync(cancellationToken: Stop);
        Assert.Equal(["completion", "get_card", "get_set", "missing_cards", "search_cards"], tools.Select(tool => tool.Name).Order(StringComparer.Ordinal));
        Assert.All(tools, tool => Assert.True(tool.ProtocolTool.Annotations?.ReadOnlyHint));

        var found = JsonElement.Parse(await CallAsync(client, "search_cards", new() { ["query"] = "name:charizard", ["limit"] = 1 }));
        Assert.Contains("Charizard", found.GetProperty("cards")[0].GetProperty("name").GetString(), StringComparison.Ordinal);
        var card = JsonElement.Parse(await CallAsync(client, "get_card", new() { ["id"] = "starter-base1-4" }));
        Assert.Equal(("Charizard", "starter"), (card.GetProperty("card").GetProperty("name").GetString(), card.GetProperty("details").GetProperty("identities")[0].GetProperty("feed").GetString()));
        Assert.Equal(JsonValueKind.String, JsonElement.Parse(await CallAsync(client, "get_set", [])).GetProperty("starter-base1").ValueKind);
        Assert.Equal("starter-base1", JsonElement.Parse(await CallAsync(client, "get_set", new() { ["id"] = "starter-base1" })).GetProperty("id").GetString());

        Assert.Contains("nofield", await CallAsync(client, "search_cards", new() { ["query"] = "nofield:x" }, isError: true), StringComparison.Ordinal);
        Assert.Contains("allowed: 1 to 50", await CallAsync(client, "search_cards", new() { ["query"] = "", ["limit"] = 51 }, isError: true), StringComparison.Ordinal);
        Assert.Contains("There is no card 'nope'", await CallAsync(client, "get_card", new() { ["id"] = "nope" }, isError: true), StringComparison.Ordinal);
        Assert.Contains("allowed: set, series, generation, species", await CallAsync(client, "completion", new() { ["by"] = "colour" }, isError: true), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_collection_is_that_of_the_token()
    {
        await using var server = await WebServer.SyncedAsync(("Web:Mcp", "true"));
        using var lot = await server.Client.PostAsJsonAsync(new Uri("/api/collection", UriKind.Relative), new { cardId = "starter-base1-4" }, Stop);
        Assert.Equal(HttpStatusCode.Created, lot.StatusCode);
        using var made = await server.Client.PostAsJsonAsync(new Uri("/api/me/tokens", UriKind.Relative), new { name = "assistant" }, Stop);
        var key = (await made.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("key").GetString()!;

        await using var owner = await ClientAsync(server, ("Authorization", $"Bearer {key}"), ("X-Forwarded-For", "192.0.2.1"));
        Assert.Equal(1, JsonElement.Parse(await CallAsync(owner, "search_cards", new() { ["query"] = "is:owned" })).GetProperty("total").GetInt32());
        var rows = JsonElement.Parse(await CallAsync(owner, "completion", []));
        Assert.Equal("starter-base1", Assert.Single(rows.EnumerateArray()).GetProperty("id").GetString());
        Assert.DoesNotContain("starter-base1-4\"", await CallAsync(owner, "missing_cards", new() { ["set"] = "starter-base1" }), StringComparison.Ordinal);

        await using var stranger = await ClientAsync(server, ("X-Forwarded-For", "192.0.2.1"));
        Assert.Contains("Whose collection?", await CallAsync(stranger, "completion", [], isError: true), StringComparison.Ordinal);
        await CallAsync(stranger, "search_cards", new() { ["query"] = "is:owned" }, isError: true);
        await CallAsync(stranger, "search_cards", new() { ["query"] = "name:charizard" });
    }

    [Fact]
    public async Task It_is_off_unless_it_is_switched_on()
    {
        await using var server = await WebServer.StartAsync(ingests: false);
        using var answer = await server.Client.PostAsJsonAsync(new Uri("/mcp", UriKind.Relative), new { }, Stop);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static Task<McpClient> ClientAsync(WebServer server, params (string Name, string Value)[] headers) => McpClient.CreateAsync(
        new HttpClientTransport(new HttpClientTransportOptions
        {
            Endpoint = new Uri(server.Client.BaseAddress!, "/mcp"),
            TransportMode = HttpTransportMode.StreamableHttp,
            AdditionalHeaders = headers.ToDictionary(header => header.Name, header => header.Value),
        }), cancellationToken: Stop);

    private static async Task<string> CallAsync(McpClient client, string tool, Dictionary<string, object?> arguments, bool isError = false)
    {
        var result = await client.CallToolAsync(tool, arguments, cancellationToken: Stop);
        var text = string.Concat(result.Content.OfType<TextContentBlock>().Select(block => block.Text));
        Assert.True((result.IsError ?? false) == isError, text);
        return text;
    }
}
