using PokedexTop.Normalize.Identities;

namespace PokedexTop.Normalize.Tests.Identities;

public sealed class IdentityResolverTests
{
    [Theory]
    [InlineData("pokemontcg", "base1-4", "base1-4", IdentityRules.FeedId)]
    [InlineData("starter", "base1-4", "base1-4", IdentityRules.FeedId)]
    public void A_feeds_id_has_one_silver_id_by_a_named_rule(string feed, string id, string silverId, string rule)
    {
        Assert.Equal(new Identity(silverId, rule, Confidences.Certain), IdentityResolver.OfCard(feed, id));
        Assert.Equal(new Identity(silverId, rule, Confidences.Certain), IdentityResolver.OfSet(feed, id));
    }

    [Theory]
    [InlineData("base1-4", "base1-4", IdentityRules.SetAndNumber)]
    [InlineData("base1-12%00", "base1-12", IdentityRules.SetAndNumber)]
    [InlineData("sv03.5-025", "sv3pt5-25", IdentityRules.SetAndNumber)]
    [InlineData("swsh4.5sv-SV001", "swsh45sv-SV001", IdentityRules.SetAndNumber)]
    [InlineData("swsh12.5gg-GG01", "swsh12pt5gg-GG01", IdentityRules.SetAndNumber)]
    [InlineData("2019sm-8", "mcd19-8", IdentityRules.SetAndNumber)]
    [InlineData("swsh10.5-001", "pgo-1", IdentityRules.SetAndNumber)]
    [InlineData("exu-%3F", "ex10-?", IdentityRules.SetAndNumber)]
    [InlineData("exu-!", "ex10-!", IdentityRules.SetAndNumber)]
    [InlineData("cel25cc-CC003", "cel25c-15_A1", IdentityRules.Curated)]
    [InlineData("swsh12tg-TG01", "swsh12tg-TG01", IdentityRules.SetAndNumber)]
    [InlineData("swsh12.5tg-TG01", "swsh12tg-TG01", IdentityRules.SetAndNumber)]
    [InlineData("sv10.5b-080", "zsv10pt5-80", IdentityRules.SetAndNumber)]
    public void A_card_the_first_feed_had_gets_its_id_though_that_feed_is_gone(string id, string silverId, string rule)
    {
        Assert.Equal(new Identity(silverId, rule, Confidences.Certain), IdentityResolver.OfCard("tcgdex/en", id));
        // The language is no part of an id.
        Assert.Equal(silverId, IdentityResolver.OfCard("tcgdex/fr", id).SilverId);
    }

    [Theory]
    [InlineData("me03-001", "me3-1")]
    [InlineData("me02.5-020", "me2pt5-20")]
    [InlineData("2023sv-1", "mcd23-1")]
    [InlineData("svp-200", "svp-200")]
    [InlineData("swshp-SWSH301", "swshp-SWSH301")]
    [InlineData("A1-001", null)]
    [InlineData("P-A-001", null)]
    [InlineData("xyz", null)]
    [InlineData("-", null)]
    [InlineData("sv01-", null)]
    public void A_card_it_is_not_known_to_have_keeps_its_own_and_says_which_it_would_be(string id, string? candidate) =>
        Assert.Equal(new Identity("tcgdex-" + id, IdentityRules.OwnId, Confidences.Certain, candidate), IdentityResolver.OfCard("tcgdex/en", id));

    [Fact]
    public void A_doubt_is_no_match() =>
        Assert.Equal(new Identity("tcgdex-ecard2-50a", IdentityRules.OwnId, Confidences.Doubtful, "ecard2-50"), IdentityResolver.OfCard("tcgdex/en", "ecard2-50a"));

    [Theory]
    [InlineData("base1", "base1", IdentityRules.SameSetId)]
    [InlineData("sv10.5w", "rsv10pt5", IdentityRules.Curated)]
    [InlineData("sm7.5", "sm75", IdentityRules.SetCode)]
    [InlineData("2021swsh", "mcd21", IdentityRules.McDonaldsYear)]
    [InlineData("me03", "tcgdex-me03", IdentityRules.OwnId)]
    [InlineData("ex5.5", "tcgdex-ex5.5", IdentityRules.OwnId)]
    public void A_set_is_found_by_rules_first_and_else_in_the_table(string id, string silverId, string rule)
    {
        var identity = IdentityResolver.OfSet("tcgdex/en", id);
        Assert.Equal((silverId, rule), (identity.SilverId, identity.MatchedBy));
    }

    [Fact]
    public void A_part_of_a_set_is_not_the_set() =>
        Assert.Equal((true, false, "ex10"), (IdentityResolver.IsPart("tcgdex/en", "exu"), IdentityResolver.IsPart("tcgdex/en", "ex10"), IdentityResolver.OfSet("tcgdex/en", "exu").SilverId));
}
