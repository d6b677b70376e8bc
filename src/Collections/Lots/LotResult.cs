using PokedexTop.Collections.Gold;

namespace PokedexTop.Collections.Lots;

/// <summary>What became of a wish to change a lot.</summary>
public enum LotOutcome
{
    Done,

    /// <summary>The user has no such lot.</summary>
    NotFound,

    /// <summary>Somebody changed it meanwhile.</summary>
    OutOfDate,

    /// <summary>What is said of it is not allowed.</summary>
    Refused,
}

/// <param name="Outcome">What became of it.</param>
/// <param name="Lot">The lot as it is now; null where there is none.</param>
/// <param name="Made">The lot that was split off.</param>
/// <param name="Problems">By field, where it was refused.</param>
public sealed record LotResult(LotOutcome Outcome, Lot? Lot = null, Lot? Made = null, IReadOnlyDictionary<string, string[]>? Problems = null);
