using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using PokedexTop.Testing;
using PokedexTop.Web.Api;
using PokedexTop.Web.Tests.Admin;

namespace PokedexTop.Web.Tests.Api;

/// <summary>What routes say that they take in their address, and what they read of it.</summary>
public sealed class QueryParameterTests
{
    /// <summary>Lists that are short, and answered whole.</summary>
    private static readonly string[] s_whole = ["/api/bulk", "/api/cards/{id}/versions", "/api/generations", "/api/me/tokens"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_list_takes_pages_and_every_route_refuses_what_it_says_that_it_does_not_take()
    {
        await using var server = await WebServer.SyncedAsync(("Web:PublicCollections", "true"));
        var document = await JsonAsync(server, "/openapi/v1.json");
        using var published = await server.Client.PutAsJsonAsync(new Uri("/api/me/public", UriKind.Relative), new { name = "misty" }, Stop);
        Assert.Equal(HttpStatusCode.OK, published.StatusCode);
        using var brought = await server.Client.PostAsync(new Uri("/api/collection/imports", UriKind.Relative), new StringContent("card_id,quantity\nnope,1\n", Encoding.UTF8, "text/csv"), Stop);
        var there = new Dictionary<string, string> { ["{id}"] = "starter-base1-4", ["{name}"] = "misty", ["{import}"] = brought.Headers.Location!.OriginalString.Split('/')[^1] };
        var (lists, asked) = (0, 0);
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            if (!path.Value.TryGetProperty("get", out var get))
                continue;
            var taken = OpenApiTests.Asked(get).ToList();
            if (get.GetRawText().Contains("/ListDocumentOf", StringComparison.Ordinal) && !s_whole.Contains(path.Name))
            {
                Assert.Superset(new HashSet<string> { "limit", "after" }, taken.Select(parameter => parameter.GetProperty("name").GetString()!).ToHashSet());
                lists++;
            }
            foreach (var parameter in taken)
            {
                var name = parameter.GetProperty("name").GetString()!;
                foreach (var wrong in Wrong(name, parameter.GetProperty("schema")))
                {
                    using var request = new HttpRequestMessage(HttpMethod.Get, Regex.Replace(path.Name, "\\{.*?\\}", route => there[route.Value]) + (parameter.GetProperty("in").GetString() == "query" ? $"?{name}={Uri.EscapeDataString(wrong)}" : ""));
                    if (parameter.GetProperty("in").GetString() == "header")
                        request.Headers.Add(name, wrong);
                    using var answer = await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Stop);
                    Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{path.Name}: {name} is '{wrong}' and was answered {answer.StatusCode}");
                    asked++;
                }
            }
        }
        Assert.True(lists >= 13, $"only {lists} lists");
        Assert.True(asked >= 60, $"only {asked} were asked");
    }

    [Fact]
    public void What_an_endpoint_does_not_say_that_it_takes_it_cannot_read()
    {
        var context = new DefaultHttpContext { Request = { QueryString = new QueryString("?limit=7&after=x") } };
        context.SetEndpoint(new Endpoint(null, new EndpointMetadataCollection(QueryParameter.Limit), "some list"));
        Assert.Equal(7, PageRequest.LimitOf(context.Request));
        Assert.Equal("some list reads 'after' and does not say that it takes it.", Assert.Throws<InvalidOperationException>(() => PageRequest.Read(context.Request)).Message);
    }

    [Theory]
    [InlineData("Account")]
    [InlineData("Admin")]
    [InlineData("Api")]
    [InlineData("Collections")]
    public void Nothing_of_the_API_reads_an_address_in_another_way(string folder) =>
        Assert.All(Directory.EnumerateFiles(RepositoryRoot.Combine("src", "Web", folder), "*.cs", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != "QueryParameter.cs"),
            file => Assert.DoesNotMatch("FromQuery|FromHeader|AsParameters|Query\\[|Query\\.TryGetValue", File.ReadAllText(file)));

    private static IEnumerable<string> Wrong(string name, JsonElement schema)
    {
        if (schema.GetProperty("type").GetString() == "integer")
        {
            yield return "many";
            yield return (schema.GetProperty("minimum").GetInt64() - 1).ToString(CultureInfo.InvariantCulture);
            if (schema.TryGetProperty("maximum", out var most))
                yield return (most.GetInt64() + 1).ToString(CultureInfo.InvariantCulture);
        }
        else if (schema.TryGetProperty("enum", out _) || name is "after" or "from" or "to" or "order")
            yield return "nothing";
        else if (name == "q")
            yield return "(";
    }

    private static async Task<JsonElement> JsonAsync(WebServer server, string path) => JsonDocument.Parse(await server.Client.GetStringAsync(new Uri(path, UriKind.Relative), Stop)).RootElement;
}
