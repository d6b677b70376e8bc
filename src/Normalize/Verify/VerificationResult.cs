namespace PokedexTop.Normalize.Verify;

/// <summary>What a verification found.</summary>
/// <param name="Source">The source's bare name.</param>
/// <param name="Feed">The feed compared.</param>
/// <param name="Sets">Sets of the source.</param>
/// <param name="Cards">Distinct cards of the source.</param>
/// <param name="Verified">Cards that are the same in source, bronze and silver.</param>
/// <param name="Differences">Differences by kind.</param>
/// <param name="Unlisted">Sets the source no longer lists, as a person accepted: what is stored of them is no difference.</param>
/// <param name="Halves">Items that bring a card's id again and only have or lack fields of its first one, which is the card.</param>
/// <param name="Checksum">SHA-256 over the sets' lines; equal for two copies with the same content.</param>
/// <param name="Error">Why the source could not be read at all; nothing was compared then.</param>
public sealed record VerificationResult(
    string Source, string Feed, int Sets, int Cards, int Verified, IReadOnlyDictionary<string, int> Differences, IReadOnlyList<UnlistedSet> Unlisted, int Halves, string? Checksum, string? Error)
{
    public bool Complete => Error is null && Differences.Count == 0;
}

/// <summary>A set whose cards are stored and current, and that the source's list no longer has.</summary>
/// <param name="SetId">The source's set id.</param>
/// <param name="Cards">Current cards of it in silver.</param>
public sealed record UnlistedSet(string SetId, int Cards);
