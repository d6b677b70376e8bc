namespace PokedexTop.Catalogue;

/// <summary>The prices of one finish of a card on one market and day: a row of <c>silver_card_prices</c>. Null means that the market states none.</summary>
/// <remarks>
/// TCGplayer states USD by finish. Cardmarket states EUR for the card and, with other names, for its reverse holofoil:
/// <c>lowPrice</c> is <see cref="Low"/>, <c>trendPrice</c> is <see cref="MarketPrice"/> (both are the market's
/// own smoothed price of real sales), <c>averageSellPrice</c> is <see cref="AverageSell"/>; it has no mid, high or direct.
/// </remarks>
public sealed class CardPrice
{
    /// <summary>The silver card; empty until the caller of the normaliser sets it.</summary>
    public string CardId { get; set; } = "";

    /// <summary>tcgplayer or cardmarket; empty until the caller of the normaliser sets it.</summary>
    public string Market { get; set; } = "";

    /// <summary>The block's own day, else the day it was fetched.</summary>
    public DateOnly ObservedOn { get; set; }

    /// <summary>The finish as the feed spells it: normal, holofoil, reverseHolofoil, 1stEditionHolofoil, 1stEditionNormal…</summary>
    public required string Finish { get; set; }

    /// <summary>ISO 4217: USD or EUR.</summary>
    public required string Currency { get; set; }

    /// <summary>The lowest offer.</summary>
    public decimal? Low { get; set; }

    /// <summary>The median offer (TCGplayer).</summary>
    public decimal? Mid { get; set; }

    /// <summary>The highest offer (TCGplayer).</summary>
    public decimal? High { get; set; }

    /// <summary>TCGplayer's market price, Cardmarket's trend price.</summary>
    public decimal? MarketPrice { get; set; }

    /// <summary>The lowest offer of TCGplayer Direct.</summary>
    public decimal? DirectLow { get; set; }

    /// <summary>The average of recent sales (Cardmarket).</summary>
    public decimal? AverageSell { get; set; }

    /// <summary>The average of the last day's sales (Cardmarket).</summary>
    public decimal? Average1 { get; set; }

    /// <summary>The average of the last seven days' sales (Cardmarket).</summary>
    public decimal? Average7 { get; set; }

    /// <summary>The average of the last thirty days' sales (Cardmarket).</summary>
    public decimal? Average30 { get; set; }

    /// <summary>The lowest offer in condition Excellent or better (Cardmarket).</summary>
    public decimal? LowExcellentPlus { get; set; }

    /// <summary>The price Cardmarket suggests to professional sellers.</summary>
    public decimal? Suggested { get; set; }

    /// <summary>The lowest offer of a German professional seller (Cardmarket).</summary>
    public decimal? GermanProLow { get; set; }

    /// <summary>A JSON object from JSON Pointer to value: what the block says besides. Null when there is nothing.</summary>
    public string? Extra { get; set; }

    public long BronzeId { get; set; }

    /// <summary>Whether there is anything to store.</summary>
    public bool IsEmpty
        => (Low ?? Mid ?? High ?? MarketPrice ?? DirectLow ?? AverageSell ?? Average1 ?? Average7 ?? Average30
            ?? LowExcellentPlus ?? Suggested ?? GermanProLow) is null;
}
