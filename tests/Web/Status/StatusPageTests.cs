using System.Net;
using System.Text.Json;
using PokedexTop.Web.Tests.Admin;

namespace PokedexTop.Web.Tests.Status;

public sealed class StatusPageTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("set-list-unreadable", "The source cannot be read")]
    [InlineData("every-set-failed", "The source cannot be read")]
    [InlineData("database", "The last sync failed")]
    [InlineData("unknown-scope", null)]
    [InlineData("other-source", null)]
    public async Task A_failed_sync_is_told_by_its_reason_and_a_wrong_order_is_no_failing_source(string reason, string? title)
    {
        await using var server = await WebServer.StartAsync(ingests: false);
        await EndAsync(server, new { Sets = new[] { "base1" } }, "failed", reason);
        await AssertToldAsync(server, title, reason);
    }

    [Fact]
    public async Task What_is_asked_wrongly_or_given_up_afterwards_hides_no_failing_source()
    {
        await using var server = await WebServer.StartAsync(ingests: false);
        await EndAsync(server, new { Sets = new[] { "base1" } }, "failed", "set-list-unreadable");
        await EndAsync(server, new { Sets = new[] { "bsae1" } }, "failed", "unknown-scope");
        await EndAsync(server, new { Sets = new[] { "base2" } }, "cancelled", "cancelled");
        await AssertToldAsync(server, "The source cannot be read", "set-list-unreadable");
    }

    private static async Task AssertToldAsync(WebServer server, string? title, string reason)
    {
        var page = WebUtility.HtmlDecode(await server.Client.GetStringAsync(new Uri("/ops", UriKind.Relative), Stop));
        var status = JsonDocument.Parse(await server.Client.GetStringAsync(new Uri("/api/status", UriKind.Relative), Stop)).RootElement;
        Assert.Equal(title, status.GetProperty("problem") is { ValueKind: JsonValueKind.Object } problem ? problem.GetProperty("title").GetString() : null);
        foreach (var heading in new[] { "The source cannot be read", "The last sync failed" })
            Assert.Equal(heading == title, page.Contains($"<h2>{heading}</h2>", StringComparison.Ordinal));
        // Each sync's own line says in any case why it failed.
        Assert.Contains($"<p class=\"error\">why: {reason}</p>", page, StringComparison.Ordinal);
    }

    private static async Task EndAsync(WebServer server, object order, string status, string reason)
    {
        var (_, started) = await server.PostAsync("syncs", order);
        await server.ExecuteAsync(
            "UPDATE bronze_sync_runs SET status = @status, reason = @reason, error = @error WHERE sync_id = @sync",
            ("@status", status), ("@reason", reason), ("@error", $"why: {reason}"), ("@sync", started.GetProperty("syncId").GetString()));
    }
}
