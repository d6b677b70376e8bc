using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using PokedexTop.Data;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Normalize.Assignments;
using PokedexTop.Normalize.Export;
using PokedexTop.Normalize.History;
using PokedexTop.Normalize.Tests.Pipeline;
using PokedexTop.Search.Indexing;
using PokedexTop.Testing;

namespace PokedexTop.SqlServer.Tests.Capture;

/// <summary>A second feed alone and beside the first: cards and sets that turn out to be others, prices, texts, a person's word.</summary>
internal static class TcgdexStatements
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task RunAsync(RecordingDatabase database, TemporaryFolder data)
    {
        using var tcgdex = new SampleTcgdex().WithSet("base1", "Set base1", 1, "1").WithSet("ecard2", "Set ecard2", 2, "1", "50a").WithSet("me03", "Set me3", 2, "001", "002");
        using var catalogue = new SampleCatalogue().WithSet("base1", 3).WithSet("ecard2", 1).WithSet("me3", 1);
        catalogue.Cards("ecard2").Add(SampleCatalogue.Card("ecard2-50", "50"));
        catalogue.Save();
        await using (var alone = await TestPipeline.StartAsync(data, tcgdex.Source, services => services.AddSingleton<SqlDatabase>(database)))
        {
            await alone.SyncAsync();
            tcgdex.Edit("base1-1", card => (card["dexId"], _) = (new JsonArray(5), card["variants_detailed"]!.AsArray().Remove(card["variants_detailed"]![0])));
            await alone.SyncAsync();
            await AddAsync(alone);
            await alone.DrainAsync();
        }
        await using (var first = await TestPipeline.StartAsync(data, catalogue.Path, services => services.AddSingleton<SqlDatabase>(database)))
            await first.SyncAsync();
        // Another number for a card that the first feed has.
        await using (var second = await TestPipeline.StartAsync(data, tcgdex.Source, services => services.AddSingleton<SqlDatabase>(database)))
        {
            tcgdex.Edit("ecard2-1", card => card["description"] = "It sparks.");
            await second.SyncAsync();
            tcgdex.Edit("ecard2-1", card => (card["id"], card["localId"]) = ("ecard2-901", "901"));
            await second.SyncAsync();
            await second.DrainAsync();
            // Another id for a set; a person accepts the list that lacks the old one.
            tcgdex.WithSet("zz1", "Own", 2, "1", "2");
            await second.SyncAsync();
            await second.DrainAsync();
            tcgdex.Rename("zz1", "zzz");
            await second.SyncAsync(force: true);
            await second.DrainAsync();
        }
        await using var both = await TestPipeline.StartAsync(data, catalogue.Path, services => services.AddSingleton<SqlDatabase>(database));
        await both.SyncAsync();
        await both.DrainAsync();
        var gone = catalogue.Cards("base1")[2];
        catalogue.Keep("base1", 2).WithSet("v1", 0);
        catalogue.Cards("v1").Add(gone.Replace("\"id\":\"base1-3\"", "\"id\":\"v1-3\"", StringComparison.Ordinal));
        catalogue.Save();
        await both.SyncAsync();
        await both.DrainAsync();

        var assignments = both.Services.GetRequiredService<CardAssignments>();
        await assignments.ListAsync(doubtful: true, Stop);
        await assignments.PayloadsAsync((await assignments.ListAsync(doubtful: false, Stop))[0], Stop);
        await assignments.SetAsync("tcgdex/en", "ecard2-50a", "ecard2-50", Stop);
        await assignments.SetAsync("tcgdex/en", "ecard2-50a", "tcgdex-ecard2-50a", Stop);

        // As others read it: files in both shapes, and the index, whole and by what changed.
        var export = both.Services.GetRequiredService<CatalogueExport>();
        await export.WriteAsync(data.Combine("export"), ExportShape.PokemonTcg, overwrite: true, null, Stop);
        await export.WriteAsync(data.Combine("export"), ExportShape.Full, overwrite: true, null, Stop);
        using var index = CatalogueIndex.Open(both.Services.GetRequiredService<ApiCards>(), database, folder: null);
        await index.RefreshAsync(Stop);
        catalogue.Replace("base1", "base1-1", card => card["hp"] = "70");
        await both.SyncAsync();
        await both.DrainAsync();
        await index.RefreshAsync(Stop);
        await new CardDetails(database).ReadAsync("base1-1", Stop);
        await new CardVersions(database).ReadAsync("base1-1", Stop);
        await new PriceHistory(database).OfCardAsync("base1-1", Stop);
        await new PriceHistory(database).LatestAsync("", 10, Stop);
        await new ChangeFeed(database).ReadAsync(0, 10, Stop);
        await new ChangeFeed(database).NewestAsync(Stop);
        await new SpeciesList(database).ReadAsync(0, 10, Stop);
        await new SpeciesList(database).CountAsync(Stop);
        await new SpeciesList(database).GenerationsAsync(Stop);
    }

    /// <summary>Prices and another language, as they would come.</summary>
    private static async Task AddAsync(TestPipeline pipeline)
    {
        await using (var write = await pipeline.Database.BeginWriteAsync("bronze", Stop))
        {
            await pipeline.Database.InsertAsync(write, BronzeTables.Prices,
                [new BronzePrice { Id = 1, Feed = "tcgdex/en", CardId = "base1-1", Market = "cardmarket", ObservedOn = new DateOnly(2026, 11, 20), Payload = """{"low":1}"""u8.ToArray(), ContentHash = "hash", FetchedAt = new DateTime(2026, 11, 20, 0, 0, 0, DateTimeKind.Utc) }], Stop);
            await write.CommitAsync(Stop);
        }
        await pipeline.ExecuteAsync(
            """
            INSERT INTO bronze_tcg_sets (id, feed, set_id, version, content_hash, source, requested_at, fetched_at, api_call_id, sync_id, payload)
            SELECT 1000 + id, 'tcgdex/fr', set_id, version, content_hash, source, requested_at, fetched_at, api_call_id, sync_id, payload FROM bronze_tcg_sets
            """);
        await pipeline.ExecuteAsync(
            """
            INSERT INTO bronze_tcg_cards (id, feed, card_id, version, content_hash, source, set_id, requested_at, fetched_at, api_call_id, sync_id, payload)
            SELECT 1000 + id, 'tcgdex/fr', card_id, version, content_hash, source, set_id, requested_at, fetched_at, api_call_id, sync_id, payload FROM bronze_tcg_cards
            """);
    }
}
