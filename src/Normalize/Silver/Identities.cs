using PokedexTop.Normalize.Identities;

namespace PokedexTop.Normalize.Silver;

/// <summary>
/// Which silver card a feed's card is, and how far Normalize has come with it: a row of <c>silver_card_identities</c>.
/// The backlog is every feed card whose latest bronze version is not this row's.
/// </summary>
internal sealed class CardIdentity
{
    public required string Feed { get; set; }
    public required string FeedCardId { get; set; }
    /// <summary>The silver id; null while no version of it could be normalised.</summary>
    public string? CardId { get; set; }
    /// <summary>The rule by which the silver card was found, one of <see cref="IdentityRules"/>; null while there is none.</summary>
    public string? MatchedBy { get; set; }
    /// <summary>How sure the rule is, one of <see cref="Confidences"/>.</summary>
    public string? Confidence { get; set; }
    /// <summary>Another silver id that the card has as soon as it is there and says the same, or, with a doubt, may have; null where there is none.</summary>
    public string? CandidateId { get; set; }
    /// <summary>The bronze version looked at last, normalised or rejected.</summary>
    public long BronzeId { get; set; }
    /// <summary>0 asks for another look, whatever was done before.</summary>
    public int NormalizerVersion { get; set; }
    /// <summary>One of <see cref="IdentityOutcome"/>.</summary>
    public required string Outcome { get; set; }
    public int Attempts { get; set; }
    public DateTime? NextAttemptAt { get; set; }
    /// <summary>Since when complete fetches no longer hold the card; null while they do. Absent from all its feeds it is retired.</summary>
    public DateTime? AbsentAt { get; set; }
}

/// <summary>The same for sets, and which complete fetch of the set retirement was derived from last.</summary>
internal sealed class SetIdentity
{
    public required string Feed { get; set; }
    public required string FeedSetId { get; set; }
    public string? SetId { get; set; }
    public long BronzeId { get; set; }
    public int NormalizerVersion { get; set; }
    public required string Outcome { get; set; }
    public int Attempts { get; set; }
    public DateTime? NextAttemptAt { get; set; }
    /// <summary>The complete row of <c>bronze_set_fetches</c> whose members were compared with silver last; 0 for none.</summary>
    public long AppliedFetchId { get; set; }
    /// <summary>That fetch's members hash. While it equals the latest complete fetch's there is nothing to derive.</summary>
    public string? AppliedMembers { get; set; }
    /// <summary>How many cards that fetch lists; null where none was compared.</summary>
    public int? Listed { get; set; }
    /// <summary>
    /// Whether the next complete fetch is compared although it may list the same cards: retirements wait for it to agree,
    /// or a card it lists stands in another set.
    /// </summary>
    public bool CompareAgain { get; set; }
}

/// <summary>What became of a feed's item.</summary>
internal static class IdentityOutcome
{
    public const string Normalized = "normalized";
    public const string Rejected = "rejected";
}
