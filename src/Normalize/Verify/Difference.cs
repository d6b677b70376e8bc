namespace PokedexTop.Normalize.Verify;

/// <summary>One thing in which source and copy differ.</summary>
/// <param name="Kind">One of <see cref="DifferenceKind"/>.</param>
/// <param name="SetId">The source's set id.</param>
/// <param name="CardId">The source's card id; null where a whole set is meant.</param>
/// <param name="Detail">A sentence for a person.</param>
public sealed record Difference(string Kind, string SetId, string? CardId, string Detail);

/// <summary>Kinds of difference; docs/verify.md explains each and says what to do.</summary>
public static class DifferenceKind
{
    public const string SourceUnreadable = "source-unreadable";
    public const string UnusableItem = "unusable-item";
    public const string DuplicateId = "duplicate-id";
    public const string SetMissing = "set-missing";
    public const string SetDiffersFromBronze = "set-differs-from-bronze";
    public const string SetNotNormalized = "set-not-normalized";
    public const string SetInQuarantine = "set-in-quarantine";
    public const string SetDiffersFromSilver = "set-differs-from-silver";
    public const string SetGoneFromSource = "set-gone-from-source";
    public const string MissingInBronze = "missing-in-bronze";
    public const string DiffersFromBronze = "differs-from-bronze";
    public const string NotNormalized = "not-normalized";
    public const string InQuarantine = "in-quarantine";
    public const string MissingInSilver = "missing-in-silver";
    public const string DiffersFromSilver = "differs-from-silver";
    public const string RetiredInSilver = "retired-in-silver";
    public const string GoneFromSource = "gone-from-source";

    /// <summary>Every kind with one line on what it means.</summary>
    public static IReadOnlyDictionary<string, string> Descriptions { get; } = new Dictionary<string, string>
    {
        [SourceUnreadable] = "The source could not give this set, so nothing is known about its cards.",
        [UnusableItem] = "The source holds an item without a usable id; it is kept in bronze_rejects.",
        [DuplicateId] = "The source holds a second, different item with an id; the first one is the card.",
        [SetMissing] = "The source's set is not in bronze.",
        [SetDiffersFromBronze] = "The set's content is not that of its latest bronze version.",
        [SetNotNormalized] = "Normalize has not looked at the set's latest version yet.",
        [SetInQuarantine] = "The set could not be normalised.",
        [SetDiffersFromSilver] = "Silver's set does not say what the source says.",
        [SetGoneFromSource] = "Silver holds a set with current cards that the source does not have.",
        [MissingInBronze] = "The source's card is not in bronze.",
        [DiffersFromBronze] = "The card's content is not that of its latest bronze version.",
        [NotNormalized] = "Normalize has not looked at the card's latest version yet.",
        [InQuarantine] = "The card could not be normalised.",
        [MissingInSilver] = "Normalize says it is done, but the card is not in silver.",
        [DiffersFromSilver] = "Silver's card does not say what the source says.",
        [RetiredInSilver] = "The source holds the card, silver has it as retired.",
        [GoneFromSource] = "Silver holds the card as current, the source no longer has it.",
    };
}
