using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using PokedexTop.Web.Tests.Admin;

namespace PokedexTop.Web.Tests.Collections;

/// <summary>Requests of <c>/api/collection</c> and their answers.</summary>
internal static class CollectionRequests
{
    /// <summary>A server with a few cards of silver.</summary>
    public static async Task<WebServer> WithCardsAsync()
    {
        var server = await WebServer.StartAsync(ingests: false);
        await server.ExecuteAsync(
            """
            INSERT INTO silver_tcg_sets (set_id, name, game, release_date, bronze_id, content_hash, normalized_at) VALUES ('s1', 'Set 1', 'tcg', '1999-01-09', 1, 'h', '2026-11-28 00:00:00'), ('s2', 'Set 2', 'tcg', '2000-01-09', 1, 'h', '2026-11-28 00:00:00');
            INSERT INTO silver_tcg_cards (card_id, set_id, name, number, number_sort, supertype, bronze_id, content_hash, normalized_at) VALUES ('s1-1', 's1', 'Card 1', '1', '000001', 'Energy', 1, 'h', '2026-11-28 00:00:00'),
                ('s1-2', 's1', 'Card 2', '2', '000002', 'Energy', 1, 'h', '2026-11-28 00:00:00'), ('s2-1', 's2', 'Card 1', '1', '000001', 'Energy', 1, 'h', '2026-11-28 00:00:00');
            """);
        return server;
    }

    public static Task<HttpResponseMessage> SendAsync(WebServer server, HttpMethod method, string path, object? body = null, EntityTagHeaderValue? tag = null, string header = "If-Match")
    {
        var request = new HttpRequestMessage(method, new Uri("/api/collection" + path, UriKind.Relative))
        {
            Content = body is not null ? JsonContent.Create(body) : method == HttpMethod.Delete ? new StringContent("", System.Text.Encoding.UTF8, "application/json") : null,
        };
        if (tag is not null)
            request.Headers.TryAddWithoutValidation(header, tag.ToString());
        return server.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public static async Task<JsonElement> AssertProblemAsync(HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == status && answer.Content.Headers.ContentType?.MediaType == "application/problem+json", $"{answer.RequestMessage!.RequestUri}: {answer.StatusCode} {body}");
        var problem = JsonDocument.Parse(body).RootElement;
        Assert.Equal(code, Text(problem, "code"));
        return problem;
    }

    public static async Task<JsonElement> JsonAsync(HttpResponseMessage answer) => JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;

    public static string? Text(JsonElement item, string name) => item.GetProperty(name).GetString();
}
