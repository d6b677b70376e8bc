using PokedexTop.Normalize.Feeds.Reading;
using PokedexTop.Normalize.Identities;

namespace PokedexTop.Normalize.Silver;

/// <summary>A feed card's version, which silver card it is, and what its feed's normaliser made of it.</summary>
internal sealed record DecidedCard(PendingCard Pending, Identity Identity, NormalizationResult Result)
{
    public NormalizedCard? Normalized => Result as NormalizedCard;

    /// <summary>Of the version by itself, written while others hold the layer's lock; null for a rejected one.</summary>
    public CardJson? Json { get; } = Result is NormalizedCard normalized ? CardJson.Of(normalized.Card) : null;

    public QuarantinedCard? Rejected => Result as QuarantinedCard;
}
