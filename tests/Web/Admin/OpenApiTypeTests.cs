using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace PokedexTop.Web.Tests.Admin;

/// <summary>What a generated client makes of the document: each value has one type, and the server takes no other.</summary>
public sealed class OpenApiTypeTests
{
    private static readonly string[] s_types = ["string", "integer", "number", "boolean", "object", "array"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_property_and_parameter_has_one_type_and_numbers_are_numbers()
    {
        await using var server = await WebServer.StartAsync(ingests: false);
        var document = JsonDocument.Parse(await server.Client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative), Stop)).RootElement;
        var schemas = Schemas(document, "#").ToList();
        Assert.All(schemas, schema => Assert.True(IsOfOneType(schema.Schema), $"{schema.Path}: {schema.Schema}"));
        Assert.True(schemas.Count(schema => Types(schema.Schema).Contains("integer")) >= 80);
        Assert.All(schemas.Where(schema => Types(schema.Schema).Any(type => type is "integer" or "number")), schema => Assert.False(schema.Schema.TryGetProperty("pattern", out _), schema.Path));
    }

    [Theory]
    [InlineData("POST", "syncs", """{"generations":["1"]}""", "generations[0] is no field of this request, or its value is of another type")]
    [InlineData("POST", "syncs", """{"force":"true"}""", "force is no field of this request, or its value is of another type")]
    [InlineData("POST", "syncs", """{"generations":[1.5]}""", "generations[0] is no field of this request, or its value is of another type")]
    [InlineData("GET", "syncs?count=twenty", null, "count is 'twenty'; allowed: a number from 1 to 200.")]
    [InlineData("GET", "syncs?count=1.0", null, "count is '1.0'; allowed: a number from 1 to 200.")]
    [InlineData("GET", "syncs?count=201", null, "count is '201'; allowed: a number from 1 to 200.")]
    public async Task What_is_no_number_is_refused_with_what_is_wrong(string method, string path, string? body, string told)
    {
        await using var server = await WebServer.StartAsync(ingests: false);
        using var request = new HttpRequestMessage(new HttpMethod(method), "/api/admin/" + path);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await server.Client.SendAsync(request, Stop);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Stop)).RootElement;
        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Contains(told, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    /// <summary>One type, or that or null; a reference, or that or null; or one of listed texts.</summary>
    private static bool IsOfOneType(JsonElement schema)
    {
        if (schema.TryGetProperty("$ref", out _))
            return true;
        if (schema.TryGetProperty("oneOf", out var either))
            return either.EnumerateArray().Count(one => !Types(one).SequenceEqual(["null"])) == 1 && either.EnumerateArray().All(one => Types(one).SequenceEqual(["null"]) || IsOfOneType(one));
        var types = Types(schema).Where(type => type != "null").ToList();
        return types.Count == 1 && s_types.Contains(types[0]);
    }

    private static IEnumerable<string> Types(JsonElement schema) => !schema.TryGetProperty("type", out var type) ? []
        : type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(one => one.GetString()!) : [type.GetString()!];

    /// <summary>Every schema of the document, those within others too.</summary>
    private static IEnumerable<(string Path, JsonElement Schema)> Schemas(JsonElement node, string path)
    {
        if (node.ValueKind == JsonValueKind.Array)
            return node.EnumerateArray().SelectMany((item, i) => Schemas(item, $"{path}/{i}"));
        if (node.ValueKind != JsonValueKind.Object)
            return [];
        var below = node.EnumerateObject().SelectMany(member => Schemas(member.Value, $"{path}/{member.Name}"));
        var isSchema = Regex.IsMatch(path, "/(schema|items|additionalProperties)$|/(properties|schemas)/[^/]+$") && !path.EndsWith("/properties/properties", StringComparison.Ordinal);
        return isSchema ? below.Prepend((path, node)) : below;
    }
}
