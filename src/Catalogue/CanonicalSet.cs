namespace PokedexTop.Catalogue;

/// <summary>One set, canonical whichever feed tells of it; see <see cref="CanonicalCard"/>.</summary>
public class CanonicalSet
{
    public string Name { get; set; } = "";
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
    /// <summary>Which game its cards are of, one of <see cref="Games"/>.</summary>
    public string Game { get; set; } = Games.Tcg;
    /// <inheritdoc cref="CanonicalCard.Extra"/>
    public string? Extra { get; set; }
}
