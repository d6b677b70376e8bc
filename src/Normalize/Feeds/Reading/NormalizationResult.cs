using PokedexTop.Catalogue;

namespace PokedexTop.Normalize.Feeds.Reading;

/// <summary>What the catalogue knows when a card is normalised.</summary>
/// <param name="IsKnownSet">Whether a set of the feed has a silver row; a card of an unknown set is rejected and retried.</param>
/// <param name="IsKnownSpecies">Whether a national Pokédex number is in the species master.</param>
internal sealed record NormalizationContext(Func<string, bool> IsKnownSet, Func<int, bool> IsKnownSpecies);

/// <summary>Either a <see cref="NormalizedCard"/> or a <see cref="QuarantinedCard"/>.</summary>
internal abstract record NormalizationResult;

/// <summary>A card that could be read.</summary>
/// <param name="Card">What the payload says.</param>
/// <param name="SetId">The set it is in, by its id in the feed.</param>
/// <param name="Species">One for each known species, in the source's order; no number occurs twice.</param>
/// <param name="Findings">What named rules (<see cref="QualityRules"/>) fixed or noticed.</param>
/// <param name="Drift">Each deviation from the known schema once.</param>
internal sealed record NormalizedCard(
    CanonicalCard Card,
    string SetId,
    IReadOnlyList<CardSpecies> Species,
    IReadOnlyList<QualityFinding> Findings,
    IReadOnlyList<SchemaDrift> Drift) : NormalizationResult
{
    /// <summary>The finishes the feed says the card exists in; none where it tells nothing of them.</summary>
    public IReadOnlyList<CardFinish> Finishes { get; init; } = [];
}

/// <summary>A card that goes to quarantine.</summary>
/// <param name="Reason">One of <see cref="RejectReasons"/>.</param>
/// <param name="Detail">A sentence: the field, the value seen (shortened) and what is allowed; under 500 characters.</param>
internal sealed record QuarantinedCard(string Reason, string Detail) : NormalizationResult;

/// <summary>Either a <see cref="NormalizedSet"/> or a <see cref="QuarantinedSet"/>.</summary>
internal abstract record SetNormalizationResult;

/// <summary>A set that could be read; see <see cref="NormalizedCard"/>.</summary>
internal sealed record NormalizedSet(
    CanonicalSet Set,
    IReadOnlyList<QualityFinding> Findings,
    IReadOnlyList<SchemaDrift> Drift) : SetNormalizationResult;

/// <summary>A set that goes to quarantine; see <see cref="QuarantinedCard"/>.</summary>
internal sealed record QuarantinedSet(string Reason, string Detail) : SetNormalizationResult;

/// <summary>One application of a rule to one value.</summary>
/// <param name="Rule">One of <see cref="QualityRules"/>.</param>
/// <param name="Severity"><c>info</c>, <c>warning</c> or <c>error</c>.</param>
/// <param name="Detail">A sentence that names the field by JSON Pointer and says what was done; under 500 characters.</param>
/// <param name="OriginalValue">The value as it stood in the source's JSON, at most 1,000 characters of it.</param>
internal sealed record QualityFinding(string Rule, string Severity, string Detail, string? OriginalValue);

/// <summary>A place where the source left its schema.</summary>
/// <param name="Path">JSON Pointer with list indices replaced by <c>*</c>.</param>
/// <param name="Kind"><c>unknown-field</c>, <c>unexpected-type</c> or <c>unknown-value</c>.</param>
internal readonly record struct SchemaDrift(string Path, string Kind)
{
    /// <summary>A field this program does not know; its value is kept in <c>extra</c>.</summary>
    public const string UnknownField = "unknown-field";

    /// <summary>A known field with another JSON type than it usually has.</summary>
    public const string UnexpectedType = "unexpected-type";

    /// <summary>A word that is not in the field's known vocabulary.</summary>
    public const string UnknownValue = "unknown-value";
}
