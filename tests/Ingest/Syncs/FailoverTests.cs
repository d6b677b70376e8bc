using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using PokedexTop.Data;
using PokedexTop.FakeApi;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Sources;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Ingest.Tests.Sources.Tcgdex;
using PokedexTop.Telemetry;

namespace PokedexTop.Ingest.Tests.Syncs;

/// <summary>What becomes of syncs when the first source of the order closes, fails for long, or comes back.</summary>
public sealed class FailoverTests
{
    private static readonly DateTimeOffset s_closes = new(2027, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(s_closes.AddDays(-2));

    [Fact]
    public async Task Rehearsal_the_first_source_closes_for_ever_on_its_day_and_the_second_goes_on()
    {
        await using var fake = await FakeAsync();
        fake.Faults.ClosesAt = s_closes;
        await using var ingest = await IngestAsync(fake, ("Source:PokemonTcg:ClosesOn", "2027-03-01"));

        var before = await ingest.SyncAsync();
        Assert.Equal((SyncStatus.Completed, "pokemontcg", "pokemontcg"), (before.Status, before.Source, before.Feed));
        Assert.Null(await StandInAsync(ingest));
        Assert.Equal(["pokemontcg 1", "tcgdex 1"], await ServesAsync(ingest));
        _time.Advance(TimeSpan.FromDays(3));
        TcgdexServer.Put(fake.Tcgdex.Language("en"), "new1", ["1", "2"]);
        fake.ForgetRequests();

        var after = await ingest.SyncAsync();

        Assert.Equal((SyncStatus.Completed, "tcgdex", "tcgdex/en"), (after.Status, after.Source, after.Feed));
        Assert.DoesNotContain(fake.Requests, request => request.Path.StartsWith("/v2", StringComparison.Ordinal));
        Assert.Equal("The source 'pokemontcg' does not serve: it is closed since 2027-03-01. Syncs go on with 'tcgdex'.", await StandInAsync(ingest));
        Assert.Equal(["pokemontcg 0", "tcgdex 1"], await ServesAsync(ingest));
        // Nothing of the first feed is touched: its cards have one version and its set was last fetched whole.
        Assert.Equal((3, 3), (await ingest.CountAsync("bronze_tcg_cards WHERE feed = 'pokemontcg'"), await ingest.CountAsync("bronze_tcg_cards WHERE feed = 'pokemontcg' AND version = 1")));
        Assert.Equal(1, await ingest.CountAsync("bronze_set_fetches WHERE feed = 'pokemontcg' AND complete = @yes AND received = 3", ("@yes", true)));
        Assert.Equal(["base1-1", "base1-2", "base1-3", "new1-1", "new1-2"], await ingest.ReadAsync("SELECT card_id FROM bronze_tcg_cards WHERE feed = 'tcgdex/en' ORDER BY card_id", row => row.GetString(0)));
    }

    [Fact]
    public async Task A_source_whose_list_is_gone_is_left_and_returned_to_without_a_version_of_what_did_not_change()
    {
        await using var fake = await FakeAsync();
        await using var ingest = await IngestAsync(fake);
        await ingest.SyncAsync();
        _time.Advance(TimeSpan.FromMinutes(5));
        fake.Faults.ClosesAt = _time.GetUtcNow();
        for (var failed = 0; failed < 3; failed++)
        {
            var run = await ingest.SyncAsync();
            // The sets that are known are asked for all the same, and half a minute later once more.
            _time.Advance(TimeSpan.FromMinutes(5));
            await ingest.WorkAsync();
            Assert.Equal((SyncStatus.Failed, "pokemontcg"), ((await ingest.RunAsync(run.SyncId)).Status, run.Source));
        }

        Assert.Equal("tcgdex", (await ingest.SyncAsync()).Source);
        Assert.Contains("its list of sets is not there any more (3 answers of 404 or 410)", await StandInAsync(ingest), StringComparison.Ordinal);
        // It is asked whether it is back once an hour, not with every sync.
        _time.Advance(TimeSpan.FromHours(2));
        fake.ForgetRequests();
        await ingest.SyncAsync();
        await ingest.SyncAsync();
        Assert.Single(fake.Requests, request => request.Path.StartsWith("/v2", StringComparison.Ordinal));

        fake.Faults.Clear();
        _time.Advance(TimeSpan.FromHours(2));
        var back = await ingest.SyncAsync();

        Assert.Equal((SyncStatus.Completed, "pokemontcg"), (back.Status, back.Source));
        Assert.Null(await StandInAsync(ingest));
        Assert.Equal((6, 0), (await ingest.CountAsync("bronze_tcg_cards"), await ingest.CountAsync("bronze_tcg_cards WHERE version > 1")));
    }

    [Fact]
    public async Task A_source_that_fails_for_an_hour_keeps_its_place_and_one_that_fails_for_a_day_does_not()
    {
        await using var fake = await FakeAsync();
        await using var ingest = await IngestAsync(fake);
        fake.Faults.Choose = request => request.Path.StartsWith("/v2", StringComparison.Ordinal) ? FakeFault.InternalError : FakeFault.None;
        await ingest.SyncAsync();
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal("pokemontcg", (await ingest.SyncAsync()).Source);
        _time.Advance(TimeSpan.FromHours(24));
        Assert.Equal("pokemontcg", (await ingest.SyncAsync()).Source);

        var run = await ingest.SyncAsync();

        Assert.Equal((SyncStatus.Completed, "tcgdex"), (run.Status, run.Source));
        Assert.Contains("every call since 2027-02-27 00:00 UTC failed", await StandInAsync(ingest), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sets_that_are_not_there_speak_for_no_list_and_a_closed_source_is_never_gone_back_to()
    {
        await using var fake = await FakeAsync();
        foreach (var set in new[] { "new1", "new2", "new3" })
        {
            TcgdexServer.Put(fake.Tcgdex.Language("en"), set, ["1"]);
            fake.Faults.MissingSets[set] = true;
        }
        await using var ingest = await IngestAsync(fake, ("Source:PokemonTcg:ClosesOn", "2027-02-01"));
        for (var run = 0; run < 3; run++)
        {
            Assert.Equal("tcgdex", (await ingest.SyncAsync()).Source);
            Assert.EndsWith("Syncs go on with 'tcgdex'.", await StandInAsync(ingest), StringComparison.Ordinal);
            _time.Advance(TimeSpan.FromMinutes(5));
        }

        fake.Faults.Choose = _ => FakeFault.InternalError;
        await ingest.SyncAsync();
        _time.Advance(TimeSpan.FromHours(25));
        await ingest.SyncAsync();
        Assert.EndsWith("None of the others does either.", await StandInAsync(ingest), StringComparison.Ordinal);
        Assert.Equal("tcgdex", (await ingest.SyncAsync()).Source);
    }

    [Fact]
    public async Task A_source_that_was_chosen_by_name_never_gives_way()
    {
        await using var fake = await FakeAsync();
        await using var ingest = await IngestAsync(fake, ("Source:PokemonTcg:ClosesOn", "2027-02-01"));
        Assert.Equal("pokemontcg", (await ingest.SyncAsync(source: "pokemontcg")).Source);

        await using var chosen = await IngestAsync(fake, ("Source:PokemonTcg:ClosesOn", "2027-02-01"), ("Source:Name", "pokemontcg"));
        Assert.Equal("pokemontcg", (await chosen.SyncAsync()).Source);
        Assert.Null(await StandInAsync(chosen));
        Assert.Equal((SyncStatus.Failed, SyncReason.OtherSource), await chosen.SyncAsync(source: "tcgdex") is var refused ? (refused.Status, refused.Reason) : default);
    }

    [Theory]
    [InlineData(null, null, "2027-03-01")]
    [InlineData("http://127.0.0.1:9/v2", null, null)]
    [InlineData(null, "never", null)]
    [InlineData("http://127.0.0.1:9/v2", "2026-12-31", "2026-12-31")]
    public void The_announced_day_holds_for_the_real_host_alone(string? url, string? day, string? expected)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Source:PokemonTcg:BaseUrl"] = url, ["Source:PokemonTcg:ClosesOn"] = day }).Build();

        Assert.Equal(expected is null ? null : DateOnly.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), SourceOrder.Read(configuration).PokemonTcgClosesOn);
    }

    private static Task<string?> StandInAsync(IngestHost ingest) => ingest.Services.GetRequiredService<SourceHealth>().StandInAsync(TestContext.Current.CancellationToken);

    /// <summary>The gauge that says which sources serve.</summary>
    private static async Task<List<string>> ServesAsync(IngestHost ingest)
    {
        foreach (var measurements in ingest.Services.GetServices<ITableMeasurements>())
            await measurements.MeasureAsync(TestContext.Current.CancellationToken);
        var serves = new List<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == "pokedextop.ingest.source.serves")
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) => serves.Add($"{tags[0].Value} {value}"));
        listener.Start();
        listener.RecordObservableInstruments();
        serves.Sort(StringComparer.Ordinal);
        return serves;
    }

    /// <summary>Both sources know the set base1 with three cards.</summary>
    private async Task<FakeTcgApi> FakeAsync()
    {
        var fake = await FakeTcgApi.StartAsync(new FakeTcgApiOptions { Time = _time }, TestContext.Current.CancellationToken);
        fake.Catalogue.PutSet("""{"id":"base1","name":"Base"}""");
        foreach (var number in new[] { 1, 2, 3 })
            fake.Catalogue.Add("base1", $$"""{"id":"base1-{{number}}","name":"Card {{number}}","number":"{{number}}"}""");
        TcgdexServer.Put(fake.Tcgdex.Language("en"), "base1", ["1", "2", "3"]);
        return fake;
    }

    private Task<IngestHost> IngestAsync(FakeTcgApi fake, params (string, string)[] settings) => IngestHost.StartAsync(
        static (services, configuration) => services.AddCardSource(configuration, SourceSelection.Read(configuration)), _time,
        [.. TcgdexServer.Settings(fake, ("Source:PokemonTcg:BaseUrl", fake.BaseUrl), ("Source:PokemonTcg:Attempts", "1"), ("Source:Tcgdex:Attempts", "1"), ("Source:PokemonTcg:KeylessPerMinute", "0")), .. settings]);
}
