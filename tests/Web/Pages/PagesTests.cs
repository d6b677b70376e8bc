using System.Net;
using System.Text.RegularExpressions;
using PokedexTop.Testing;
using PokedexTop.Web.Tests.Admin;

namespace PokedexTop.Web.Tests.Pages;

/// <summary>What a person tries who has just found the server.</summary>
public sealed partial class PagesTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_page_answers_HEAD_as_it_does_GET_and_has_an_icon()
    {
        await using var server = await WebServer.StartAsync(ingests: false);
        foreach (var path in new[] { "/", "/api/status", "/health/live", "/favicon.ico", "/runbook", "/ops", "/ops/doubts", "/v2/sets", "/openapi/v1.json", "/api/admin/syncs" })
        {
            using var got = await server.Client.GetAsync(new Uri(path, UriKind.Relative), Stop);
            using var head = await server.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, path), Stop);
            Assert.Equal((path, HttpStatusCode.OK, got.Content.Headers.ContentType), (path, head.StatusCode, head.Content.Headers.ContentType));
            Assert.Empty(await head.Content.ReadAsByteArrayAsync(Stop));
        }
        var home = await server.Client.GetStringAsync(new Uri("/", UriKind.Relative), Stop);
        var icon = Icon().Match(home).Groups[1].Value;
        Assert.Contains("<svg", await server.Client.GetStringAsync(new Uri(icon, UriKind.Relative), Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_path_leads_a_browser_to_the_pages_and_a_program_to_the_reason()
    {
        await using var server = await WebServer.StartAsync(ingests: false);
        foreach (var (path, type) in new[] { ("/nothing/here", "text/html"), ("/api/nothing", "application/problem+json"), ("/api/admin/nothing", "application/problem+json") })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Accept.ParseAdd("text/html,application/xhtml+xml,*/*;q=0.8");
            using var answer = await server.Client.SendAsync(request, Stop);
            Assert.Equal((HttpStatusCode.NotFound, type), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
            var body = await answer.Content.ReadAsStringAsync(Stop);
            Assert.Contains(path, body, StringComparison.Ordinal);
            Assert.Equal(type == "text/html", body.Contains("<a href=\"/\">", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Every_alert_leads_to_an_anchor_of_the_runbook_that_says_what_to_do()
    {
        await using var server = await WebServer.StartAsync(ingests: false);
        var runbook = await server.Client.GetStringAsync(new Uri("/runbook", UriKind.Relative), Stop);
        var leads = RunbookUrl().Matches(await File.ReadAllTextAsync(RepositoryRoot.Combine("deployment", "alerts", "pokedextop.rules.yml"), Stop)).Select(match => match.Groups[1].Value).ToList();
        Assert.True(leads.Count > 20);
        Assert.All(leads, anchor => Assert.Matches($"<section id=\"{anchor}\" class=\"prose\">\\s*<h2>\\w+</h2>.*<b>Do:</b>.*</section>", runbook.ReplaceLineEndings(" ")));
        Assert.DoesNotContain("**", runbook, StringComparison.Ordinal);
    }

    [GeneratedRegex("runbook_url: .*/runbook\" }}#(\\w+)'")]
    private static partial Regex RunbookUrl();

    [GeneratedRegex("<link rel=\"icon\" href=\"([^\"]+)\"")]
    private static partial Regex Icon();
}
