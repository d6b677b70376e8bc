using PokedexTop.Catalogue;
using PokedexTop.Normalize.Feeds.Reading;

namespace PokedexTop.Normalize.Feeds.Tcgdex;

/// <summary>The normaliser of TCGdex's feeds, one for each language.</summary>
/// <param name="language">The feed's language, such as <c>en</c>.</param>
internal sealed class TcgdexNormalizer(string language) : IFeedNormalizer
{
    public const int CurrentVersion = 2;

    public int Version => CurrentVersion;

    public bool LeavesOutPictures => true;

    public bool TellsFinishes { get; } = language == FeedLanguage.English;

    public NormalizationResult NormalizeCard(string feedCardId, string? bronzeSetId, ReadOnlyMemory<byte> payload, NormalizationContext context) =>
        TcgdexCardNormalizer.Normalize(language, feedCardId, bronzeSetId, payload, context);

    public SetNormalizationResult NormalizeSet(string feedSetId, ReadOnlyMemory<byte> payload) => TcgdexSetNormalizer.Normalize(feedSetId, payload);

    public PriceNormalizationResult NormalizePrices(string market, ReadOnlyMemory<byte> payload, DateOnly fallbackDate) => TcgdexPriceNormalizer.Normalize(market, payload, fallbackDate);
}
