using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Hosting;
using PokedexTop.Images;
using PokedexTop.Images.Tests.Doubles;
using PokedexTop.Ingest;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Json;
using PokedexTop.Ingest.Retention;
using PokedexTop.Ingest.Sources;
using PokedexTop.Ingest.Sources.PokeApi;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Normalize.Feeds.Reading;
using PokedexTop.Normalize.Retention;
using PokedexTop.Normalize.Silver;
using PokedexTop.Normalize.Tests.Pipeline;
using PokedexTop.Normalize.Verify;
using PokedexTop.Telemetry;
using PokedexTop.Testing;

namespace PokedexTop.SqlServer.Tests.Capture;

/// <summary>What happens in few syncs: sets that vanish or move, other feeds, species, quotas, and what is measured.</summary>
internal static class RareStatements
{
    private static readonly DateTime s_now = new(2026, 11, 28, 12, 0, 0, DateTimeKind.Utc);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task RunAsync(TestPipeline pipeline, SampleCatalogue catalogue, RecordingDatabase database)
    {
        await pipeline.SyncAsync(new SyncScope { Cards = ["nope-1"] });
        var moved = catalogue.Cards("s1")[6];
        catalogue.Cards("s1").RemoveAt(6);
        catalogue.Cards("s2").Add(moved);
        catalogue.Save();
        await pipeline.SyncAsync();
        catalogue.Cards("s2").Add("42");
        catalogue.Save();
        await pipeline.SyncAsync();
        await pipeline.Services.GetRequiredService<UnstoredItems>().CurrentAsync(Stop);
        catalogue.Cards("s2").Clear();
        catalogue.Save();
        await pipeline.SyncAsync();
        catalogue.RemoveFromList("s2");
        await pipeline.SyncAsync();
        await CallAsync(pipeline.Services, database);
        await AskOtherFeedAsync(pipeline, database);
        await RefreshSpeciesAsync(pipeline.Services, database);
        await MeasureAsync(pipeline.Services);
        await TidyUpAsync(database);
    }

    /// <summary>A century later, when everything that may go is old.</summary>
    private static async Task TidyUpAsync(SqlDatabase database)
    {
        await using (var write = await database.BeginWriteAsync("bronze", Stop))
        {
            for (var i = 0; i < 21; i++)
                await write.ExecuteAsync(
                    "INSERT INTO bronze_sync_runs (sync_id, scope, force, status, requested_by, requested_at, lease_token) VALUES (@id, 'tidy', @no, 'failed', 'test', @at, 0)",
                    [("@id", Guid.CreateVersion7().ToString()), ("@no", false), ("@at", s_now.AddMinutes(i))], Stop);
            for (var i = 0; i < 2; i++)
                await write.ExecuteAsync(
                    "INSERT INTO bronze_api_calls (id, source, endpoint, requested_at, outcome, keyed) VALUES (@id, 'tidy', 'sets', @at, 'failed', @no)",
                    [("@id", await write.NextIdAsync("bronze_api_calls", Stop)), ("@no", false), ("@at", s_now)], Stop);
            for (var i = 0; i < 2; i++)
                await write.ExecuteAsync(
                    "INSERT INTO bronze_tcg_prices (id, feed, card_id, market, observed_on, payload, content_hash, fetched_at) VALUES (@id, 'tidy', 't-1', 'tcgplayer', @on, '{}', 'h', @at)",
                    [("@id", await write.NextIdAsync("bronze_tcg_prices", Stop)), ("@on", new DateOnly(2026, 11, 24 + i)), ("@at", s_now)], Stop);
            await write.CommitAsync(Stop);
        }
        await using (var write = await database.BeginWriteAsync("silver", Stop))
        {
            for (var i = 0; i < 2; i++)
                await write.ExecuteAsync(
                    "INSERT INTO silver_card_prices (card_id, market, finish, observed_on, currency, bronze_id) SELECT MIN(card_id), 'tidy', 'normal', @on, 'USD', 1 FROM silver_tcg_cards", [("@on", new DateOnly(2026, 11, 24 + i))], Stop);
            await write.CommitAsync(Stop);
        }
        var (retention, later) = (new RetentionOptions { Prices = 1 }, new FakeTimeProvider(new DateTimeOffset(s_now.AddYears(100))));
        foreach (var housekeeper in new IHousekeeper[] { new RunHousekeeper(database, retention, later), new CallHousekeeper(database, retention, later), new PriceHousekeeper(database, retention, later), new PriceHistoryHousekeeper(database, retention, later) })
            Assert.True(await housekeeper.RemoveAsync(Stop) > 0, housekeeper.What);
    }

    /// <summary>The questions that only damage, doubt or a person asks.</summary>
    private static async Task CallAsync(IServiceProvider services, SqlDatabase database)
    {
        var copy = new CopyRows(database, "pokemontcg");
        await copy.PayloadAsync("s1-1", Stop);
        await copy.ReasonAsync("card", "s1-1", Stop);
        await services.GetRequiredService<NormalizeBacklog>().OldestAsync(Stop);
        await services.GetRequiredService<CardRows>().FindAsync("pokemontcg", 1, 10, 5, Stop);
        await services.GetRequiredService<SyncRuns>().ReleaseAsync(new RunLease(Guid.CreateVersion7(), "pokemontcg", "folder", false, 1, TimeSpan.FromSeconds(1)), Stop);
        await using (var write = await database.BeginWriteAsync("silver", Stop))
        {
            var another = new QualityFinding(QualityRules.AnotherCard, "warning", "another", null);
            await services.GetRequiredService<FindingRows>().ReplaceAsync(write, ["s1-1"], [new ItemFindings("s1-1", null, 1, [another], [], false)], s_now, Stop);
            var fetches = services.GetRequiredService<SetFetchApplication>();
            await fetches.CompareAgainAsync(write, "pokemontcg", ["s1"], Stop);
            await fetches.CompareNowAsync(write, "pokemontcg", ["s1"], Stop);
            await services.GetRequiredService<SpeciesMaster>().LookAgainAsync(write, Stop);
            await new EmptiedSets(database).CardsBeforeAsync(write, new SetFetch { Feed = "pokemontcg", Source = "folder", SetId = "never", Status = FetchStatus.Fetched }, Stop);
        }
        await using (var write = await database.BeginWriteAsync("bronze", Stop))
        {
            var failed = new SourceCall { CallId = 1, Endpoint = "cards", RequestedAt = s_now, Error = "away" };
            await new CallRows(database).WriteAsync(write, new RunLease(Guid.CreateVersion7(), "pokemontcg", "folder", false, 1, TimeSpan.FromSeconds(1)), [(failed, 1)], new VersionPlan([], 1, s_now), Stop);
            foreach (var kind in new[] { ItemKind.Card, ItemKind.Set })
                await new LeftOutPictures(database).ForgiveAsync(write, "tcgdex/en", BronzeItemReader.Read("""[{"id":"s1-1"}]"""u8.ToArray(), kind), new() { ["s1-1"] = new LatestVersion("s1-1", 1, 1, "another", s_now) }, kind, Stop);
        }
        await new SourceHealth(database, new SourceOrder(["pokemontcg", "tcgdex"], TimeSpan.FromDays(1), null), TimeProvider.System).ReadAsync(Stop);
        // A second call within the minute waits for the quota.
        var log = new CallLog(database, TimeProvider.System, NullLogger<CallLog>.Instance);
        await log.ReserveAsync(null, "elsewhere", "cards", keyed: false, new CallQuota(1, null), Stop);
        using var enough = new CancellationTokenSource();
        var waiting = log.ReserveAsync(null, "elsewhere", "cards", keyed: false, new CallQuota(1, null), enough.Token);
        await enough.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    private static async Task RefreshSpeciesAsync(IServiceProvider services, RecordingDatabase database)
    {
        var log = new CallLog(database, TimeProvider.System, NullLogger<CallLog>.Instance);
        var (id, at) = await log.ReserveAsync(null, PokeApiClient.SourceName, "pokemon-species/1026", keyed: false, new CallQuota(null, null), Stop);
        var store = new SpeciesStore(database, TimeProvider.System);
        const string Payload = """{"id":1026,"name":"newcomer","generation":{"name":"generation-ix","url":"https://pokeapi.co/api/v2/generation/9/"},"names":[{"name":"Newcomer","language":{"name":"en"}}]}""";
        await store.SaveAsync(new SpeciesDocument(new ListedSpecies(1026, "newcomer", 9), "Newcomer", Payload, new string('a', 64)), new SourceCall { CallId = id, Endpoint = "pokemon-species/1026", RequestedAt = at }, Stop);
        await store.ReadLatestAsync(Stop);
        await store.ReadAskedAsync(s_now, Stop);
        await services.GetRequiredService<SpeciesMaster>().WorkAsync(Stop);
        using var daily = new SpeciesRefresher(null!, database, services.GetRequiredService<StageStart>(), TimeProvider.System, NullLogger<SpeciesRefresher>.Instance);
        await daily.StartAsync(Stop);
        await Eventually.ThatAsync(() => database.Captured.Statements.Any(s => s.Sql.Contains("'pokeapi-folder'", StringComparison.Ordinal)), TimeSpan.FromSeconds(20), "it looks when it is due");
        await daily.StopAsync(Stop);
    }

    /// <summary>A list that cannot be read, of a source that has none yet: the sets that are known are asked for.</summary>
    public static Task ListAsync(IServiceProvider services) => services.GetRequiredService<SetLists>().ReadAsync(
        new SyncScope(), force: false, services.GetRequiredService<ICardSource>(), new SourceAnswer([], Complete: false, null, "no list") { SetsCanBeAsked = true }, Stop);

    public static async Task MeasureAsync(IServiceProvider services)
    {
        foreach (var measurements in services.GetServices<ITableMeasurements>())
            await measurements.MeasureAsync(Stop);
    }

    public static async Task RunAsync(CardCatalogue catalogue)
    {
        await catalogue.Get<ImagePlanner>().PlanChangesAsync(1, 1_000, Stop);
        await MeasureAsync(catalogue.Get<IServiceProvider>());
        // A trace is only kept, and its card looked up, where somebody listens.
        using (var listener = new ActivityListener { ShouldListenTo = _ => true, Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData })
        {
            ActivitySource.AddActivityListener(listener);
            // The second's picture is the first's, whose renditions are there.
            foreach (var card in new[] { "c8", "c9" })
            {
                catalogue.Gallery.Show(CardCatalogue.Large(card), "large c8");
                await catalogue.AddCardAsync(card, CardCatalogue.Large(card), null);
                await catalogue.DrainAsync();
            }
        }
        await catalogue.ExecuteAsync(
            """
            INSERT INTO bronze_tcg_cards (id, feed, card_id, version, content_hash, source, set_id, requested_at, fetched_at, api_call_id, sync_id, payload)
            VALUES (9000, 'starter', 'c9', 1, 'hash', 'starter', 's1', @now, @now, 1, '01a22200-0000-7000-8000-000000000000', '{}')
            """, ("@now", s_now));
        await catalogue.ExecuteAsync("DELETE FROM silver_tcg_cards WHERE card_id = 'c9'");
        await new StarterPictures(catalogue.Database).RemoveAsync(Stop);
    }

    /// <summary>For as long as it takes to ask, another feed knows a card and its set too.</summary>
    private static async Task AskOtherFeedAsync(TestPipeline pipeline, SqlDatabase database)
    {
        await pipeline.ExecuteAsync(Copied(SilverTables.CardIdentities, "feed_card_id = 's1-1'"));
        await pipeline.ExecuteAsync(Copied(SilverTables.SetIdentities, "feed_set_id = 's1'"));
        await using (var write = await database.BeginWriteAsync("silver", Stop))
        {
            var others = pipeline.Services.GetRequiredService<OtherFeeds>();
            await others.CardsAsync(write, "pokemontcg", ["s1-1"], Stop);
            await others.SetsAsync(write, "pokemontcg", ["s1"], Stop);
        }
        await pipeline.ExecuteAsync("DELETE FROM silver_card_identities WHERE feed = 'other'");
        await pipeline.ExecuteAsync("DELETE FROM silver_set_identities WHERE feed = 'other'");
    }

    private static string Copied<T>(BulkTable<T> table, string which)
    {
        var others = string.Join(", ", table.Columns.Select(c => c.Name).Where(name => name != "feed"));
        return $"INSERT INTO {table.Name} (feed, {others}) SELECT 'other', {others} FROM {table.Name} WHERE {which}";
    }
}
