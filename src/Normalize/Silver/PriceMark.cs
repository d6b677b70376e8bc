namespace PokedexTop.Normalize.Silver;

/// <summary>
/// How far Normalize has come with a feed's price blocks. One number is enough: ids of <c>bronze_tcg_prices</c> follow
/// commit order, so everything up to it has been seen.
/// </summary>
internal sealed class PriceMark
{
    public required string Feed { get; set; }
    /// <summary>Newest row of <c>bronze_tcg_prices</c> that was normalised.</summary>
    public long BronzeId { get; set; }
}
