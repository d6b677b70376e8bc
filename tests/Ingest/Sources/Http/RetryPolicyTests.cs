using PokedexTop.Ingest.Sources;
using PokedexTop.Ingest.Sources.Http;

namespace PokedexTop.Ingest.Tests.Sources.Http;

public sealed class RetryPolicyTests
{
    private static readonly TimeSpan s_backoff = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(5);

    private readonly WaitedTime _time = new(new DateTimeOffset(2026, 11, 1, 12, 0, 0, TimeSpan.Zero));

    public static TheoryData<string, bool> Outcomes => new(
        from failure in Enum.GetNames<CallFailure>()
        from keyed in new[] { true, false }
        select (failure, keyed));

    [Theory]
    [MemberData(nameof(Outcomes))]
    public async Task Only_what_may_pass_is_asked_again(string failure, bool keyed)
    {
        var times = await CallAsync(3, Failed(Enum.Parse<CallFailure>(failure), keyed));
        var repeated = failure is "Unreachable" or "Broken" or "ServerError" or "TooManyRequests" || (failure == "Refused" && keyed);
        Assert.Equal(repeated ? 3 : 1, times.Count);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(5, 5)]
    public async Task Attempts_count_the_first_one(int attempts, int calls) =>
        Assert.Equal(calls, (await CallAsync(attempts, Failed(CallFailure.Broken))).Count);

    [Fact]
    public async Task An_answer_ends_the_attempts() =>
        Assert.Equal(2, (await CallAsync(5, Failed(CallFailure.Broken), Failed(CallFailure.None))).Count);

    [Fact]
    public async Task Attempts_are_apart_by_a_growing_random_time_that_has_a_bound()
    {
        var (one, other) = (Gaps(await CallAsync(12, Failed(CallFailure.ServerError))), Gaps(await CallAsync(12, Failed(CallFailure.ServerError))));

        Assert.All(one.Concat(other), gap => Assert.InRange(gap, 0, s_longest.TotalSeconds + 0.1));
        Assert.NotEqual(one, other);
        Assert.Contains(s_longest.TotalSeconds, one.Select(gap => Math.Round(gap)));
        Assert.True(one[0] < s_longest.TotalSeconds && one.Sum() > 6 * s_longest.TotalSeconds, string.Join(", ", one));
    }

    [Fact]
    public async Task A_refused_key_and_a_pause_that_is_waited_for_elsewhere_need_no_other_pause()
    {
        Assert.All(Gaps(await CallAsync(4, Failed(CallFailure.Refused))), gap => Assert.Equal(0, gap));
        Assert.All(Gaps(await CallAsync(4, Failed(CallFailure.TooManyRequests) with { MustWait = true })), gap => Assert.Equal(0, gap));
        Assert.True(Gaps(await CallAsync(4, Failed(CallFailure.TooManyRequests))).Sum() > 0);
    }

    /// <summary>When each attempt began; the last outcome is that of all further ones.</summary>
    private async Task<List<DateTimeOffset>> CallAsync(int attempts, params Attempt[] outcomes)
    {
        var times = new List<DateTimeOffset>();
        var policy = RetryPolicy.Create(attempts, s_backoff, s_longest, _time);
        var call = Task.Run(async () => await policy.ExecuteAsync(_ =>
        {
            times.Add(_time.GetUtcNow());
            return ValueTask.FromResult(outcomes[Math.Min(times.Count, outcomes.Length) - 1]);
        }));
        await _time.PassUntilAsync(TimeSpan.FromMilliseconds(50), call);
        return times;
    }

    private static List<double> Gaps(List<DateTimeOffset> times) => [.. times.Zip(times.Skip(1), (one, next) => (next - one).TotalSeconds)];

    private static Attempt<string> Failed(CallFailure failure, bool keyed = true) =>
        new(new SourceCall { Endpoint = "e", RequestedAt = DateTime.UnixEpoch }, failure, keyed, MustWait: false, null);
}
