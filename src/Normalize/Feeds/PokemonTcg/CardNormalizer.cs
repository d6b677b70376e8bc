using System.Text.Json;
using PokedexTop.Catalogue;
using PokedexTop.Normalize.Feeds.Reading;

namespace PokedexTop.Normalize.Feeds.PokemonTcg;

/// <summary>
/// Turns a card's JSON in the pokemontcg feed's shape into one canonical card, or says why it cannot. Pure, safe on
/// any thread, and never throws for any payload. Nothing that the source says is dropped: see <see cref="CanonicalCard.Extra"/>.
/// </summary>
internal static class CardNormalizer
{
    /// <param name="feedCardId">The id under which bronze stored the payload.</param>
    /// <param name="bronzeSetId">The set whose fetch brought the card; a set embedded in the card goes before it.</param>
    /// <param name="payload">The card's JSON as received.</param>
    /// <param name="context">What the catalogue knows.</param>
    public static NormalizationResult Normalize(string feedCardId, string? bronzeSetId, ReadOnlyMemory<byte> payload, NormalizationContext context)
    {
        using var parsed = Payload.Parse(payload);
        if (parsed.Fault is { } unreadable)
            return new QuarantinedCard(unreadable.Reason, unreadable.Detail);

        var reader = new FieldReader(parsed.HasNul);
        var read = new CardFields(reader, context.IsKnownSpecies);
        read.ReadAll(parsed.Root);
        var setId = read.EmbeddedSetId ?? bronzeSetId;
        read.FindMissingSpecies(parsed.Root);
        ItemChecks.RequireIdentity(reader, read.Id, feedCardId, read.Card);
        if (!read.HasSupertype)
            reader.Reject(RejectReasons.MissingSupertype, $"/supertype is missing; one of {Vocabularies.Supertypes.Words} is expected.");
        ItemChecks.RequireSet(reader, setId, context);
        if (reader.Rejection is { } rejection)
            return new QuarantinedCard(rejection.Reason, rejection.Detail);

        read.Card.Extra = reader.Extra();
        return new NormalizedCard(read.Card, setId!, read.Species, reader.Findings, reader.Drift);
    }
}
