using PokedexTop.Catalogue;
using PokedexTop.Normalize.Feeds.Reading;

namespace PokedexTop.Normalize.Feeds.Tcgdex;

/// <summary>
/// Turns a card's JSON as TCGdex gives it into one canonical card, or says why it cannot. Pure, safe on any thread, and
/// never throws for any payload. Nothing that the source says is dropped: see <see cref="CanonicalCard.Extra"/>.
/// </summary>
internal static class TcgdexCardNormalizer
{
    /// <param name="language">The feed's language: what is found by rules in English words is looked for in English alone.</param>
    /// <param name="feedCardId">The id under which bronze stored the payload.</param>
    /// <param name="bronzeSetId">The set whose fetch brought the card; a set embedded in the card goes before it.</param>
    /// <param name="payload">The card's JSON as received.</param>
    /// <param name="context">What the catalogue knows.</param>
    public static NormalizationResult Normalize(string language, string feedCardId, string? bronzeSetId, ReadOnlyMemory<byte> payload, NormalizationContext context)
    {
        using var parsed = Payload.Parse(payload);
        if (parsed.Fault is { } unreadable)
            return new QuarantinedCard(unreadable.Reason, unreadable.Detail);

        var reader = new FieldReader(parsed.HasNul);
        var read = new TcgdexCardFields(reader, language, context.IsKnownSpecies);
        read.ReadAll(parsed.Root);
        var setId = read.EmbeddedSetId ?? bronzeSetId;
        // What is looked up as an id and not found is looked up as a name and answered with another card.
        ItemChecks.RequireIdentity(reader, read.Id, feedCardId, read.Card);
        ItemChecks.RequireSet(reader, setId, context);
        if (reader.Rejection is { } rejection)
            return new QuarantinedCard(rejection.Reason, rejection.Detail);

        read.Card.Extra = reader.Extra();
        return new NormalizedCard(read.Card, setId!, read.Species, reader.Findings, reader.Drift) { Finishes = read.Finishes };
    }
}
