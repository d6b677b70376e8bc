using PokedexTop.Catalogue;

namespace PokedexTop.Normalize.Silver;

/// <summary>One set of the catalogue: a row of <c>silver_tcg_sets</c>.</summary>
internal sealed class SilverSet : CanonicalSet
{
    public required string SetId { get; set; }
    public long BronzeId { get; set; }
    public required string ContentHash { get; set; }
    public DateTime NormalizedAt { get; set; }
    /// <inheritdoc cref="SilverCard.GivenBy"/>
    public string? GivenBy { get; set; }
    /// <summary>The set this one was found to be, whose it has no cards any more; readers follow it.</summary>
    public string? MergedInto { get; set; }
}
