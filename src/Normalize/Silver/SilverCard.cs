using System.Diagnostics.CodeAnalysis;
using PokedexTop.Catalogue;

namespace PokedexTop.Normalize.Silver;

/// <summary>One card of the catalogue: a row of <c>silver_tcg_cards</c>.</summary>
internal sealed class SilverCard : CanonicalCard
{
    /// <summary>The silver id: for ever, never reused.</summary>
    public required string CardId { get; set; }
    public required string SetId { get; set; }
    /// <summary>The number with every run of digits padded to six, so that ordinal order is natural order; without one last.</summary>
    public required string NumberSort { get; set; }
    public long BronzeId { get; set; }
    /// <summary>The content hash of the bronze version this row was made from.</summary>
    public required string ContentHash { get; set; }
    public DateTime NormalizedAt { get; set; }
    /// <summary>When the last feed that had the card no longer did; null while it is current.</summary>
    public DateTime? RetiredAt { get; set; }
    /// <summary>The card this one was found to be; readers follow it.</summary>
    public string? MergedInto { get; set; }
    /// <summary>The texts of the JSON columns, written once, on first use or before the layer's lock is taken.</summary>
    [AllowNull]
    internal CardJson Json { get => field ??= CardJson.Of(this); set; }

    /// <summary>A JSON object from group of fields to the feed that gave it; null where only one feed knows the card.</summary>
    public string? GivenBy { get; set; }
}
