using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Collections.Gold;
using PokedexTop.Collections.Users;
using PokedexTop.Testing;
using PokedexTop.Web.Tests.Admin;

namespace PokedexTop.Web.Tests.Access;

/// <summary>Browsers that sign in with a real provider.</summary>
public sealed class SignInTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_browser_signs_in_with_a_code_and_PKCE_keeps_a_collection_and_signs_out()
    {
        await using var provider = await OpenIdProvider.StartAsync();
        await using var server = await WebServer.StartAsync(ingests: false, provider.Settings);
        using var browser = new Browser(server);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/api/me")).StatusCode);

        using var arrived = await browser.GetAsync("/sign-in?to=/api/me");
        var me = await arrived.Content.ReadFromJsonAsync<JsonElement>(Stop);
        Assert.Equal(("Misty", "session", "user"), (me.GetProperty("name").GetString(), me.GetProperty("by").GetString(), me.GetProperty("roles")[0].GetString()));
        Assert.True(provider.UsedPkce);
        Assert.EndsWith("/sign-in/callback", provider.CameFrom, StringComparison.Ordinal);

        // What a page of this server sends is taken, what another's sends is not.
        Assert.Equal(HttpStatusCode.Created, (await browser.SendAsync(HttpMethod.Post, "/api/me/tokens", new { name = "phone" }, ("Sec-Fetch-Site", "same-origin"))).StatusCode);
        foreach (var (name, value) in new[] { ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site"), ("Origin", "https://elsewhere.example") })
            Assert.Equal(HttpStatusCode.Forbidden, (await browser.SendAsync(HttpMethod.Post, "/api/me/tokens", new { name = "stolen" }, (name, value))).StatusCode);
        Assert.Equal(1, (await (await browser.GetAsync("/api/me/tokens")).Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("total").GetInt32());
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync("/api/admin/users")).StatusCode);

        await browser.SendAsync(HttpMethod.Post, "/sign-out", new { });
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/api/me")).StatusCode);
    }

    [Fact]
    public async Task A_session_is_good_in_every_process_and_ends_with_the_role()
    {
        using var folder = new TemporaryFolder();
        await using var provider = await OpenIdProvider.StartAsync();
        provider.Person = ("8", "Brock", ["gym", "operators"]);
        (string, string)[] shared = [.. provider.Settings, ("Data:Directory", folder.Path)];
        await using var first = await WebServer.StartAsync(ingests: false, shared);
        await using var second = await WebServer.StartAsync(ingests: false, shared);
        using var browser = new Browser(first);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/sign-in?to=/api/admin/users")).StatusCode);
        browser.Move(second);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/api/admin/users")).StatusCode);

        var accounts = first.App.Services.GetRequiredService<UserAccounts>();
        var brock = (await accounts.ListAsync(Stop)).Single(user => user.Subject == "8");
        await accounts.GrantAsync(brock.Id, Owner.Barred, Stop);
        using var barred = await browser.GetAsync("/api/me");
        Assert.Equal(HttpStatusCode.Forbidden, barred.StatusCode);
        Assert.Contains("An administrator has to let you in", await barred.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync("/api/admin/users")).StatusCode);
        await accounts.DeleteAsync(brock.Id, Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/api/me")).StatusCode);
    }

    [Fact]
    public async Task Newcomers_wait_where_it_is_so_configured()
    {
        await using var provider = await OpenIdProvider.StartAsync();
        await using var server = await WebServer.StartAsync(ingests: false, [.. provider.Settings, ("Auth:NewUsers", "none")]);
        using var browser = new Browser(server);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync("/sign-in?to=/api/me")).StatusCode);
        var accounts = server.App.Services.GetRequiredService<UserAccounts>();
        await accounts.GrantAsync((await accounts.ListAsync(Stop)).Single(user => user.Subject == "7").Id, Owner.User, Stop);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/api/me")).StatusCode);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("evil")]
    public async Task Signing_in_leads_nowhere_else(string to)
    {
        await using var provider = await OpenIdProvider.StartAsync();
        await using var server = await WebServer.StartAsync(ingests: false, provider.Settings);
        using var browser = new Browser(server);
        using var arrived = await browser.GetAsync("/sign-in?to=" + Uri.EscapeDataString(to));
        Assert.Equal((HttpStatusCode.OK, "/"), (arrived.StatusCode, arrived.RequestMessage!.RequestUri!.PathAndQuery));
    }

    [Fact]
    public async Task A_page_that_is_not_for_everybody_leads_a_person_to_the_provider_and_back()
    {
        await using var provider = await OpenIdProvider.StartAsync();
        await using var server = await WebServer.StartAsync(ingests: false, [.. provider.Settings, ("Web:PublicCatalogue", "false")]);
        using var browser = new Browser(server);
        using var page = await browser.GetAsync("/ops", "text/html");
        Assert.Equal((HttpStatusCode.OK, "/ops"), (page.StatusCode, page.RequestMessage!.RequestUri!.PathAndQuery));
        using var stranger = new Browser(server);
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync("/api/cards")).StatusCode);
    }

    [Fact]
    public async Task A_sign_in_that_was_not_begun_here_is_told_and_lets_nobody_in()
    {
        await using var provider = await OpenIdProvider.StartAsync();
        await using var server = await WebServer.StartAsync(ingests: false, provider.Settings);
        using var browser = new Browser(server);
        using var answer = await browser.GetAsync("/sign-in/callback?code=abc&state=def");
        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/api/me")).StatusCode);
    }

    /// <summary>Follows redirects with its cookies, to the provider and back.</summary>
    private sealed class Browser : IDisposable
    {
        private readonly HttpClient _client = new(new SocketsHttpHandler { UseCookies = true, AllowAutoRedirect = true });
        private Uri _home;

        public Browser(WebServer server) => _home = server.Client.BaseAddress!;

        public void Move(WebServer server) => _home = server.Client.BaseAddress!;

        public Task<HttpResponseMessage> GetAsync(string path, string accept = "*/*") => SendAsync(HttpMethod.Get, path, null, ("Accept", accept));

        public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body, params (string Name, string Value)[] headers)
        {
            using var request = new HttpRequestMessage(method, new Uri(_home, path)) { Content = body is null ? null : JsonContent.Create(body) };
            foreach (var (name, value) in headers)
                request.Headers.TryAddWithoutValidation(name, value);
            return await _client.SendAsync(request, Stop);
        }

        public void Dispose() => _client.Dispose();
    }
}
