using PokedexTop.Collections.Cards;

namespace PokedexTop.Collections.Trackers;

/// <summary>A row of another program's file in one shape for all of them; its texts as the file has them.</summary>
internal sealed record TrackerRow
{
    /// <summary>What it says of the card.</summary>
    public CardClues Clues { get; init; } = new();

    /// <summary>Why it is no card that a collection here has; null where it may be one.</summary>
    public string? Refusal { get; init; }

    /// <summary>Why its card is not in this catalogue, whatever else it says; null where it may be.</summary>
    public string? Elsewhere { get; init; }

    public string? List { get; init; }

    public string? Finish { get; init; }

    public string? Condition { get; init; }

    public string? Language { get; init; }

    public string? Quantity { get; init; }

    /// <summary>Company and grade, as <c>PSA 10</c>.</summary>
    public string? Grade { get; init; }

    /// <summary>What was paid for one copy; a market price is none.</summary>
    public string? Price { get; init; }

    public string? Currency { get; init; }

    public string? AcquiredOn { get; init; }

    public string? Location { get; init; }

    public string? Notes { get; init; }

    /// <summary>What else is to be known of the copies, and no field of a lot says: signed, altered…</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];
}
