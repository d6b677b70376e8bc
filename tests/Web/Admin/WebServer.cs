using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Composition;
using PokedexTop.Data;
using PokedexTop.Hosting;
using PokedexTop.Ingest;
using PokedexTop.Ingest.Sources;
using PokedexTop.Serving;
using PokedexTop.Syncs;
using PokedexTop.Testing;
using PokedexTop.Web.Catalogue;

namespace PokedexTop.Web.Tests.Admin;

/// <summary>The program with the starter catalogue in this process, but for its first sync, and a client of its web server.</summary>
internal sealed class WebServer : IAsyncDisposable
{
    private const string FarAway = "0 0 3 1 1 ? 2090";

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    private static readonly HttpClient s_browser = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    private readonly TemporaryFolder _folder;

    private WebServer(WebApplication app, TemporaryFolder folder) => (App, _folder, Client) = (app, folder, new HttpClient { BaseAddress = new Uri(app.Urls.Single()) });

    public WebApplication App { get; }

    public HttpClient Client { get; }

    /// <summary>A server that has the whole starter catalogue, and its search index.</summary>
    /// <param name="more">Configuration beside the usual.</param>
    public static async Task<WebServer> SyncedAsync(params (string Key, string Value)[] more)
    {
        var server = await StartAsync(ingests: true, more);
        await server.PostAsync("syncs", new { });
        await Eventually.ThatAsync(async _ => await server.CountAsync("SELECT COUNT(*) FROM bronze_sync_runs WHERE status = 'completed'") == 1, TimeSpan.FromSeconds(60), "the sync ends", TestContext.Current.CancellationToken);
        var cards = await server.CountAsync("SELECT COUNT(DISTINCT card_id) FROM bronze_tcg_cards");
        Assert.NotEqual(0, cards);
        await Eventually.ThatAsync(_ => Task.FromResult(server.App.Services.GetRequiredService<LiveCatalogue>().Index?.Cards.Count == cards), TimeSpan.FromSeconds(60), "the index holds every card", TestContext.Current.CancellationToken);
        return server;
    }

    /// <param name="ingests">Whether syncs are carried out; else they stay requested.</param>
    /// <param name="more">Configuration beside the usual.</param>
    public static async Task<WebServer> StartAsync(bool ingests = true, params (string Key, string Value)[] more)
    {
        var folder = new TemporaryFolder();
        var configuration = new ProgramConfiguration(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Data:Directory"] = folder.Path,
            ["Ingest:ReconcileSeconds"] = "0.2",
            ["Normalize:ReconcileSeconds"] = "0.2",
            // Else a test that runs at that minute of the day finds a sync nobody started.
            ["Schedule:FullSync:Cron"] = FarAway,
            ["Schedule:PriceRefresh:Cron"] = FarAway,
            ["Schedule:NewSetCheck:Cron"] = FarAway,
            // Else what is shown would depend on the day on which the first source closes.
            ["Source:Name"] = SourceSelection.Starter,
            ["Logging:LogLevel:Default"] = "Warning",
        }).AddInMemoryCollection(more.GroupBy(m => m.Key).Select(m => KeyValuePair.Create<string, string?>(m.Key, m.Last().Value))).Build());
        var stages = ProgramStages.WithoutIdle(ProgramStages.All, [], configuration).Where(stage => ingests || stage != IngestStage.Name).ToList();
        var app = StageServer.Build(configuration, stages, "http://127.0.0.1:0", services =>
        {
            // Each test says itself what is synced.
            if (ingests)
                services.Remove(services.Single(service => service.ImplementationType == typeof(FirstSync)));
        });
        var start = app.Services.GetRequiredService<StageStart>();
        await start.StartWithAsync(() => app.StartAsync(TestContext.Current.CancellationToken));
        await start.ReadyAsync(TestContext.Current.CancellationToken);
        // Pages have nothing to show before.
        await Eventually.ThatAsync(_ => Task.FromResult(app.Services.GetRequiredService<LiveCatalogue>().Index is not null), TimeSpan.FromSeconds(30), "the index is there", TestContext.Current.CancellationToken);
        return new WebServer(app, folder);
    }

    public async Task<(HttpStatusCode Status, JsonElement Body)> GetAsync(string path)
    {
        using var answer = await Client.GetAsync(new Uri("/api/admin/" + path, UriKind.Relative), TestContext.Current.CancellationToken);
        return (answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement);
    }

    public async Task<(HttpStatusCode Status, JsonElement Body)> PostAsync(string path, object body)
    {
        using var answer = await Client.PostAsJsonAsync(new Uri("/api/admin/" + path, UriKind.Relative), body, s_json, TestContext.Current.CancellationToken);
        return (answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement);
    }

    /// <summary>Sends a form of one of the pages, as a browser does, and stays where it is sent on to elsewhere.</summary>
    public Task<HttpResponseMessage> SubmitAsync(string path, params (string Name, string Value)[] fields) =>
        SubmitAsync(path, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    /// <inheritdoc cref="SubmitAsync(string, (string, string)[])"/>
    public async Task<HttpResponseMessage> SubmitAsync(string path, HttpContent form, string? origin = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Client.BaseAddress!, path)) { Content = form };
        request.Headers.Add("Origin", origin ?? Client.BaseAddress!.GetLeftPart(UriPartial.Authority));
        return await s_browser.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public Task<long> CountAsync(string sql) => App.Services.GetRequiredService<SqlDatabase>().CountAsync(sql);

    public async Task<string> TextAsync(string sql) => (await App.Services.GetRequiredService<SqlDatabase>().RowsAsync(sql)).Single();

    public Task ExecuteAsync(string sql, params (string Name, object? Value)[] parameters) => App.Services.GetRequiredService<SqlDatabase>().ExecuteAsync(sql, parameters);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await App.StopAsync();
        await App.DisposeAsync();
        _folder.Dispose();
    }
}
