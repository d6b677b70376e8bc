using PokedexTop.Catalogue;
using PokedexTop.Normalize.Merging;

namespace PokedexTop.Normalize.Tests.Merging;

public sealed class CardMergeTests
{
    private static readonly DateTime s_monday = new(2026, 11, 23, 0, 0, 0, DateTimeKind.Utc);
    private static readonly FeedOrder s_order = new(["first", "second"]);

    [Fact]
    public void One_feeds_card_is_that_feeds_card_in_every_property()
    {
        var card = Full("a");
        var target = new CanonicalCard();

        var merged = CardMerge.Into(target, [new FeedCard("second", card, [new CardSpecies(25, 0)], AbsentAt: null)], s_order);

        Assert.All(typeof(CanonicalCard).GetProperties(), p => Assert.Equal(p.GetValue(card), p.GetValue(target)));
        Assert.Equal([new CardSpecies(25, 0)], merged.Species);
        Assert.Null(merged.GivenBy);
        Assert.Null(merged.RetiredAt);
    }

    [Fact]
    public void The_first_feed_goes_first_whichever_is_named_first()
    {
        var (one, two) = (Full("one"), Full("two"));
        var target = new CanonicalCard();

        var merged = CardMerge.Into(target, [new FeedCard("second", two, [new CardSpecies(26, 0)], null), new FeedCard("first", one, [new CardSpecies(25, 0)], null)], s_order);

        Assert.All(typeof(CanonicalCard).GetProperties(), p => Assert.Equal(p.GetValue(one), p.GetValue(target)));
        Assert.Equal([new CardSpecies(25, 0)], merged.Species);
        Assert.Equal(
            ["artist first", "flavorText first", "images first", "legalities first", "printed first", "rarity first", "regulationMark first", "species first"],
            merged.GivenBy!.Select(g => $"{g.Key} {g.Value}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(nameof(CanonicalCard.Rarity), "rarity")]
    [InlineData(nameof(CanonicalCard.Artist), "artist")]
    [InlineData(nameof(CanonicalCard.FlavorText), "flavorText")]
    [InlineData(nameof(CanonicalCard.RegulationMark), "regulationMark")]
    [InlineData(nameof(CanonicalCard.Legalities), "legalities")]
    public void What_the_first_feed_does_not_state_comes_from_the_next(string property, string group)
    {
        var (one, two) = (Full("one"), Full("two"));
        var field = typeof(CanonicalCard).GetProperty(property)!;
        field.SetValue(one, null);
        var target = new CanonicalCard();

        var merged = CardMerge.Into(target, [new FeedCard("first", one, [], null), new FeedCard("second", two, [], null)], s_order);

        Assert.Equal(field.GetValue(two), field.GetValue(target));
        Assert.Equal("second", merged.GivenBy![group]);
        Assert.Equal(("one", "first"), (target.Name, merged.GivenBy["printed"]));
        Assert.False(merged.GivenBy.ContainsKey("species"));
    }

    [Fact]
    public void Pictures_are_taken_together_from_the_first_feed_that_has_one()
    {
        var (one, two) = (Full("one"), Full("two"));
        one.ImageSmallUrl = null;
        Assert.Equal((null, "one-large"), Pictures(one, two));
        (one.ImageSmallUrl, one.ImageLargeUrl) = ("one-small", null);
        Assert.Equal(("one-small", null), Pictures(one, two));
        one.ImageSmallUrl = null;
        Assert.Equal(("two-small", "two-large"), Pictures(one, two));

        static (string?, string?) Pictures(CanonicalCard one, CanonicalCard two)
        {
            var target = new CanonicalCard();
            CardMerge.Into(target, [new FeedCard("first", one, [], null), new FeedCard("second", two, [], null)], s_order);
            return (target.ImageSmallUrl, target.ImageLargeUrl);
        }
    }

    [Fact]
    public void What_is_printed_is_never_mixed_from_two_feeds()
    {
        var (one, two) = (new CanonicalCard { Name = "one", Supertype = "Trainer" }, Full("two"));
        var target = new CanonicalCard();

        CardMerge.Into(target, [new FeedCard("first", one, [], null), new FeedCard("second", two, [], null)], s_order);

        Assert.Equal(("one", "Trainer"), (target.Name, target.Supertype));
        Assert.Null(target.Hp);
        Assert.Null(target.Attacks);
        Assert.Null(target.Extra);
        Assert.Equal("two-rarity", target.Rarity);
    }

    [Fact]
    public void Species_that_a_feed_names_go_before_those_that_a_rule_found()
    {
        CardSpecies found = new(25, 0, "species-from-name"), named = new(26, 0);

        Assert.Equal([named], Species([found], [named]).Species);
        Assert.Equal("second", Species([found], [named]).GivenBy!["species"]);
        Assert.Equal([found], Species([found], []).Species);
        Assert.Equal([found], Species([], [found]).Species);
        Assert.Empty(Species([], []).Species);

        static MergedCard Species(CardSpecies[] first, CardSpecies[] second) =>
            CardMerge.Into(new CanonicalCard(), [new FeedCard("first", Full("one"), first, null), new FeedCard("second", Full("two"), second, null)], s_order);
    }

    [Fact]
    public void A_card_is_retired_when_the_last_of_its_feeds_lost_it()
    {
        Assert.Null(Retired(s_monday, null));
        Assert.Null(Retired(null, s_monday));
        Assert.Equal(s_monday.AddDays(1), Retired(s_monday, s_monday.AddDays(1)));
        Assert.Equal(s_monday.AddDays(2), Retired(s_monday.AddDays(2), s_monday));

        static DateTime? Retired(DateTime? first, DateTime? second) =>
            CardMerge.Into(new CanonicalCard(), [new FeedCard("first", Full("one"), [], first), new FeedCard("second", Full("two"), [], second)], s_order).RetiredAt;
    }

    [Fact]
    public void Feeds_that_the_order_does_not_name_follow_by_name() =>
        Assert.Equal(["first", "second", "a", "b"], s_order.Sort(["b", "second", "a", "first"], f => f));

    [Fact]
    public void Sets_are_merged_by_the_same_rules()
    {
        var one = new CanonicalSet { Name = "one", Total = 3, LogoUrl = "one-logo" };
        var two = new CanonicalSet { Name = "two", Game = Games.Pocket, Series = "two-series", PrintedTotal = 2, Total = 4, PtcgoCode = "TWO", ReleaseDate = new(2026, 1, 2), UpdatedAt = s_monday, SymbolUrl = "two-symbol", LogoUrl = "two-logo", Legalities = new() { Standard = "Legal" }, Extra = "{}" };
        var target = new CanonicalSet();

        var givenBy = SetMerge.Into(target, [("second", two), ("first", one)], s_order);

        Assert.Equal(("one", "two-series", null, 3, "TWO"), (target.Name, target.Series, target.PrintedTotal, target.Total, target.PtcgoCode));
        Assert.Equal((two.ReleaseDate, two.UpdatedAt, "two-symbol", "one-logo", two.Legalities, null), (target.ReleaseDate, target.UpdatedAt, target.SymbolUrl, target.LogoUrl, target.Legalities, target.Extra));
        Assert.Equal(
            ["legalities second", "logo first", "name first", "ptcgoCode second", "releaseDate second", "series second", "symbol second", "totals first", "updatedAt second"],
            givenBy!.Select(g => $"{g.Key} {g.Value}").Order(StringComparer.Ordinal));
        (one.Total, target) = (null, new CanonicalSet());
        Assert.Equal("second", SetMerge.Into(target, [("first", one), ("second", two)], s_order)!["totals"]);
        one.PrintedTotal = 1;
        Assert.Equal("first", SetMerge.Into(target, [("first", one), ("second", two)], s_order)!["totals"]);
        Assert.Equal((1, null), (target.PrintedTotal, target.Total));
        target = new CanonicalSet();
        Assert.Null(SetMerge.Into(target, [("second", two)], s_order));
        Assert.All(typeof(CanonicalSet).GetProperties(), p => Assert.Equal(p.GetValue(two), p.GetValue(target)));
    }

    /// <summary>A card that states everything, each property in its own way.</summary>
    private static CanonicalCard Full(string by) => new()
    {
        Name = by,
        Number = by + "-1",
        Supertype = "Pokémon",
        Subtypes = [by + "-subtype"],
        Types = [by + "-type"],
        Rarity = by + "-rarity",
        Hp = by.Length * 10,
        Artist = by + "-artist",
        FlavorText = by + "-flavor",
        Level = by + "-level",
        EvolvesFrom = by + "-from",
        EvolvesTo = [by + "-to"],
        Rules = [by + "-rule"],
        Abilities = [new() { Name = by }],
        Attacks = [new() { Name = by }],
        Weaknesses = [new() { Type = by }],
        Resistances = [new() { Type = by }],
        RetreatCost = [by],
        ConvertedRetreatCost = by.Length,
        RegulationMark = by + "-mark",
        AncientTrait = new() { Name = by },
        Legalities = new() { Unlimited = by },
        ImageSmallUrl = by + "-small",
        ImageLargeUrl = by + "-large",
        Extra = $"{{\"/{by}\":1}}",
    };
}
