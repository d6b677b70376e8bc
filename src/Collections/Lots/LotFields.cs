using System.Text.Json.Serialization;

namespace PokedexTop.Collections.Lots;

/// <summary>What somebody says of a lot: in a request, or in a row of a file. A misspelled field would be one that is not said, and so lost.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public record LotFields
{
    /// <summary>The silver id of a card, such as base1-4.</summary>
    public string? CardId { get; init; }

    /// <summary>owned, wishlist or favorites; owned where nothing is said.</summary>
    public string? List { get; init; }

    /// <summary>normal, holofoil, reverseHolofoil…</summary>
    public string? Finish { get; init; }

    /// <summary>mint, near-mint, excellent, lightly-played, moderately-played, heavily-played or damaged.</summary>
    public string? Condition { get; init; }

    /// <summary>en, fr, de, ja…</summary>
    public string? Language { get; init; }

    /// <summary>Copies; 1 where nothing is said.</summary>
    public int? Quantity { get; init; }

    /// <summary>PSA, CGC, BGS…</summary>
    public string? GradeCompany { get; init; }

    public string? Grade { get; init; }

    public string? Certificate { get; init; }

    /// <summary>Where it is kept.</summary>
    public string? Location { get; init; }

    public string? Notes { get; init; }

    /// <summary>As 2026-11-28.</summary>
    public string? AcquiredOn { get; init; }

    /// <summary>For one copy.</summary>
    public decimal? PricePaid { get; init; }

    /// <summary>Three letters, such as EUR.</summary>
    public string? Currency { get; init; }

    /// <summary>Where the lot came from.</summary>
    public string? Source { get; init; }
}
