namespace PokedexTop.Normalize.Identities;

/// <summary>Which silver item a feed's item is.</summary>
/// <param name="SilverId">The id in silver: for ever.</param>
/// <param name="MatchedBy">The rule that says so, one of <see cref="IdentityRules"/>.</param>
/// <param name="Confidence">How sure the rule is, one of <see cref="Confidences"/>.</param>
/// <param name="Candidate">The id of another item that it is as soon as that one is in silver and says the same; with a doubt, that a person may say it is. Null where there is none.</param>
internal readonly record struct Identity(string SilverId, string MatchedBy, string Confidence, string? Candidate = null);

/// <summary>The rules by which a feed's item is found in silver.</summary>
internal static class IdentityRules
{
    /// <summary>Silver takes this feed's ids as its own.</summary>
    public const string FeedId = "feed-id";

    /// <summary>Only this feed knows the item: its id with the feed's name in front.</summary>
    public const string OwnId = "own-id";

    /// <summary>Both feeds give the set the same id.</summary>
    public const string SameSetId = "same-set-id";

    /// <summary>The set's id is the same but for leading zeros and the way a half set is written (<c>sv03.5</c>, <c>sv3pt5</c>).</summary>
    public const string SetCode = "set-code";

    /// <summary>The year of a McDonald's collection (<c>2019sm</c>, <c>mcd19</c>).</summary>
    public const string McDonaldsYear = "mcdonalds-year";

    /// <summary>The curated table names the pair.</summary>
    public const string Curated = "curated";

    /// <summary>The set is the same and so is the collector number, but for leading zeros.</summary>
    public const string SetAndNumber = "set-and-number";

    /// <summary>A person said so.</summary>
    public const string Person = "person";

    /// <summary>The feed gave the card another id: same name and number, same picture or text.</summary>
    public const string SameCard = "same-card";
}

/// <summary>How sure an identity is.</summary>
internal static class Confidences
{
    public const string Certain = "certain";

    /// <summary>The item may be another one that silver has: it is listed and kept apart, for a wrong match is worse than none.</summary>
    public const string Doubtful = "doubtful";
}
