using PokedexTop.Catalogue;

namespace PokedexTop.Normalize.Feeds.Reading;

/// <summary>Either <see cref="NormalizedPrices"/> or <see cref="QuarantinedPrices"/>.</summary>
internal abstract record PriceNormalizationResult;

/// <summary>A market's price block that could be read.</summary>
/// <param name="ObservedOn">The day the market's prices are of.</param>
/// <param name="Rows">One for each finish that has a price; none where every value is null or 0.</param>
/// <param name="Findings">What named rules fixed or noticed; their pointers begin with the market, as the block stands in the card.</param>
/// <param name="Drift">Each deviation from the known schema once.</param>
internal sealed record NormalizedPrices(
    DateOnly ObservedOn, IReadOnlyList<CardPrice> Rows, IReadOnlyList<QualityFinding> Findings, IReadOnlyList<SchemaDrift> Drift) : PriceNormalizationResult;

/// <summary>A price block that goes to quarantine; see <see cref="QuarantinedCard"/>.</summary>
internal sealed record QuarantinedPrices(string Reason, string Detail) : PriceNormalizationResult;
