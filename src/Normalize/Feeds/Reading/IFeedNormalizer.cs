using PokedexTop.Catalogue;

namespace PokedexTop.Normalize.Feeds.Reading;

/// <summary>
/// Turns one feed's payloads into canonical cards, sets and prices, or says why it cannot. Pure, safe on any thread, and
/// never throws for any payload. Nothing that the source says is dropped: see <see cref="CanonicalCard.Extra"/>.
/// </summary>
internal interface IFeedNormalizer
{
    /// <summary>Raise it when the same payload gives another result: everything of the feed is then normalised again, prices too.</summary>
    int Version { get; }

    /// <summary>
    /// Whether the feed leaves out the addresses of pictures when it does not know them for a while, so that a card or set without
    /// any keeps those it had.
    /// </summary>
    bool LeavesOutPictures { get; }

    /// <summary>Whether the feed tells in which finishes the catalogue's cards exist.</summary>
    bool TellsFinishes { get; }

    /// <param name="feedCardId">The id under which bronze stored the payload.</param>
    /// <param name="bronzeSetId">The set whose fetch brought the card; a set named by the card itself goes before it.</param>
    /// <param name="payload">The card's JSON as received.</param>
    /// <param name="context">What the catalogue knows.</param>
    NormalizationResult NormalizeCard(string feedCardId, string? bronzeSetId, ReadOnlyMemory<byte> payload, NormalizationContext context);

    /// <param name="feedSetId">The id under which bronze stored the payload.</param>
    /// <param name="payload">The set's JSON as received.</param>
    SetNormalizationResult NormalizeSet(string feedSetId, ReadOnlyMemory<byte> payload);

    /// <param name="market">Whose prices they are.</param>
    /// <param name="payload">The price block's JSON as received.</param>
    /// <param name="fallbackDate">The day to assume where the block does not tell: that of the fetch.</param>
    PriceNormalizationResult NormalizePrices(string market, ReadOnlyMemory<byte> payload, DateOnly fallbackDate);
}
