using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using PokedexTop.Configuration;
using PokedexTop.Data;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Sources;
using PokedexTop.Ingest.Tests.Sources;
using PokedexTop.Ingest.Tests.Sources.PokemonTcg;
using PokedexTop.Testing;

namespace PokedexTop.Ingest.Tests.Bronze;

/// <summary>How long a source that asked for a pause is left alone.</summary>
public sealed class CallLogPausesTests
{
    private static readonly CallQuota s_none = new(null, null);
    private readonly WaitedTime _time = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [EveryDatabase]
    public async Task A_pending_pause_is_honoured_by_every_process_and_after_a_restart(DatabaseProvider provider)
    {
        await using var file = await BronzeLayer.CreateAsync(provider);
        var first = await ReserveAsync(Log(file), s_none);
        await Log(file).FailAsync(first.CallId, 429, 12.5, 40, "too many", _time.UtcNow().AddSeconds(90), Token);

        var next = ReserveAsync(Log(file), s_none);
        await _time.WaitedForAsync(next);
        await _time.PassUntilAsync(TimeSpan.FromSeconds(1), next);

        var calls = await file.CallsAsync();
        Assert.True(calls[1].RequestedAt >= calls[0].RetryAt);
        Assert.Equal((429, 12.5, 40L, "too many", CallOutcome.Failed), (calls[0].StatusCode, calls[0].DurationMs, calls[0].Bytes, calls[0].Error, calls[0].Outcome));
    }

    [Fact]
    public async Task A_pause_holds_in_its_process_before_it_has_its_row()
    {
        await using var file = await BronzeLayer.CreateAsync();
        var (log, until) = (Log(file), _time.UtcNow().AddSeconds(90));
        log.Pause("s", until);
        await ReserveAsync(log, s_none, source: "other");

        var next = ReserveAsync(log, s_none);
        await _time.WaitedForAsync(next);
        await _time.PassUntilAsync(TimeSpan.FromSeconds(1), next);

        Assert.True((await file.CallsAsync())[^1].RequestedAt >= until);
    }

    [Fact]
    public async Task A_pause_written_by_a_clock_that_ran_ahead_shuts_no_source_out()
    {
        await using var file = await BronzeLayer.CreateAsync();
        var ahead = new WaitedTime(_time.Start.AddDays(300));
        var call = await ReserveAsync(new CallLog(file.Open(), ahead, NullLogger<CallLog>.Instance), s_none);
        await Log(file).FailAsync(call.CallId, 429, 1, 1, "too many", ahead.UtcNow().AddMinutes(1), Token);

        await ReserveAsync(Log(file), s_none);

        Assert.Equal(2, (await file.CallsAsync()).Count);
    }

    [Fact]
    public async Task The_longest_pause_holds_whichever_was_asked_for_last()
    {
        await using var file = await BronzeLayer.CreateAsync();
        var (log, until) = (Log(file), _time.UtcNow().AddSeconds(90));
        log.Pause("s", until.AddSeconds(-60));
        log.Pause("s", until);
        log.Pause("s", until.AddSeconds(-30));

        var next = ReserveAsync(log, s_none);
        await _time.WaitedForAsync(next);
        await _time.PassUntilAsync(TimeSpan.FromSeconds(1), next);

        Assert.Equal(until, Assert.Single(await file.CallsAsync()).RequestedAt);
    }

    [Theory]
    [InlineData(90, 30)]
    [InlineData(30, 90)]
    public async Task The_later_of_a_pause_of_this_process_and_a_written_one_holds(int written, int own)
    {
        await using var file = await BronzeLayer.CreateAsync();
        var (notes, now) = (new List<string>(), _time.UtcNow());
        var log = new CallLog(file.Open(), _time, new Notes<CallLog>(notes, LogLevel.Information));
        var first = await ReserveAsync(log, s_none);
        await log.FailAsync(first.CallId, 429, 1, 1, "too many", now.AddSeconds(written), Token);
        log.Pause("s", now.AddSeconds(own));

        var next = ReserveAsync(log, s_none);
        await _time.WaitedForAsync(next);
        await _time.PassUntilAsync(TimeSpan.FromSeconds(1), next);

        Assert.Equal(now.AddSeconds(90), (await file.CallsAsync())[^1].RequestedAt);
        Assert.Equal("Waiting 90 s before the next call to s: it asked for a pause.", Assert.Single(notes));
    }

    [Fact]
    public async Task A_pause_of_a_whole_day_holds_to_its_end()
    {
        await using var file = await BronzeLayer.CreateAsync();
        var until = _time.UtcNow().AddDays(1);
        var first = await ReserveAsync(Log(file), s_none);
        await Log(file).FailAsync(first.CallId, 429, 1, 1, "too many", until, Token);
        _time.Advance(TimeSpan.FromDays(1) - TimeSpan.FromSeconds(0.5));

        var next = ReserveAsync(Log(file), s_none);
        await _time.WaitedForAsync(next);
        await _time.PassUntilAsync(TimeSpan.FromSeconds(1), next);

        Assert.True((await file.CallsAsync())[^1].RequestedAt >= until);
    }

    private CallLog Log(BronzeLayer file) => new(file.Open(), _time, NullLogger<CallLog>.Instance);

    private static Task<(long CallId, DateTime RequestedAt)> ReserveAsync(CallLog log, CallQuota quota, string source = "s") =>
        Task.Run(() => log.ReserveAsync(Guid.NewGuid(), source, "e", false, quota, Token), Token);
}
