using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Collections.Gold;
using PokedexTop.Collections.Lots;
using PokedexTop.Collections.Users;
using PokedexTop.Web.Tests.Admin;

namespace PokedexTop.Web.Tests.Access;

/// <summary>Every endpoint there is, as everybody who may come.</summary>
public sealed partial class EndpointMatrixTests
{
    private const string Key = "0123456789abcdef0123456789abcdef";

    /// <summary>Whom each path is for; a new one has to be said here.</summary>
    private static readonly (string Path, string For)[] s_for =
    [
        ("/health/", "all"), ("/favicon", "all"), ("/assets/", "all"), ("/runbook", "all"), ("/sign-in", "all"), ("/sign-out", "all"), ("/api/public/", "all"),
        ("/api/admin", "admin"), ("/ops/", "admin"), ("/parts/ops/", "admin"), ("/openapi/", "catalogue"), ("/docs", "catalogue"), ("/api/collection", "user"), ("/api/me", "user"),
        ("/collection", "user"), ("/completion", "user"), ("/binder/", "user"), ("/missing/", "user"),
        ("/images/", "catalogue"), ("/mcp", "catalogue"), ("/v2", "catalogue"), ("/api/", "catalogue"), ("/doubts", "catalogue"), ("/ops", "catalogue"), ("/parts/", "catalogue"),
        ("/search", "catalogue"), ("/sets", "catalogue"), ("/cards/", "catalogue"), ("/pokemon", "catalogue"), ("/_framework/", "catalogue"), ("/", "catalogue"),
    ];

    private const string Json = "application/json";

    private static readonly HttpClient s_client = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Every_endpoint_lets_in_whom_it_is_for_and_nobody_else(bool isPublic)
    {
        await using var provider = await OpenIdProvider.StartAsync();
        (string, string)[] closed = isPublic ? [] : [("Web:PublicCatalogue", "false"), ("Web:PublicDropIn", "false")];
        await using var server = await WebServer.StartAsync(ingests: false, [.. provider.Settings, .. closed, ("Admin:ApiKey", Key), ("Web:RequestsPerMinute", "0"), ("Web:Mcp", "true")]);
        var accounts = server.App.Services.GetRequiredService<UserAccounts>();
        // Who is asked as is here already: nobody is let in for being new.
        var user = await accounts.SignedInAsync(provider.Issuer, "user", "Misty", Owner.User, Stop);
        var barred = await accounts.SignedInAsync(provider.Issuer, "barred", "James", Owner.Barred, Stop);
        var reading = (await server.App.Services.GetRequiredService<ApiTokens>().MakeAsync(user.Id, "reads", ApiToken.Read, null, Stop))!.Value.Key;
        var writing = (await server.App.Services.GetRequiredService<ApiTokens>().MakeAsync(user.Id, "writes", ApiToken.Write, null, Stop))!.Value.Key;
        var callers = new List<(string Name, string? Bearer, Func<string, bool, bool> MayUse)>
        {
            ("nobody", null, (who, _) => Everybody(who, isPublic)),
            ("a user", provider.Token("user"), (who, _) => who != "admin"),
            ("a user's token that reads", reading, (who, reads) => Everybody(who, isPublic) || who == "catalogue" || (who == "user" && reads)),
            ("a user's token that writes", writing, (who, _) => who != "admin"),
            ("an administrator by the provider's word", provider.Token("operator", ["operators"]), (_, _) => true),
            ("the key", Key, (who, _) => who != "user"),
            ("somebody who is barred", provider.Token("barred", ["operators"]), (who, _) => Everybody(who, isPublic)),
            ("a wrong key", Key[..^1] + "0", (who, _) => Everybody(who, isPublic)),
            ("a wrong token", ApiTokens.Prefix + new string('a', 43), (who, _) => Everybody(who, isPublic)),
        };
        callers.AddRange(provider.Forged("operator").Select(forged => ($"a token that is {forged.Key}", (string?)forged.Value, (Func<string, bool, bool>)((who, _) => Everybody(who, isPublic)))));

        var wrong = new List<string>();
        var asked = 0;
        foreach (var (method, path, who, type) in Routes(server))
        {
            foreach (var (name, bearer, mayUse) in callers)
            {
                // What deletes a user would end the rest.
                if (method == "DELETE" && path == "/api/me")
                    continue;
                using var answer = await AskAsync(server, method, path, bearer, type: type);
                var isLetIn = answer.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden);
                // A token makes no tokens, which the endpoint itself says.
                var may = mayUse(who, method is "GET" or "HEAD" || path == "/api/collection/deck") && !(bearer == writing && method == "POST" && path == "/api/me/tokens");
                if (isLetIn != may || answer.StatusCode == HttpStatusCode.InternalServerError)
                    wrong.Add($"{method} {path} as {name}: {(int)answer.StatusCode}, {(may ? "may" : "may not")}");
                asked++;
            }
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(asked > 800, $"only {asked} were asked");
        Assert.Equal(Owner.Barred, (await accounts.FindAsync(barred.Id, Stop))!.Role);
    }

    [Fact]
    public async Task What_belongs_to_another_is_not_there()
    {
        await using var provider = await OpenIdProvider.StartAsync();
        await using var server = await WebServer.StartAsync(ingests: false, provider.Settings);
        await server.ExecuteAsync(
            """
            INSERT INTO silver_tcg_sets (set_id, name, game, bronze_id, content_hash, normalized_at) VALUES ('s1', 'Set 1', 'tcg', 1, 'h', '2026-11-28 00:00:00');
            INSERT INTO silver_tcg_cards (card_id, set_id, name, number, number_sort, supertype, bronze_id, content_hash, normalized_at) VALUES ('s1-1', 's1', 'Card 1', '1', '000001', 'Energy', 1, 'h', '2026-11-28 00:00:00');
            """);
        using var mine = await AskAsync(server, "GET", "/api/me", provider.Token("brock"));
        var brock = (await server.App.Services.GetRequiredService<UserAccounts>().ListAsync(Stop)).Single(user => user.Subject == "brock");
        var lot = (await server.App.Services.GetRequiredService<UserLots>().AddAsync(brock.Id, new LotFields { CardId = "s1-1", Quantity = 3 }, Stop)).Lot!;
        var (token, _) = (await server.App.Services.GetRequiredService<ApiTokens>().MakeAsync(brock.Id, "phone", ApiToken.Write, null, Stop))!.Value;
        using var brought = await AskAsync(server, "POST", "/api/collection/imports", provider.Token("brock"), "card_id,quantity\ns1-1,2\nnope,1\n", "text/csv");
        Assert.Equal(HttpStatusCode.Created, brought.StatusCode);
        var theirs = new Dictionary<string, string> { ["lot"] = lot.Id.ToString(), ["id"] = token.Id.ToString(), ["import"] = brought.Headers.Location!.OriginalString.Split('/')[^1], ["row"] = "2" };
        var asked = 0;
        foreach (var (method, path, who, type) in Routes(server, theirs))
        {
            if (who != "user" || !theirs.Values.Any(id => id.Length > 1 && path.Contains(id, StringComparison.Ordinal)))
                continue;
            // An administrator is another user like any other.
            foreach (var caller in new[] { provider.Token("misty"), provider.Token("operator", ["operators"]) })
            {
                var body = type != Json ? "cardId=s1-1&card=s1-1&version=1&quantity=1" : path.Split('/')[^1] switch { "split" => """{"quantity":1}""", "commit" => "{}", _ => """{"cardId":"s1-1"}""" };
                using var answer = await AskAsync(server, method, path, caller, body, type);
                // A form leads back to a page that says so.
                Assert.True(answer.StatusCode == HttpStatusCode.NotFound || (!path.StartsWith("/api/", StringComparison.Ordinal) && answer.Headers.Location?.OriginalString.Contains("done=not-there", StringComparison.Ordinal) is true), $"{method} {path}: {answer.StatusCode}");
                asked++;
            }
        }
        Assert.True(asked >= 16, $"only {asked} were asked");
        Assert.Equal(3, Assert.Single(await server.App.Services.GetRequiredService<UserLots>().AllAsync(brock.Id, Stop)).Quantity);
        Assert.Single(await server.App.Services.GetRequiredService<ApiTokens>().ListAsync(brock.Id, Stop));
        using var list = await AskAsync(server, "GET", "/api/collection", provider.Token("misty"));
        Assert.Contains("\"total\":0", await list.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_without_an_audience_is_for_the_client_that_it_names()
    {
        await using var provider = await OpenIdProvider.StartAsync();
        await using var server = await WebServer.StartAsync(ingests: false, [.. provider.Settings, ("Auth:Audience", ""), ("Auth:RoleClaim", "cognito:groups")]);
        string Cognito(string use, string client, string? audience = null) => provider.Token("ash", change: t =>
        {
            t.Audience = audience;
            t.Claims["token_use"] = use;
            t.Claims["client_id"] = client;
            t.Claims["cognito:groups"] = new[] { "operators" };
        });
        foreach (var (token, status) in new[]
        {
            (Cognito("access", OpenIdProvider.ClientId), HttpStatusCode.OK), (Cognito("id", OpenIdProvider.ClientId), HttpStatusCode.Unauthorized), (Cognito("access", "another"), HttpStatusCode.Unauthorized),
            (Cognito("access", OpenIdProvider.ClientId, OpenIdProvider.Api), HttpStatusCode.Unauthorized), (provider.Token("ash", change: t => t.Audience = null), HttpStatusCode.Unauthorized),
        })
        {
            using var answer = await AskAsync(server, "GET", "/api/admin/users", token);
            Assert.Equal(status, answer.StatusCode);
        }
    }

    private static bool Everybody(string who, bool isPublic) => who == "all" || (isPublic && who == "catalogue");

    private static IEnumerable<(string Method, string Path, string For, string Type)> Routes(WebServer server, Dictionary<string, string>? values = null)
    {
        foreach (var endpoint in server.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var path = "/" + Parameter().Replace(endpoint.RoutePattern.RawText!.Trim('/'), match => values?.GetValueOrDefault(match.Groups[1].Value) ?? (match.Value.Contains(":guid", StringComparison.Ordinal) ? Guid.NewGuid().ToString() : match.Value.Contains(":int", StringComparison.Ordinal) ? "1" : "x1"));
            var who = s_for.FirstOrDefault(entry => path.StartsWith(entry.Path, StringComparison.Ordinal)).For;
            Assert.True(who is not null && (who != "catalogue" || path.Length == 1 || s_for.Any(entry => entry.Path.Length > 1 && path.StartsWith(entry.Path, StringComparison.Ordinal))), $"Whom is {path} for?");
            foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"])
                yield return (method, path, who, endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes is { Count: > 0 } types && !types.Contains(Json) ? types[0] : Json);
        }
    }

    private static async Task<HttpResponseMessage> AskAsync(WebServer server, string method, string path, string? bearer, string body = "{}", string type = Json)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), new Uri(server.Client.BaseAddress!, path));
        if (method is not ("GET" or "HEAD"))
            request.Content = type == "multipart/form-data" ? new MultipartFormDataContent { { new StringContent(body), "file", "file" } } : new StringContent(body, new MediaTypeHeaderValue(type));
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        if (bearer is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        // A stream of changes never ends by itself, and signing in leads elsewhere.
        return await s_client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Stop);
    }

    [GeneratedRegex(@"\{\**(\w+)[^}]*\}")]
    private static partial Regex Parameter();
}
