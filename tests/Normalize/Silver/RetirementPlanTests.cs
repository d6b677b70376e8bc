using PokedexTop.Normalize.Silver;

namespace PokedexTop.Normalize.Tests.Silver;

public sealed class RetirementPlanTests
{
    private static readonly DateTime s_begun = new(2026, 11, 1, 12, 0, 0, DateTimeKind.Utc);
    private static readonly Guid s_sync = Guid.Parse("00000000-0000-0000-0000-000000000001");
    private static readonly Guid s_other = Guid.Parse("00000000-0000-0000-0000-000000000002");

    [Theory]
    [InlineData(10, 5, true)]
    [InlineData(10, 6, false)]
    [InlineData(50, 5, true)]
    [InlineData(50, 6, false)]
    [InlineData(60, 6, true)]
    [InlineData(60, 7, false)]
    [InlineData(100, 10, true)]
    [InlineData(100, 11, false)]
    public void Five_cards_or_a_tenth_of_a_set_may_go_at_once(int cards, int gone, bool allowed)
    {
        var plan = Make([.. Cards("s1", cards)], Fetch(Cards("s1", cards).Skip(gone)));

        Assert.Equal(allowed ? gone : 0, plan.Retired.Count);
        Assert.Equal(allowed ? 0 : gone, plan.Postponed.Count);
        Assert.Equal(!allowed, plan.CompareAgain);
    }

    [Fact]
    public void The_tenth_is_of_the_cards_that_are_in_the_set_now()
    {
        List<SetCard> cards = [.. Cards("s1", 50), .. Cards("s1", 50, from: 51).Select(c => c with { Retired = true }), .. Cards("s2", 50, from: 101)];
        var members = cards.Where(c => c.SetId == "s2" || !c.Retired).Skip(6);

        Assert.Equal(6, Make(cards, Fetch(members), id => new Listing(2, s_sync, "s2", s_begun)).Moved.Count(m => m.Card.SetId == "s1"));
        Assert.Equal(6, Make(cards, Fetch(members)).Postponed.Count);
    }

    [Fact]
    public void Too_many_go_when_the_complete_fetch_before_lacked_them_too()
    {
        var cards = Cards("s1", 20).ToList();

        Assert.Equal(10, Make(cards, Fetch(cards.Skip(10), before: cards.Skip(10))).Retired.Count);
        Assert.Equal(10, Make(cards, Fetch(cards.Skip(10), before: cards.Skip(9))).Postponed.Count);
        Assert.Equal(10, Make(cards, Fetch(cards.Skip(10), before: cards)).Postponed.Count);
        Assert.Equal(10, Make(cards, Fetch(cards.Skip(10))).Postponed.Count);
    }

    [Fact]
    public void Too_many_go_when_a_person_forces_it()
    {
        var cards = Cards("s1", 20).ToList();
        var plan = Make(cards, Fetch([], before: cards) with { Force = true });

        Assert.Equal(cards, plan.Retired);
        Assert.Empty(plan.Postponed);
        Assert.False(plan.CompareAgain);
    }

    /// <summary>A fetch that began before the request that brought the card's version knows nothing of the card.</summary>
    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    public void A_fetch_retires_only_what_was_asked_for_before_it_began(int seconds, bool retired)
    {
        var card = Card("s1", 1) with { RequestedAt = s_begun.AddSeconds(seconds) };
        var plan = Make([card], Fetch([]));

        Assert.Equal(retired ? [card] : [], plan.Retired);
        Assert.Empty(plan.Postponed);
        Assert.False(plan.CompareAgain);
    }

    [Fact]
    public void A_retired_card_that_is_listed_again_returns_and_one_that_is_not_stays()
    {
        var (back, gone, there) = (Card("s1", 1) with { Retired = true }, Card("s1", 2) with { Retired = true }, Card("s1", 3));
        var plan = Make([back, gone, there], Fetch([back, there]));

        Assert.Equal([back], plan.Returned);
        Assert.Empty(plan.Retired);
        Assert.False(plan.CompareAgain);
    }

    [Fact]
    public void A_retired_card_that_another_set_lists_returns_there()
    {
        var card = Card("s2", 1) with { Retired = true };
        var plan = Make([card], Fetch([card]), _ => new Listing(2, s_sync, "s1", s_begun));

        Assert.Equal([card], plan.Returned);
        Assert.Equal([new CardMove(card, "s1")], plan.Moved);
        Assert.Empty(plan.Retired);
    }

    [Fact]
    public void A_card_that_another_set_lists_moves_there_and_is_not_retired()
    {
        var card = Card("s1", 1);
        var plan = Make([card], Fetch([]), _ => new Listing(2, s_sync, "s2", s_begun));

        Assert.Equal([new CardMove(card, "s2")], plan.Moved);
        Assert.Empty(plan.Retired);
        Assert.False(plan.CompareAgain);
    }

    [Fact]
    public void A_member_that_stands_in_another_set_comes_to_the_one_that_lists_it()
    {
        var card = Card("s2", 1);
        Assert.Equal([new CardMove(card, "s1")], Make([card], Fetch([card]), _ => new Listing(2, s_sync, "s1", s_begun)).Moved);
    }

    [Fact]
    public void A_card_whose_listing_is_older_than_its_version_stays_and_is_looked_at_again()
    {
        var card = Card("s1", 1);
        var older = new Listing(2, s_sync, "s2", card.RequestedAt.AddSeconds(-1));

        var stays = Make([card], Fetch([]), _ => older);
        Assert.Empty(stays.Moved);
        Assert.Empty(stays.Retired);
        Assert.True(stays.CompareAgain);
        // Within one sync the fetch that lists the card counts, whenever it began; and so does one that began together with the request.
        Assert.Single(Make([card with { SyncId = s_sync }], Fetch([]), _ => older).Moved);
        Assert.Single(Make([card], Fetch([]), _ => older with { StartedAt = card.RequestedAt }).Moved);
    }

    [Fact]
    public void A_card_listed_by_a_set_in_quarantine_or_still_by_its_own_stays_and_is_looked_at_again()
    {
        var card = Card("s1", 1);
        foreach (var listedIn in new[] { null, "s1" })
        {
            var plan = Make([card], Fetch([]), _ => new Listing(2, s_sync, listedIn, s_begun));
            Assert.Empty(plan.Moved);
            Assert.Empty(plan.Retired);
            Assert.True(plan.CompareAgain);
        }
    }

    [Fact]
    public void A_member_of_another_set_that_no_set_lists_is_not_retired()
    {
        var card = Card("s2", 1);
        var plan = Make([card], Fetch([card]));

        Assert.Empty(plan.Retired);
        Assert.Empty(plan.Moved);
        Assert.True(plan.CompareAgain);
    }

    private static RetirementPlan Make(IReadOnlyList<SetCard> cards, ComparedFetch fetch, Func<string, Listing?>? listed = null) =>
        RetirementPlan.Make(cards, fetch, listed ?? (_ => null));

    private static IEnumerable<SetCard> Cards(string set, int count, int from = 1) => Enumerable.Range(from, count).Select(n => Card(set, n));

    /// <summary>A card asked for an hour before the fetch, by another sync.</summary>
    private static SetCard Card(string set, int number) =>
        new($"silver-{number}", $"feed-{number}", set, Retired: false, number, s_other, s_begun.AddHours(-1));

    private static ComparedFetch Fetch(IEnumerable<SetCard> members, IEnumerable<SetCard>? before = null) =>
        new(1, "s1", s_begun, Force: false, Ids(members), before is null ? null : Ids(before));

    private static HashSet<string> Ids(IEnumerable<SetCard> cards) => [.. cards.Select(c => c.FeedCardId)];
}
