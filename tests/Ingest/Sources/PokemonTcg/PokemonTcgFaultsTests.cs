using PokedexTop.FakeApi;
using PokedexTop.Testing;

namespace PokedexTop.Ingest.Tests.Sources.PokemonTcg;

/// <summary>Every fault the API is known for, for real, over a socket.</summary>
public sealed class PokemonTcgFaultsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(FakeFault.InternalError, @"answered 500 \(internal server error\) without a body")]
    [InlineData(FakeFault.GatewayTimeout, @"answered 504 \(gateway timeout\)")]
    [InlineData(FakeFault.TooManyRequests, @"answered 429 \(too many requests\): Too Many Requests\.")]
    [InlineData(FakeFault.ConnectionReset, "(broke its answer off after|reset the connection)")]
    [InlineData(FakeFault.TruncatedJson, "answered 200 with what cannot be used")]
    [InlineData(FakeFault.Html, "HTML")]
    public async Task A_fault_that_passes_is_retried_and_its_call_recorded(FakeFault fault, string error)
    {
        await using var api = await CardApi.StartAsync();
        api.Faults.Next.Enqueue(fault);
        api.Faults.Next.Enqueue(fault);

        var answer = await api.FetchAsync();

        Assert.Equal([fault, fault, FakeFault.None], api.Fake.Requests.Select(request => request.Fault));
        await api.AssertWholeAsync(answer);
        Assert.Matches(error, answer.Calls[0].Error!);
        Assert.Matches(error, answer.Calls[1].Error!);
    }

    [Fact]
    public async Task A_slow_drip_is_cut_at_the_total_time()
    {
        await using var api = await CardApi.StartAsync();
        api.Faults.SlowPause = TimeSpan.FromMilliseconds(500);
        api.Faults.Next.Enqueue(FakeFault.SlowDrip);

        var answer = await api.FetchAsync(options => options with { CallTimeout = TimeSpan.FromSeconds(2) });

        Assert.Equal(FakeFault.SlowDrip, api.Fake.Requests[0].Fault);
        Assert.Matches(@"sent only [\d,]+ bytes of its answer within 2 s", answer.Calls[0].Error!);
        Assert.InRange(answer.Calls[0].DurationMs, 1_900, 7_000);
        await api.AssertWholeAsync(answer);
    }

    [Fact]
    public async Task A_slow_drip_within_the_total_time_is_an_answer()
    {
        await using var api = await CardApi.StartAsync();
        api.Faults.SlowPause = TimeSpan.FromMilliseconds(5);
        api.Faults.Next.Enqueue(FakeFault.SlowDrip);

        var answer = await api.FetchAsync();

        Assert.Equal(FakeFault.SlowDrip, Assert.Single(api.Fake.Requests).Fault);
        await api.AssertWholeAsync(answer);
    }

    [Fact]
    public async Task Faults_at_random_leave_a_whole_set()
    {
        await using var api = await CardApi.StartAsync(new FakeTcgApiOptions { Seed = 5 });
        api.Faults.SlowPause = TimeSpan.FromMilliseconds(1);
        foreach (var fault in Enum.GetValues<FakeFault>().Except([FakeFault.None, FakeFault.TooManyRequests, FakeFault.WrongTotalCount]))
            api.Faults.Probabilities[fault] = 0.05;

        var answer = await api.FetchAsync(options => options with { PageSize = 10, Attempts = 6 });

        Assert.True(api.Fake.Requests.Select(request => request.Fault).Distinct().Count() > 2, "too few faults fired");
        await api.AssertWholeAsync(answer);
    }

    [Fact]
    public async Task An_answer_above_the_byte_cap_is_refused_and_smaller_pages_are_asked_for()
    {
        await using var api = await CardApi.StartAsync();

        var answer = await api.FetchAsync(options => options with { MaxResponseBytes = 14_000, PageSize = 250 });

        Assert.Contains("sent more than the 14,000 bytes allowed", answer.Calls[0].Error, StringComparison.Ordinal);
        Assert.InRange(answer.Calls[0].Bytes, 0, 14_000);
        // The same pages would be as large again: no attempt is wasted on them.
        Assert.Equal(1, answer.Calls.Count(call => call.Endpoint.Contains("pageSize=250", StringComparison.Ordinal)));
        await api.AssertWholeAsync(answer);
    }

    [Fact]
    public async Task Nobody_there_is_said_in_one_sentence_with_what_to_do()
    {
        await using var api = await CardApi.StartAsync();
        var source = api.Source(options => options with { BaseUrl = new Uri("http://127.0.0.1:9/v2"), Attempts = 3 });

        var sets = await source.FetchSetsAsync(Guid.NewGuid(), Token);

        Assert.False(sets.Complete);
        Assert.Equal("127.0.0.1:9 cannot be reached: connection refused", sets.Error);
        // Smaller pages cannot help against nobody.
        Assert.Equal(3, sets.Calls.Count);
        Assert.All(await api.File.CallsAsync(), row => Assert.Equal(sets.Error, row.Error));
        var note = Assert.Single(api.Notes);
        Assert.StartsWith(sets.Error, note, StringComparison.Ordinal);
        Assert.Contains("--source starter", source.Advice, StringComparison.Ordinal);
        Assert.Contains("--source folder:PATH", source.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_does_not_resolve_is_said_so()
    {
        await using var api = await CardApi.StartAsync();

        var answer = await api.FetchAsync(options => options with { BaseUrl = new Uri("http://nowhere.invalid/v2"), Attempts = 1 });

        Assert.Equal("nowhere.invalid cannot be reached: its name cannot be resolved", answer.Error);
    }

    [Fact]
    public async Task Cancelling_stops_at_once_and_leaves_no_open_row()
    {
        await using var api = await CardApi.StartAsync();
        api.Faults.SlowPause = TimeSpan.FromSeconds(5);
        api.Faults.Next.Enqueue(FakeFault.SlowDrip);
        using var stop = new CancellationTokenSource();

        var fetch = api.Source().FetchSetAsync(Guid.NewGuid(), "one", stop.Token);
        await Eventually.ThatAsync(() => api.Fake.Requests.Count > 0, TimeSpan.FromSeconds(30), "the fetch asks", Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetch);
        Assert.Equal(FakeFault.SlowDrip, Assert.Single(api.Fake.Requests).Fault);
        Assert.Equal("cancelled", Assert.Single(await api.File.CallsAsync()).Error);
    }

    [Fact]
    public async Task A_retry_after_is_stored_for_everybody()
    {
        await using var api = await CardApi.StartAsync();
        api.Faults.RetryAfter = TimeSpan.FromSeconds(1);
        api.Faults.Next.Enqueue(FakeFault.TooManyRequests);

        var answer = await api.FetchAsync();

        Assert.Equal(FakeFault.TooManyRequests, api.Fake.Requests[0].Fault);
        await api.AssertWholeAsync(answer);
        var rows = await api.File.CallsAsync();
        Assert.InRange(rows[0].RetryAt!.Value - rows[0].RequestedAt, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3));
        Assert.True(rows[1].RequestedAt >= rows[0].RetryAt);
    }
}
