using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using PokedexTop.Configuration;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Retention;
using PokedexTop.Ingest.Syncs;
using PokedexTop.Ingest.Tests.Sources;
using PokedexTop.Testing;

namespace PokedexTop.Ingest.Tests.Retention;

/// <summary>What bronze forgets, and above all what it does not.</summary>
public sealed class HousekeepersTests
{
    private const string Feed = "pokemontcg";

    private static readonly DateTime s_now = new(2026, 11, 29, 12, 0, 0, DateTimeKind.Utc);

    private static readonly RetentionOptions s_short = new() { Calls = 10, Runs = 10, Prices = 10 };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [EveryDatabase]
    public async Task Old_runs_go_with_their_fetches_unless_something_is_still_told_of_them(DatabaseProvider provider)
    {
        await using var layer = await BronzeLayer.CreateAsync(provider);
        var database = layer.Open();
        // A run a day for a hundred days; the 5th brought a version, the 8th was the last that saw a set, the 9th never ended.
        var runs = Enumerable.Range(0, 100).Select(day => new SyncRun { SyncId = Guid.CreateVersion7(), Scope = "{}", Feed = Feed, Source = "folder", Status = day == 9 ? SyncStatus.Running : SyncStatus.Completed, RequestedBy = "test", RequestedAt = s_now.AddDays(day - 100) }).ToList();
        await using (var bronze = new BronzeContextFactory(database).Create())
        {
            bronze.AddRange(runs);
            bronze.AddRange(runs.SelectMany((run, day) => new[] { "a", "b", day == 8 ? "gone" : "c" }.Select((set, position) => new SetFetch
            {
                Id = day * 3 + position + 1,
                SyncId = run.SyncId,
                Feed = Feed,
                Source = "folder",
                SetId = set,
                Position = position,
                Status = FetchStatus.Fetched,
                Complete = day % 2 == 0,
                Attempts = 1,
            })));
            bronze.Add(Version(1, runs[5].SyncId, call: 0));
            await bronze.SaveChangesAsync(Stop);
        }
        await using var after = new BronzeContextFactory(database).Create();
        var housekeeper = new RunHousekeeper(database, s_short, new FakeTimeProvider(s_now));
        // The latest twenty stay, and of each set the latest twenty complete fetches, which are every other one.
        Assert.Equal(80 - 3 - 10, await housekeeper.RemoveAsync(Stop));
        Assert.Equal(runs.Where((_, day) => day is 5 or 8 or 9 || day >= 80 || (day >= 60 && day % 2 == 0)).Select(run => run.SyncId), await after.SyncRuns.OrderBy(run => run.RequestedAt).Select(run => run.SyncId).ToListAsync(Stop));
        Assert.Equal(await after.SyncRuns.CountAsync(Stop) * 3, await after.SetFetches.CountAsync(Stop));
        Assert.Equal(0, await housekeeper.RemoveAsync(Stop));
        Assert.Equal(0, await new RunHousekeeper(database, s_short with { Runs = 0 }, new FakeTimeProvider(s_now.AddYears(50))).RemoveAsync(Stop));
    }

    [Theory]
    [EveryDatabase]
    public async Task Old_calls_go_unless_a_version_came_with_them_or_the_latest_answer_is_made_of_them(DatabaseProvider provider)
    {
        await using var layer = await BronzeLayer.CreateAsync(provider);
        var database = layer.Open();
        var sync = Guid.CreateVersion7();
        await using (var bronze = new BronzeContextFactory(database).Create())
        {
            // Three fetches of one set, of which the last failed; one of a set that never came again.
            foreach (var (id, set, status) in new[] { (1, "a", FetchStatus.Fetched), (2, "a", FetchStatus.Fetched), (3, "a", FetchStatus.Failed), (4, "b", FetchStatus.Fetched) })
                bronze.Add(new SetFetch { Id = id, SyncId = sync, Feed = Feed, Source = "pokemontcg", SetId = set, Position = 0, Status = status, Complete = true, Attempts = 1 });
            bronze.AddRange(
                Call(1, "sets?page=1", null), Call(2, "cards?q=set.id:a&page=1", 1), Call(3, "cards?q=set.id:a&page=2", 1), Call(4, "cards?q=set.id:a&page=1", 2), Call(5, "cards?q=set.id:a&page=1", 3),
                Call(6, "cards?q=set.id:a&page=2", 3, CallOutcome.Failed), Call(7, "cards?q=set.id:b&page=1", 4), Call(8, "sets?page=1", null, CallOutcome.Failed), Call(9, "sets?page=1", null),
                Call(10, "pokemon-species/25", null), Call(11, "sets?page=1", null, CallOutcome.Reserved), Call(12, "sets?page=1", null, at: s_now), Call(13, "sets?page=1", null, CallOutcome.Failed));
            bronze.Add(Version(1, sync, call: 3));
            bronze.Add(new BronzeReject { Id = 1, SyncId = sync, ApiCallId = 9, Position = 0, Payload = "{}", Reason = "no-id", ReceivedAt = s_now });
            await bronze.SaveChangesAsync(Stop);
        }
        var housekeeper = new CallHousekeeper(database, s_short, new FakeTimeProvider(s_now));
        Assert.Equal(6, await housekeeper.RemoveAsync(Stop));
        // 3 brought a version, 9 a reject; 4 and 7 are what their sets are made of; 10 and 12 are the latest of their kind; ids go on after 13.
        Assert.Equal([3, 4, 7, 9, 10, 12, 13], (await layer.CallsAsync()).Select(call => call.Id));
        Assert.Equal(0, await housekeeper.RemoveAsync(Stop));
        Assert.Equal(0, await new CallHousekeeper(database, s_short with { Calls = 0 }, new FakeTimeProvider(s_now.AddYears(50))).RemoveAsync(Stop));
    }

    [Theory]
    [EveryDatabase]
    public async Task Of_older_weeks_the_last_block_of_each_card_and_market_stays(DatabaseProvider provider)
    {
        await using var layer = await BronzeLayer.CreateAsync(provider);
        var database = layer.Open();
        // Every day of October and November, Mondays on the 2nd, 9th, 16th and 23rd; two blocks on one of them.
        var days = Enumerable.Range(0, 60).Select(day => new DateOnly(2026, 10, 1).AddDays(day)).ToList();
        await using (var bronze = new BronzeContextFactory(database).Create())
        {
            var id = 0;
            foreach (var card in Enumerable.Range(1, 501).Select(number => $"a-{number}"))
            {
                foreach (var day in card is "a-1" or "a-501" ? days.Append(new DateOnly(2026, 10, 4)) : [days[0]])
                    bronze.Add(Price(++id, card, "tcgplayer", day));
            }
            bronze.Add(Price(++id, "a-1", "cardmarket", days[0]));
            await bronze.SaveChangesAsync(Stop);
        }
        var housekeeper = new PriceHousekeeper(database, s_short, new FakeTimeProvider(s_now));
        // Ten days back is Thursday the 19th of November: its week is not over, so all from Monday the 16th stay.
        Assert.Equal(2 * (47 - 7), await housekeeper.RemoveAsync(Stop));
        await using var after = new BronzeContextFactory(database).Create();
        foreach (var card in new[] { "a-1", "a-501" })
        {
            var left = await after.Prices.Where(price => price.CardId == card && price.Market == "tcgplayer").OrderBy(price => price.ObservedOn).ToListAsync(Stop);
            Assert.Equal(
                [new DateOnly(2026, 10, 4), new DateOnly(2026, 10, 11), new DateOnly(2026, 10, 18), new DateOnly(2026, 10, 25), new DateOnly(2026, 11, 1), new DateOnly(2026, 11, 8), new DateOnly(2026, 11, 15), .. days.Where(day => day >= new DateOnly(2026, 11, 16))],
                left.Select(price => price.ObservedOn));
            // Of two of one day the later one counts.
            Assert.True(left[0].Id > left[1].Id);
        }
        Assert.Equal(499 + 1, await after.Prices.CountAsync(price => price.CardId != "a-501" && !(price.CardId == "a-1" && price.Market == "tcgplayer"), Stop));
        Assert.Equal(0, await housekeeper.RemoveAsync(Stop));
        Assert.Equal(0, await new PriceHousekeeper(database, new RetentionOptions(), new FakeTimeProvider(s_now.AddYears(50))).RemoveAsync(Stop));
    }

    private static ApiCall Call(long id, string endpoint, long? fetch, string outcome = CallOutcome.Ok, DateTime? at = null) =>
        new() { Id = id, Source = "pokemontcg", Endpoint = endpoint, FetchId = fetch, Outcome = outcome, RequestedAt = at ?? s_now.AddDays(-20) };

    private static BronzeCard Version(long id, Guid sync, long call) => new()
    {
        Id = id,
        Feed = Feed,
        CardId = $"a-{id}",
        Version = 1,
        ContentHash = "h",
        Source = "folder",
        SetId = "a",
        RequestedAt = s_now,
        FetchedAt = s_now,
        ApiCallId = call,
        SyncId = sync,
        Payload = "{}"u8.ToArray(),
    };

    private static BronzePrice Price(long id, string card, string market, DateOnly on) =>
        new() { Id = id, Feed = Feed, CardId = card, Market = market, ObservedOn = on, Payload = "{}"u8.ToArray(), ContentHash = "h", FetchedAt = s_now };
}
