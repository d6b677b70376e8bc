namespace PokedexTop.Normalize.Silver;

/// <summary>One set of the catalogue: a row of <c>silver_tcg_sets</c>.</summary>
public sealed class SilverSet
{
    public required string SetId { get; set; }
    public required string Name { get; set; }
    public string? Series { get; set; }
    /// <summary>Cards as the printed denominator says, without secret rares.</summary>
    public int? PrintedTotal { get; set; }
    /// <summary>Cards as the source states; wrong in a few sets, so completion is counted from rows instead.</summary>
    public int? Total { get; set; }
    public string? PtcgoCode { get; set; }
    public DateOnly? ReleaseDate { get; set; }
    /// <summary>The source's own edit time, UTC.</summary>
    public DateTime? UpdatedAt { get; set; }
    public string? SymbolUrl { get; set; }
    public string? LogoUrl { get; set; }
    public CardLegalities? Legalities { get; set; }
    /// <inheritdoc cref="SilverCard.Extra"/>
    public string? Extra { get; set; }
    public long BronzeId { get; set; }
    public required string ContentHash { get; set; }
    public DateTime NormalizedAt { get; set; }
}
