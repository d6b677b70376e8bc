using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Sources;
using PokedexTop.Ingest.Telemetry;
using PokedexTop.Ingest.Tests.Sources;
using PokedexTop.Ingest.Tests.Sources.PokemonTcg;
using PokedexTop.Telemetry;
using PokedexTop.Testing;

namespace PokedexTop.Ingest.Tests.Bronze;

public sealed class CallLogTests
{
    private static readonly CallQuota s_keyless = new(30, 1_000);
    private readonly WaitedTime _time = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [EveryDatabase]
    public async Task Two_processes_together_never_exceed_thirty_calls_in_any_minute(DatabaseProvider provider)
    {
        await using var file = await BronzeLayer.CreateAsync(provider);
        CallLog[] logs = [Log(file), Log(file)];
        Task[] calls = [.. Enumerable.Range(0, 100).Select(i => ReserveAsync(logs[i % 2], s_keyless))];

        await _time.PassUntilAsync(TimeSpan.FromSeconds(1), calls);

        var times = (await file.CallsAsync()).ConvertAll(call => call.RequestedAt);
        Assert.Equal(100, times.Count);
        Assert.All(times, start => Assert.InRange(times.Count(t => t >= start && t < start.AddSeconds(60)), 1, 30));
        Assert.True(times[^1] - times[0] >= TimeSpan.FromMinutes(3));
    }

    [Fact]
    public async Task The_quota_of_a_day_holds_after_a_restart()
    {
        await using var file = await BronzeLayer.CreateAsync();
        var quota = new CallQuota(null, 5);
        for (var i = 0; i < 5; i++)
            await ReserveAsync(Log(file), quota);

        var sixth = ReserveAsync(Log(file), quota);
        await _time.WaitedForAsync(sixth);
        await _time.PassUntilAsync(TimeSpan.FromMinutes(10), sixth);

        Assert.True(_time.GetUtcNow() - _time.Start >= TimeSpan.FromHours(24));
    }

    [Theory]
    [EveryDatabase]
    public async Task Keyed_and_keyless_calls_and_other_sources_are_counted_apart(DatabaseProvider provider)
    {
        await using var file = await BronzeLayer.CreateAsync(provider);
        var one = new CallQuota(1, null);

        await ReserveAsync(Log(file), one);
        await ReserveAsync(Log(file), one, keyed: true);
        await ReserveAsync(Log(file), one, source: "other");

        Assert.Equal([false, true, false], (await file.CallsAsync()).ConvertAll(call => call.Keyed));
    }

    [Fact]
    public async Task A_call_of_a_process_that_died_still_counts()
    {
        await using var file = await BronzeLayer.CreateAsync();
        var one = new CallQuota(1, null);
        await ReserveAsync(Log(file), one);

        var second = ReserveAsync(Log(file), one);
        await _time.WaitedForAsync(second);

        Assert.Equal(CallOutcome.Reserved, Assert.Single(await file.CallsAsync()).Outcome);
        await _time.PassUntilAsync(TimeSpan.FromSeconds(10), second);
    }

    [Theory]
    [InlineData(60, 1)]
    [InlineData(86_400, 1)]
    [InlineData(60, 3)]
    public async Task A_place_is_free_a_second_after_its_window_for_the_source_counts_calls_later(int window, int places)
    {
        await using var file = await BronzeLayer.CreateAsync();
        var quota = window == 60 ? new CallQuota(places, null) : new CallQuota(null, places);
        for (var i = 0; i < places; i++)
        {
            await ReserveAsync(Log(file), quota);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        var next = ReserveAsync(Log(file), quota);
        await _time.WaitedForAsync(next);
        await _time.PassUntilAsync(TimeSpan.FromSeconds(window == 60 ? 1 : 60), next);

        var times = (await file.CallsAsync()).ConvertAll(call => call.RequestedAt);
        Assert.InRange((times[^1] - times[0]).TotalSeconds, window + 1, window == 60 ? window + 1 : window + 61);
    }

    [Theory]
    [InlineData(1, null, false, "Waiting 61 s before the next call to waiting: 1 call a minute without a key is allowed.", "minute")]
    [InlineData(1, 1, true, "Waiting 86401 s before the next call to waiting: 1 call a day is allowed.", "day")]
    [InlineData(null, 1, false, "Waiting 86401 s before the next call to waiting: 1 call a day without a key is allowed.", "day")]
    [InlineData(null, null, false, "Waiting 2 s before the next call to waiting: it asked for a pause.", "retry_after")]
    public async Task Whoever_waits_is_told_for_what_and_how_long(int? perMinute, int? perDay, bool keyed, string told, string reason)
    {
        await using var file = await BronzeLayer.CreateAsync();
        var measured = new List<string?>();
        // Read before anything listens: while it is being made, the field is still empty.
        var wait = IngestTelemetry.RateLimitWait;
        using var listener = new MeterListener { InstrumentPublished = (instrument, it) => { if (instrument == wait) it.EnableMeasurementEvents(instrument); } };
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) =>
        {
            if (tags.ToArray().Any(tag => tag is { Key: PipelineAttributes.Source, Value: "waiting" }))
                measured.Add(tags.ToArray().Single(tag => tag.Key == PipelineAttributes.Reason).Value as string);
        });
        listener.Start();
        var (notes, quota) = (new List<string>(), new CallQuota(perMinute, perDay));
        var log = new CallLog(file.Open(), _time, new Notes<CallLog>(notes, LogLevel.Information));
        await ReserveAsync(log, quota, keyed, "waiting");
        if (perMinute is null && perDay is null)
            log.Pause("waiting", _time.UtcNow().AddSeconds(1.5));

        var next = ReserveAsync(log, quota, keyed, "waiting");
        await _time.WaitedForAsync(next);
        await _time.PassUntilAsync(TimeSpan.FromMinutes(10), next);

        Assert.Equal(told, Assert.Single(notes));
        Assert.Equal(reason, Assert.Single(measured));
    }

    [Fact]
    public async Task Callers_that_wait_for_the_same_are_told_once()
    {
        await using var file = await BronzeLayer.CreateAsync();
        var (notes, none) = (new List<string>(), new CallQuota(null, null));
        var log = new CallLog(file.Open(), _time, new Notes<CallLog>(notes, LogLevel.Information));
        log.Pause("s", _time.UtcNow().AddSeconds(90));

        await _time.PassUntilAsync(TimeSpan.FromSeconds(90), ReserveAsync(log, none), ReserveAsync(log, none), ReserveAsync(log, none));

        Assert.Equal("Waiting 90 s before the next call to s: it asked for a pause.", Assert.Single(notes));
        Assert.Equal(3, (await file.CallsAsync()).Count);
    }

    [Fact]
    public async Task A_quota_that_was_lowered_counts_the_calls_before()
    {
        await using var file = await BronzeLayer.CreateAsync();
        var start = _time.UtcNow();
        for (var i = 0; i < 3; i++)
        {
            await ReserveAsync(Log(file), new CallQuota(3, null));
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        var next = ReserveAsync(Log(file), new CallQuota(1, null));
        await _time.WaitedForAsync(next);
        await _time.PassUntilAsync(TimeSpan.FromSeconds(1), next);

        Assert.Equal(start.AddSeconds(2 + 61), (await file.CallsAsync())[^1].RequestedAt);
    }

    [Fact]
    public async Task A_call_of_a_clock_that_ran_ahead_takes_no_place()
    {
        await using var file = await BronzeLayer.CreateAsync();
        var quota = new CallQuota(1, 1);
        await ReserveAsync(new CallLog(file.Open(), new WaitedTime(_time.Start.AddDays(300)), NullLogger<CallLog>.Instance), quota);

        await ReserveAsync(Log(file), quota);

        Assert.Equal(2, (await file.CallsAsync()).Count);
    }

    [Fact]
    public async Task Cancelled_waiting_takes_no_row()
    {
        await using var file = await BronzeLayer.CreateAsync();
        var one = new CallQuota(1, null);
        await ReserveAsync(Log(file), one);
        using var cancelled = new CancellationTokenSource();

        var second = Log(file).ReserveAsync(null, "s", "e", false, one, cancelled.Token);
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.Single(await file.CallsAsync());
    }

    private CallLog Log(BronzeLayer file) => new(file.Open(), _time, NullLogger<CallLog>.Instance);

    private static Task<(long CallId, DateTime RequestedAt)> ReserveAsync(CallLog log, CallQuota quota, bool keyed = false, string source = "s") =>
        Task.Run(() => log.ReserveAsync(Guid.NewGuid(), source, "e", keyed, quota, Token), Token);
}
