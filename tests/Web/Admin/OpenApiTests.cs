using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Testing;

namespace PokedexTop.Web.Tests.Admin;

/// <summary>The OpenAPI document: every route of the API, with what it takes and answers.</summary>
public sealed class OpenApiTests
{
    [Fact]
    public async Task The_document_lists_every_route_as_approved()
    {
        await using var server = await WebServer.StartAsync(ingests: false);
        var document = JsonDocument.Parse(await server.Client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative), TestContext.Current.CancellationToken)).RootElement;
        var routes = document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(operation =>
            $"{operation.Name.ToUpperInvariant()} {path.Name} {operation.Value.GetProperty("operationId").GetString()} {Taken(operation.Value)} {string.Join(' ', operation.Value.GetProperty("responses").EnumerateObject().Select(r => r.Name).Order(StringComparer.Ordinal))}")).Order(StringComparer.Ordinal).ToList();

        var file = RepositoryRoot.Combine("tests", "Web", "Admin", "routes.approved.txt");
        if (!routes.SequenceEqual(await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken)))
        {
            await File.WriteAllLinesAsync(file.Replace("approved", "received", StringComparison.Ordinal), routes, TestContext.Current.CancellationToken);
            Assert.Fail($"The routes differ from {file}; the received ones lie beside it:\n{string.Join('\n', routes)}");
        }

        var mapped = server.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Select(e => e.RoutePattern.RawText!).Where(route => route.StartsWith("/api/admin", StringComparison.Ordinal));
        Assert.All(mapped, route => Assert.Contains(routes, line => line.Split(' ')[1] == route.TrimEnd('/').Replace(":guid", "", StringComparison.Ordinal)));
        Assert.All(document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()), operation => Assert.NotEmpty(operation.Value.GetProperty("summary").GetString()!));
        Assert.All(document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()).SelectMany(operation => Asked(operation.Value)), parameter => Assert.NotEmpty(parameter.GetProperty("description").GetString()!));
        Assert.Equal("X-Api-Key", document.GetProperty("components").GetProperty("securitySchemes").GetProperty("key").GetProperty("name").GetString());
    }
    /// <summary>What stands in the address, or in a header, and is no part of the path.</summary>
    internal static IEnumerable<JsonElement> Asked(JsonElement operation) =>
        operation.TryGetProperty("parameters", out var all) ? all.EnumerateArray().Where(parameter => parameter.GetProperty("in").GetString() != "path") : [];

    private static string Taken(JsonElement operation) => string.Join(',', Asked(operation).Select(parameter => parameter.GetProperty("name").GetString())) is { Length: > 0 } taken ? taken : "-";
}
