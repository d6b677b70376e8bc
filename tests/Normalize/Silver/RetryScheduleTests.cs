using PokedexTop.Normalize.Feeds.PokemonTcg;
using PokedexTop.Normalize.Feeds.Reading;
using PokedexTop.Normalize.Silver;

namespace PokedexTop.Normalize.Tests.Silver;

public sealed class RetryScheduleTests
{
    private static readonly DateTime s_now = new(2026, 11, 1, 12, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(RejectReasons.UnknownSet)]
    [InlineData(RejectReasons.Failed)]
    public void What_may_pass_is_tried_again_after_one_two_four_minutes_and_eight_times_at_most(string reason)
    {
        var waits = Enumerable.Range(1, 8).Select(attempts => (RetrySchedule.Next(reason, attempts, s_now) - s_now)?.TotalMinutes);
        Assert.Equal([1, 2, 4, 8, 16, 32, 64, null], waits);
    }

    [Fact]
    public void Nothing_else_mends_itself() =>
        Assert.All(RejectReasons.Descriptions.Keys.Except([RejectReasons.UnknownSet, RejectReasons.Failed]), reason => Assert.Null(RetrySchedule.Next(reason, 1, s_now)));
}
