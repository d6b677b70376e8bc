namespace PokedexTop.Normalize.Identities;

/// <summary>Which silver item a feed's item is.</summary>
/// <param name="SilverId">The id in silver: for ever.</param>
/// <param name="MatchedBy">The rule that says so, one of <see cref="IdentityRules"/>.</param>
/// <param name="Confidence">How sure the rule is, one of <see cref="Confidences"/>.</param>
public readonly record struct Identity(string SilverId, string MatchedBy, string Confidence);

/// <summary>The rules by which a feed's item is found in silver.</summary>
public static class IdentityRules
{
    /// <summary>Silver takes this feed's ids as its own.</summary>
    public const string FeedId = "feed-id";

    /// <summary>Only this feed knows the item: its id with the feed's name in front.</summary>
    public const string OwnId = "own-id";
}

/// <summary>How sure an identity is.</summary>
public static class Confidences
{
    public const string Certain = "certain";
}
