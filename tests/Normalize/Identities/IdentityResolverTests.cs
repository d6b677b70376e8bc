using PokedexTop.Normalize.Identities;

namespace PokedexTop.Normalize.Tests.Identities;

public sealed class IdentityResolverTests
{
    [Theory]
    [InlineData("pokemontcg", "base1-4", "base1-4", IdentityRules.FeedId)]
    [InlineData("starter", "base1-4", "base1-4", IdentityRules.FeedId)]
    [InlineData("tcgdex/en", "me03-001", "tcgdex-me03-001", IdentityRules.OwnId)]
    [InlineData("tcgdex/fr", "me03-001", "tcgdex-me03-001", IdentityRules.OwnId)]
    public void A_feeds_id_has_one_silver_id_by_a_named_rule(string feed, string id, string silverId, string rule)
    {
        Assert.Equal(new Identity(silverId, rule, Confidences.Certain), IdentityResolver.OfCard(feed, id));
        Assert.Equal(new Identity(silverId, rule, Confidences.Certain), IdentityResolver.OfSet(feed, id));
    }
}
