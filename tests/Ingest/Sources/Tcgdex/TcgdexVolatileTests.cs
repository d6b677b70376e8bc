using System.Diagnostics;
using PokedexTop.FakeApi;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Tests.Syncs;
using PokedexTop.Testing;

namespace PokedexTop.Ingest.Tests.Sources.Tcgdex;

/// <summary>What comes and goes in TCGdex's answers without being news.</summary>
public sealed class TcgdexVolatileTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pictures_that_are_left_out_everywhere_make_no_versions_and_neither_do_they_when_they_come_back()
    {
        await using var server = await TcgdexServer.StartAsync();
        await server.Ingest.SyncAsync();
        server.Fake.Faults.PicturesAreLeftOut = true;
        TcgdexServer.Put(server.English, "two", ["!", "%3F", "3"]);

        await server.Ingest.SyncAsync(force: true);
        Assert.Equal((233, 4), (await server.VersionsAsync(), await server.Ingest.CountAsync("bronze_tcg_sets")));
        server.Fake.Faults.PicturesAreLeftOut = false;
        await server.Ingest.SyncAsync(force: true);

        // The card and the set version that came without pictures get them: that is news.
        Assert.Equal((234, 5), (await server.VersionsAsync(), await server.Ingest.CountAsync("bronze_tcg_sets")));
        Assert.Equal(["two-3"], await server.Ingest.ReadAsync("SELECT card_id FROM bronze_tcg_cards WHERE version > 1", row => row.GetString(0)));
    }

    [Fact]
    public async Task A_card_that_changes_while_pictures_are_left_out_is_a_version()
    {
        await using var server = await TcgdexServer.StartAsync();
        await server.Ingest.SyncAsync();
        server.Fake.Faults.PicturesAreLeftOut = true;
        server.English.PutCard(server.English.Card("two-!").Replace("[25]", "[26]", StringComparison.Ordinal));

        await server.Ingest.SyncAsync(force: true);

        Assert.Equal(["two-!"], await server.Ingest.ReadAsync("SELECT card_id FROM bronze_tcg_cards WHERE version = 2", row => row.GetString(0)));
    }

    [Fact]
    public async Task A_price_is_one_row_an_observed_change_and_none_for_a_wobble_or_a_step_back()
    {
        await using var server = await TcgdexServer.StartAsync();
        var scope = new SyncScope { Sets = ["two"] };
        await server.Ingest.SyncAsync(scope, force: true);
        var first = await server.Ingest.CountAsync("bronze_tcg_prices");
        server.Fake.Faults.PriceWobble = _ => TimeSpan.FromHours(13);
        await server.Ingest.SyncAsync(scope, force: true);
        Assert.Equal(first, await server.Ingest.CountAsync("bronze_tcg_prices"));

        server.Fake.Faults.PriceWobble = _ => TimeSpan.Zero;
        server.Fake.Day = server.Fake.Day.AddDays(1);
        await server.Ingest.SyncAsync(scope, force: true);
        Assert.Equal(first * 2, await server.Ingest.CountAsync("bronze_tcg_prices"));
        server.Fake.Day = server.Fake.Day.AddDays(-1);
        await server.Ingest.SyncAsync(scope, force: true);
        Assert.Equal(first * 2, await server.Ingest.CountAsync("bronze_tcg_prices"));
    }

    [Fact]
    public async Task The_shared_data_comes_whole_through_the_api()
    {
        _ = TestData.TcgdexFolder;
        var data = TestData.Root;
        await using var fake = await FakeTcgApi.StartAsync(new FakeTcgApiOptions { DataFolder = data }, Stop);
        await using var ingest = await IngestHost.StartAsync(TcgdexServer.Source, null,
            TcgdexServer.Settings(fake, ("Source:Tcgdex:Pocket", "true"), ("Source:Tcgdex:Parallelism", "8")));
        _ = fake.Tcgdex.Language("en");
        var began = Stopwatch.GetTimestamp();

        var run = await ingest.SyncAsync();

        var took = Stopwatch.GetElapsedTime(began);
        TestContext.Current.SendDiagnosticMessage("{0:N0} cards/s", 23_546 / took.TotalSeconds);
        Assert.Equal((SyncStatus.Completed, (string?)null), (run.Status, run.Error));
        Assert.Equal((218, 23_546), (await ingest.CountAsync("bronze_tcg_sets"), await ingest.CountAsync("bronze_tcg_cards")));
        Assert.Equal(1, await ingest.CountAsync("bronze_tcg_cards WHERE card_id = 'exu-%3F'"));
        Assert.Equal(0, await ingest.CountAsync("bronze_rejects"));
    }
}
