using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using PokedexTop.Web.Http;

namespace PokedexTop.Web.Tests.Http;

/// <summary>What a process answers to requests that no endpoint takes.</summary>
public sealed class PlainAnswersTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task HEAD_is_answered_wherever_GET_is_with_its_headers_and_no_body()
    {
        await using var app = await StartAsync(app => app.MapGet("/health/live", () => TypedResults.Text("live")));
        using var client = Client(app);
        using var answer = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/health/live"), Stop);
        Assert.Equal((HttpStatusCode.OK, "text/plain", ""), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, await answer.Content.ReadAsStringAsync(Stop)));
    }

    [Fact]
    public async Task A_browser_at_an_unknown_path_is_shown_what_there_is_and_that_pages_are_elsewhere()
    {
        await using var app = await StartAsync(app => app.MapGet("/health/live", () => "live").WithSummary("Whether this process <runs>"));
        var (status, type, body) = await BrowseAsync(app, "/no%20<page>");
        Assert.Equal((HttpStatusCode.NotFound, "text/html"), (status, type));
        Assert.Contains("There is nothing at /no%20%3Cpage%3E.", body, StringComparison.Ordinal);
        Assert.Contains("This process has no pages", body, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/health/live\">/health/live</a>: Whether this process &lt;runs&gt;", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/cards", "*/*")]
    [InlineData("/api/cards", "text/html")]
    [InlineData("/API/cards", "text/html,application/xhtml+xml")]
    public async Task A_program_is_told_in_problem_details(string path, string accept)
    {
        await using var app = await StartAsync(app => app.MapGet("/", () => "home"));
        using var client = Client(app);
        client.DefaultRequestHeaders.Accept.ParseAdd(accept);
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), Stop);
        Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Stop);
        Assert.Equal((404, $"There is nothing at {path}."), (problem.GetProperty("status").GetInt32(), problem.GetProperty("detail").GetString()));
    }

    [Fact]
    public async Task A_method_that_a_path_does_not_take_is_told_with_those_it_does()
    {
        await using var app = await StartAsync(app => app.MapGet("/", () => "home"));
        using var client = Client(app);
        using var answer = await client.DeleteAsync(new Uri("/", UriKind.Relative), Stop);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(["GET", "HEAD"], answer.Content.Headers.Allow);
        Assert.Contains("/ does not take DELETE, but GET, HEAD.", (await answer.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/html", "text/html")]
    [InlineData("*/*", "application/problem+json")]
    public async Task A_failure_of_the_program_is_no_empty_page_and_tells_nothing_of_its_inside(string accept, string type)
    {
        await using var app = await StartAsync(app => app.MapGet("/", string () => throw new InvalidOperationException("a secret")));
        using var client = Client(app);
        client.DefaultRequestHeaders.Accept.ParseAdd(accept);
        using var answer = await client.GetAsync(new Uri("/", UriKind.Relative), Stop);
        var body = await answer.Content.ReadAsStringAsync(Stop);
        Assert.Equal((HttpStatusCode.InternalServerError, type), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Contains("its log says how", body, StringComparison.Ordinal);
        Assert.DoesNotContain("a secret", body, StringComparison.Ordinal);
    }

    private static async Task<WebApplication> StartAsync(Action<WebApplication> map)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.UsePlainAnswers();
        map(app);
        await app.StartAsync(Stop);
        return app;
    }

    private static HttpClient Client(WebApplication app) => new() { BaseAddress = new Uri(app.Urls.Single()) };

    private static async Task<(HttpStatusCode Status, string? Type, string Body)> BrowseAsync(WebApplication app, string path)
    {
        using var client = Client(app);
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), Stop);
        return (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, await answer.Content.ReadAsStringAsync(Stop));
    }
}
