using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PokedexTop.Ingest.Sources;
using PokedexTop.Testing;

namespace PokedexTop.Normalize.Tests.Pipeline;

/// <summary>A card API that gives each item exactly as the test has it, which the fake of the real one would not.</summary>
internal sealed partial class ApiSource : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly WebApplication _application;

    private ApiSource()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _application = builder.Build();
        _application.Run(AnswerAsync);
    }

    /// <summary>The items of each set, as they are sent.</summary>
    public Dictionary<string, List<string>> Cards { get; } = new(StringComparer.Ordinal);

    /// <summary>Says how a list is sent instead; null for as it is.</summary>
    public Func<HttpRequest, string, string?>? Instead { get; set; }

    public static async Task<ApiSource> StartAsync()
    {
        var source = new ApiSource();
        await source._application.StartAsync(TestContext.Current.CancellationToken);
        return source;
    }

    /// <summary>A set with so many cards, <c>{id}-1</c> and up.</summary>
    public ApiSource WithSet(string id, int cards)
    {
        Cards[id] = [.. Enumerable.Range(1, cards).Select(n => SampleCatalogue.Card($"{id}-{n}", $"{n}"))];
        return this;
    }

    /// <summary>A pipeline that reads it.</summary>
    public Task<TestPipeline> PipelineAsync() => TestPipeline.StartAsync(_folder, SourceSelection.PokemonTcg, TestDatabase.OfFile(_folder), settings:
    [
        ("Source:PokemonTcg:BaseUrl", _application.Urls.First()),
        ("Source:PokemonTcg:Attempts", "1"),
        ("Source:PokemonTcg:KeylessPerMinute", "0"),
        ("Source:PokemonTcg:KeylessPerDay", "0"),
    ]);

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        _folder.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var items = context.Request.Path == "/sets" ? Cards.Keys.Select(Set).ToList()
            : AskedSet().Match(context.Request.Query["q"].ToString()) is { Success: true } asked ? Cards.GetValueOrDefault(asked.Groups[1].Value, [])
            : null;
        if (items is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        var (page, size) = (int.Parse(context.Request.Query["page"]!, System.Globalization.CultureInfo.InvariantCulture), int.Parse(context.Request.Query["pageSize"]!, System.Globalization.CultureInfo.InvariantCulture));
        var given = items.Skip((page - 1) * size).Take(size).ToList();
        var body = $$"""{"data":[{{string.Join(",", given)}}],"page":{{page}},"pageSize":{{size}},"count":{{given.Count}},"totalCount":{{items.Count}}}""";
        body = Instead?.Invoke(context.Request, body) ?? body;
        context.Response.StatusCode = body.Length == 0 ? StatusCodes.Status500InternalServerError : StatusCodes.Status200OK;
        await context.Response.WriteAsync(body);
    }

    private static string Set(string id) =>
        $$"""{"id":"{{id}}","name":"Set {{id}}","series":"Sample","printedTotal":3,"total":3,"releaseDate":"2024/01/02","updatedAt":"2024/01/02 10:00:00"}""";

    [GeneratedRegex("set\\.id:\"?([^\"]+)\"?")]
    private static partial Regex AskedSet();
}
