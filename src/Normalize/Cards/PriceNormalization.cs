using PokedexTop.Normalize.Silver;

namespace PokedexTop.Normalize.Cards;

/// <summary>Either <see cref="NormalizedPrices"/> or <see cref="RejectedPrices"/>.</summary>
public abstract record PriceNormalizationResult;

/// <summary>A market's price block that could be read.</summary>
/// <param name="ObservedOn">The day the market's prices are of.</param>
/// <param name="Rows">One for each finish that has a price; none where every value is null.</param>
/// <param name="Findings">What named rules fixed or noticed.</param>
public sealed record NormalizedPrices(
    DateOnly ObservedOn, IReadOnlyList<CardPrice> Rows, IReadOnlyList<QualityFinding> Findings) : PriceNormalizationResult;

/// <summary>A price block that goes to quarantine; see <see cref="RejectedCard"/>.</summary>
public sealed record RejectedPrices(string Reason, string Detail) : PriceNormalizationResult;
