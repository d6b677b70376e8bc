using PokedexTop.Catalogue;

namespace PokedexTop.Normalize.Feeds.Reading;

/// <summary>What every feed's cards must say.</summary>
internal static class ItemChecks
{
    /// <param name="reader">Is told what is missing.</param>
    /// <param name="id">The id that stands in the payload.</param>
    /// <param name="feedCardId">The id under which bronze stored the payload.</param>
    /// <param name="card">What was read.</param>
    public static void RequireIdentity(FieldReader reader, string id, string feedCardId, CanonicalCard card)
    {
        if (id.Length == 0)
            reader.Reject(RejectReasons.MissingId, "/id is missing or empty; every card needs one.");
        else if (id != feedCardId)
            reader.Reject(RejectReasons.IdMismatch, $"/id is \"{JsonWords.Shown(id)}\", but the card was stored as \"{JsonWords.Shown(feedCardId)}\".");
        if (card.Name.Length == 0)
            reader.Reject(RejectReasons.MissingName, "/name is missing or empty; every card needs one.");
        if (card.Number is null)
            reader.ReportMissing(QualityRules.MissingNumber, FindingSeverity.Info, new FieldPath("number"), "is missing; the card is listed last in its set.");
    }

    public static void RequireSet(FieldReader reader, string? setId, NormalizationContext context)
    {
        if (string.IsNullOrEmpty(setId))
            reader.Reject(RejectReasons.MissingSet, "/set/id is missing and the fetch names no set; a card needs one.");
        else if (!context.IsKnownSet(setId))
            reader.Reject(RejectReasons.UnknownSet, $"The set \"{JsonWords.Shown(setId)}\" is not in silver yet; the card is tried again when it is.");
    }

    public static void RequireSetIdentity(FieldReader reader, string id, string feedSetId, CanonicalSet set)
    {
        if (id.Length == 0)
            reader.Reject(RejectReasons.MissingId, "/id is missing or empty; every set needs one.");
        else if (id != feedSetId)
            reader.Reject(RejectReasons.IdMismatch, $"/id is \"{JsonWords.Shown(id)}\", but the set was stored as \"{JsonWords.Shown(feedSetId)}\".");
        if (set.Name.Length == 0)
            reader.Reject(RejectReasons.MissingName, "/name is missing or empty; every set needs one.");
    }
}
