namespace PokedexTop.Normalize.Silver;

/// <summary>A card's prices in one market, finish and day: a row of <c>silver_card_prices</c>.</summary>
public sealed class CardPrice
{
    public required string CardId { get; set; }
    /// <summary>tcgplayer or cardmarket.</summary>
    public required string Market { get; set; }
    /// <summary>normal, holofoil, reverseHolofoil, 1stEditionHolofoil, 1stEditionNormal, …</summary>
    public required string Finish { get; set; }
    public DateOnly ObservedOn { get; set; }
    /// <summary>ISO 4217: USD or EUR.</summary>
    public required string Currency { get; set; }
    public decimal? Low { get; set; }
    public decimal? Mid { get; set; }
    public decimal? High { get; set; }
    public decimal? MarketPrice { get; set; }
    public decimal? DirectLow { get; set; }
    /// <summary>The market's other numbers, as a JSON object by the market's own names.</summary>
    public string? Extra { get; set; }
    public long BronzeId { get; set; }
}

/// <summary>
/// How far Normalize has come with a feed's price blocks. One number is enough: ids of <c>bronze_tcg_prices</c> follow
/// commit order, so everything up to it has been seen.
/// </summary>
public sealed class PriceMark
{
    public required string Feed { get; set; }
    /// <summary>Newest row of <c>bronze_tcg_prices</c> that was normalised.</summary>
    public long BronzeId { get; set; }
}
