using PokedexTop.Normalize.Feeds.Reading;

namespace PokedexTop.Normalize.Feeds.PokemonTcg;

/// <summary>The normaliser of all feeds in the shape of api.pokemontcg.io.</summary>
internal sealed class PokemonTcgNormalizer : IFeedNormalizer
{
    public int Version => 3;

    public bool LeavesOutPictures => false;

    public bool TellsFinishes => false;

    public NormalizationResult NormalizeCard(string feedCardId, string? bronzeSetId, ReadOnlyMemory<byte> payload, NormalizationContext context) =>
        CardNormalizer.Normalize(feedCardId, bronzeSetId, payload, context);

    public SetNormalizationResult NormalizeSet(string feedSetId, ReadOnlyMemory<byte> payload) => SetNormalizer.Normalize(feedSetId, payload);

    public PriceNormalizationResult NormalizePrices(string market, ReadOnlyMemory<byte> payload, DateOnly fallbackDate) => PriceNormalizer.Normalize(market, payload, fallbackDate);
}
