using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.FakeApi;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Sources;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Normalize;
using PokedexTop.Normalize.Export;
using PokedexTop.Normalize.Quality;
using PokedexTop.Normalize.Rejects;
using PokedexTop.Normalize.Replays;
using PokedexTop.Normalize.Silver;
using PokedexTop.Normalize.Silver.Migrations;
using PokedexTop.Normalize.Status;
using PokedexTop.Normalize.Tests.Pipeline;
using PokedexTop.Normalize.Verify;
using PokedexTop.Testing;

namespace PokedexTop.SqlServer.Tests.Capture;

/// <summary>Ingest and Normalize, and the verbs that read what they wrote, in all their cases.</summary>
internal static class CatalogueStatements
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task RunAsync(RecordingDatabase database, TemporaryFolder data)
    {
        await RunStarterThenFolderAsync(data, database);
        await RunOverHttpAsync(data, database);
    }

    /// <summary>New, changed, retired, returned, quarantined, oddly spelled, two sets with one id, scopes, replay, retry, reports.</summary>
    private static async Task RunStarterThenFolderAsync(TemporaryFolder data, RecordingDatabase database)
    {
        await using (var starter = await TestPipeline.StartAsync(data, SourceSelection.Starter, Use(database)))
            await starter.SyncAsync();
        using var catalogue = new SampleCatalogue().WithSet("s1", 12).WithSet("s2", 12);
        catalogue.Cards("s2").AddRange([SampleCatalogue.Card("s1-1", "1", "Impostor"), "42", """{"id":"s2-x","name":"no supertype","number":"13"}"""]);
        catalogue.Replace("s1", "s1-2", card => card["types"] = new JsonArray("fire")).Replace("s1", "s1-3", card => card["unknown"] = 1).Replace("s1", "s1-5", card => card["nationalPokedexNumbers"] = new JsonArray(25));
        await using var pipeline = await TestPipeline.StartAsync(data, catalogue.Path, Use(database));
        await pipeline.SyncAsync();
        var all = catalogue.Cards("s1").ToList();
        await pipeline.SyncAsync();
        catalogue.Replace("s1", "s1-4", card => card["hp"] = "70").Replace("s1", "s1-5", card => card["nationalPokedexNumbers"] = new JsonArray(26)).Keep("s1", 11);
        await pipeline.SyncAsync();
        catalogue.Cards("s1").Clear();
        catalogue.Cards("s1").AddRange(all);
        catalogue.Save().Keep("s2", 1);
        await pipeline.SyncAsync();
        await pipeline.SyncAsync(force: true);
        await pipeline.SyncAsync(new SyncScope { Cards = ["s1-1"] });
        await pipeline.SyncAsync(new SyncScope { Generations = [1], Sets = ["s1"] });
        await pipeline.SyncAsync(new SyncScope { Sets = ["nope"] });

        var services = pipeline.Services;
        await services.GetRequiredService<Quarantine>().RetryAsync([], Stop);
        await services.GetRequiredService<Quarantine>().RetryAsync(["s2-x"], Stop);
        foreach (var item in await services.GetRequiredService<Quarantine>().ListAsync(Stop))
            await services.GetRequiredService<Quarantine>().PayloadAsync(item, Stop);
        foreach (var layer in new[] { "bronze", "card", "set", "price" })
            await services.GetRequiredService<Quarantine>().PayloadAsync(new QuarantinedItem("1", layer, "", "", "", 0, default, default, null), Stop);
        var calls = new SourceCalls(database, new ConfigurationBuilder().Build(), TimeProvider.System);
        await calls.ListAsync(null, failed: false, 10, Stop);
        await calls.ListAsync(5, failed: true, 10, Stop);
        await calls.QuotasAsync(Stop);
        await services.GetRequiredService<Replay>().MarkAsync(["s1"], Stop);
        await services.GetRequiredService<Replay>().MarkAsync([], Stop);
        await services.GetRequiredService<NormalizeWork>().DrainAsync(Stop);
        await RareStatements.RunAsync(pipeline, catalogue, database);
        await ReadAsync(services, data);
        var runs = services.GetRequiredService<SyncRuns>();
        var (asked, _) = await runs.RequestAsync(new SyncRequest(new SyncScope(), null, "elsewhere", false, "test"), Stop);
        await runs.CancelAsync(asked, Stop);
        await runs.EndAbandonedLeasesAsync(Stop);
        await runs.RequestFirstAsync(new SyncRequest(new SyncScope(), null, null, Force: false, "test"), "pokemontcg", Stop);
        await runs.FirstFailedCallAsync(asked, Stop);
        await new SyncPreview(services.GetRequiredService<ICardSource>(), services.GetRequiredService<UpToDateSets>(), services.GetRequiredService<SetLists>(), services.GetRequiredService<UnstoredCalls>(), services.GetRequiredService<LeftOutPictures>(), database).MakeAsync(new SyncScope { NewSets = true }, force: false, tablesExist: true, Stop);
    }

    private static async Task ReadAsync(IServiceProvider services, TemporaryFolder data)
    {
        await services.GetRequiredService<CatalogueStatus>().ReadAsync(Stop);
        var quality = services.GetRequiredService<QualityReport>();
        foreach (var rule in await quality.RulesAsync(Stop))
            await quality.IssuesAsync(rule.Rule, Stop);
        await quality.DriftAsync(Stop);
        await services.GetRequiredService<Verification>().VerifyAsync(null, _ => { }, null, Stop);
        await foreach (var _ in services.GetRequiredService<ApiCards>().ReadAsync(Stop))
        {
            // Each set asks for its prices.
        }
        await services.GetRequiredService<CatalogueExport>().WriteAsync(data.Combine("export"), ExportShape.PokemonTcg, true, null, Stop);
        await services.GetRequiredService<CatalogueExport>().WriteAsync(data.Combine("export"), ExportShape.Full, true, null, Stop);
        foreach (var run in await services.GetRequiredService<SyncRuns>().LatestAsync(20, Stop))
        {
            await services.GetRequiredService<SyncOutcomes>().OfAsync(run.SyncId, 0, Stop);
            await services.GetRequiredService<SyncCounts>().OfAsync(run.SyncId, Stop);
            await services.GetRequiredService<FetchRows>().AllAsync(run.SyncId, Stop);
        }
    }

    /// <summary>The quota, the record of calls, prices, and verifying over HTTP.</summary>
    private static async Task RunOverHttpAsync(TemporaryFolder data, RecordingDatabase database)
    {
        using var catalogue = new SampleCatalogue().WithSet("h1", 30);
        await using var api = await FakeTcgApi.StartAsync(new FakeTcgApiOptions { DataFolder = catalogue.Path }, Stop);
        api.Faults.Next.Enqueue(FakeFault.InternalError);
        await using var pipeline = await TestPipeline.StartAsync(data, SourceSelection.PokemonTcg, TestDatabase.OfFile(data), Use(database), ("Source:PokemonTcg:BaseUrl", api.BaseUrl), ("Source:PokemonTcg:BackoffSeconds", "0"));
        await RareStatements.ListAsync(pipeline.Services);
        Assert.Equal(SyncStatus.Completed, (await pipeline.SyncAsync()).Status);
        api.Day = api.Day.AddDays(1);
        await pipeline.SyncAsync();
        await pipeline.SyncAsync(new SyncScope { Cards = ["h1-1"] });
        await RareStatements.MeasureAsync(pipeline.Services);
        await ReadAsync(pipeline.Services, data);
        Assert.True(await pipeline.CountAsync("SELECT COUNT(*) FROM silver_card_prices") > 30);
    }

    // The last registration of a service is the one that is used.
    private static Action<IServiceCollection> Use(RecordingDatabase database) => services => services.AddSingleton<SqlDatabase>(database);
}
