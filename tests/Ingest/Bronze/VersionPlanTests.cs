using System.Text;
using PokedexTop.Ingest.Bronze;
using PokedexTop.Ingest.Json;
using PokedexTop.Ingest.Sources;

namespace PokedexTop.Ingest.Tests.Bronze;

public sealed class VersionPlanTests
{
    private static readonly DateTime s_noon = new(2026, 11, 1, 12, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime s_evening = s_noon.AddHours(6);

    [Fact]
    public void A_card_never_seen_is_version_one_and_an_equal_one_is_none()
    {
        var plan = Plan(Latest(), 10);
        var members = plan.Add(Answer(s_noon, """[{"id":"a","name":"A"},{"id":"b","name":"B"}]"""), _ => false);
        Assert.Equal([("a", 10L), ("b", 11L)], members);
        Assert.Equal([("a", 1), ("b", 1)], plan.New.Select(n => (n.Id, n.Version)));

        var again = Plan(Latest(plan), 12);
        Assert.Equal(members, again.Add(Answer(s_noon.AddHours(1), """[{"name":"A","id":"a"},{"id":"b","name":"B","set":{"id":"x"},"rarity":null}]"""), _ => false));
        Assert.Empty(again.New);
        Assert.Empty(again.Rejected);
    }

    [Fact]
    public void Going_back_to_an_older_content_is_a_third_version()
    {
        var first = Plan(Latest(), 1);
        first.Add(Answer(s_noon, """[{"id":"a","hp":"60"}]"""), _ => false);
        var second = Plan(Latest(first), 2);
        second.Add(Answer(s_noon.AddHours(1), """[{"id":"a","hp":"70"}]"""), _ => false);
        var third = Plan(Latest(second), 3);
        third.Add(Answer(s_noon.AddHours(2), """[{"id":"a","hp":"60"}]"""), _ => false);
        Assert.Equal(3, third.New[0].Version);
        Assert.Equal(first.New[0].Item.ContentHash, third.New[0].Item.ContentHash);
    }

    [Fact]
    public void An_answer_to_an_older_question_never_becomes_the_newest_version()
    {
        var newer = Plan(Latest(), 1);
        newer.Add(Answer(s_noon.AddHours(1), """[{"id":"a","hp":"70"}]"""), _ => false);
        var late = Plan(Latest(newer), 2);
        late.Add(Answer(s_noon, """[{"id":"a","hp":"60"}]"""), _ => false);
        Assert.Empty(late.New);
        Assert.StartsWith("superseded", late.Rejected[0].Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    public void Of_two_answers_asked_at_the_same_instant_the_one_that_came_first_stays(int seconds, int version)
    {
        var first = Plan(Latest(), 1);
        first.Add(Answer(s_noon, """[{"id":"a","hp":"60"}]"""), _ => false);
        var latest = Latest(first);
        var second = Plan(latest, 2);
        second.Add(Answer(s_noon.AddSeconds(seconds), """[{"id":"a","hp":"70"}]"""), _ => false);
        Assert.Equal(version, latest["a"].Version);
        Assert.Equal(version == 1 ? 1 : 0, second.Rejected.Count);
    }

    [Theory]
    [InlineData("""{"id":"a","set":{"id":"embedded"}}""", "embedded")]
    [InlineData("""{"id":"a"}""", "s")]
    public void The_set_a_card_names_goes_before_the_one_that_was_asked_for(string card, string set)
    {
        var plan = Plan(Latest(), 1);
        plan.Add(Answer(s_noon, $"[{card}]"), _ => false);
        Assert.Equal(set, plan.New[0].SetId);
    }

    [Fact]
    public void The_first_of_two_different_items_with_an_id_wins_and_the_second_is_kept_as_a_reject()
    {
        var plan = Plan(Latest(), 1);
        var answer = Answer(s_noon, """[{"id":"a","hp":"60"},{"id":"a","hp":"60"},{"id":"a","hp":"70"},{"hp":"80"},7]""");
        Assert.Equal([("a", 1L)], plan.Add(answer, _ => false));
        Assert.Equal([1L, 1L, null, null, null], plan.Positions[answer.Calls[0]]);
        Assert.Equal([2, 3, 4], plan.Rejected.Select(r => r.Item.Position));
    }

    [Fact]
    public void A_card_an_earlier_fetch_of_the_sync_brought_is_no_member_of_a_later_one()
    {
        var plan = Plan(Latest(), 1);
        plan.Add(Answer(s_noon, """[{"id":"a","hp":"60"}]"""), _ => false);
        Assert.Empty(plan.Add(Answer(s_noon.AddSeconds(1), """[{"id":"a","hp":"70"}]"""), id => id == "a"));
        Assert.Single(plan.New);
        Assert.Single(plan.Rejected);
    }

    [Fact]
    public void A_version_of_a_clock_that_ran_ahead_does_not_keep_newer_ones_out()
    {
        var ahead = Plan(Latest(), 1);
        ahead.Add(Answer(s_noon.AddDays(30), """[{"id":"a","hp":"60"}]"""), _ => false);
        var right = Plan(Latest(ahead), 2);
        right.Add(Answer(s_noon, """[{"id":"a","hp":"70"}]"""), _ => false);
        Assert.Equal(2, Assert.Single(right.New).Version);
    }

    /// <summary>The clocks of two hosts may differ by a minute; a time further ahead than that proves nothing.</summary>
    [Theory]
    [InlineData(0, 1)]
    [InlineData(60, 1)]
    [InlineData(61, 2)]
    public void A_version_of_a_clock_a_minute_ahead_still_keeps_older_answers_out(int ahead, int version)
    {
        var first = Plan(Latest(), 1);
        first.Add(Answer(s_evening.AddSeconds(ahead), """[{"id":"a","hp":"60"}]"""), _ => false);
        var latest = Latest(first);
        var late = Plan(latest, 2);
        late.Add(Answer(s_noon, """[{"id":"a","hp":"70"}]"""), _ => false);
        Assert.Equal(version, latest["a"].Version);
        Assert.Equal(version == 1 ? ["superseded: version 1 of 'a' was asked for later than this answer"] : [], late.Rejected.Select(r => r.Reason));
    }

    [Fact]
    public void A_card_an_earlier_fetch_of_the_sync_brought_stands_at_its_place_all_the_same()
    {
        var plan = Plan(Latest(), 7);
        plan.Add(Answer(s_noon, """[{"id":"a","hp":"60"}]"""), _ => false);
        var again = Answer(s_noon.AddSeconds(1), """[{"hp":"60","id":"a"},{"id":"b"}]""");
        Assert.Equal([("b", 8L)], plan.Add(again, id => id == "a"));
        Assert.Equal([7L, 8L], plan.Positions[again.Calls[0]]);
        Assert.Empty(plan.Rejected);
        Assert.Equal(9, plan.NextBronzeId);
    }

    [Fact]
    public void A_reject_says_which_rule_kept_it_out()
    {
        var plan = Plan(Latest(), 1);
        plan.Add(Answer(s_noon, """[{"id":"a","hp":"60"},{"id":"a","hp":"70"},7]"""), _ => false);
        plan.Add(Answer(s_noon.AddSeconds(1), """[{"id":"a","hp":"80"}]"""), id => id == "a");
        Assert.Equal(
        [
            "a second, different item with the id 'a' in the same fetch; the first one was kept",
            BronzeItemReader.Read("[7]"u8.ToArray(), ItemKind.Card)[0].RejectReason,
            "a second, different item with the id 'a' in the same sync; the one of the earlier set was kept",
        ], plan.Rejected.Select(r => r.Reason));
    }

    [Fact]
    public void Prices_are_taken_once_a_fetch_with_the_card_whether_it_is_new_or_not()
    {
        const string Card = """{"id":"a","tcgplayer":{"prices":{"normal":{"low":1}}},"cardmarket":{"prices":{"avg1":2}}}""";
        var first = Plan(Latest(), 1);
        first.Add(Answer(s_noon, $"[{Card},{Card}]"), _ => false);
        Assert.Equal([("a", "tcgplayer"), ("a", "cardmarket")], first.Prices.Select(p => (p.CardId, p.Block.Market)));
        var again = Plan(Latest(first), 2);
        again.Add(Answer(s_noon.AddHours(1), $"[{Card}]"), _ => false);
        Assert.Empty(again.New);
        Assert.Equal(2, again.Prices.Count);
    }

    /// <summary>A plan made in the evening of the same day.</summary>
    private static VersionPlan Plan(Dictionary<string, LatestVersion> latest, long nextBronzeId) => new(latest, nextBronzeId, s_evening);

    private static Dictionary<string, LatestVersion> Latest(VersionPlan? before = null) =>
        before?.New.ToDictionary(n => n.Id, n => new LatestVersion(n.Id, n.BronzeId, n.Version, n.Item.ContentHash, n.Call.RequestedAt)) ?? [];

    private static SourceAnswer Answer(DateTime requestedAt, string json) => new(
        [new SourceCall { Endpoint = "cards", RequestedAt = requestedAt, SetId = "s", Items = BronzeItemReader.Read(Encoding.UTF8.GetBytes(json), ItemKind.Card) }],
        true, null, null);
}
