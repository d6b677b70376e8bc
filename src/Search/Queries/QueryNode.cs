using PokedexTop.Search.Fields;

namespace PokedexTop.Search.Queries;

/// <summary>A parsed query.</summary>
public abstract record QueryNode;

/// <summary>No condition at all.</summary>
internal sealed record Everything : QueryNode;

/// <summary>All of the parts hold: what stands side by side.</summary>
internal sealed record AllOf(IReadOnlyList<QueryNode> Parts) : QueryNode;

/// <summary>One part at least holds.</summary>
internal sealed record AnyOf(IReadOnlyList<QueryNode> Parts) : QueryNode;

/// <summary>The part does not hold.</summary>
internal sealed record Except(QueryNode Part) : QueryNode;

/// <summary>A field has a value: its words one after the other, or the whole of it.</summary>
/// <param name="Field">The field.</param>
/// <param name="Value">As written, with <see cref="Words.Many"/> and <see cref="Words.One"/> for wildcards.</param>
/// <param name="IsWhole">Whether the value is all of the field.</param>
internal sealed record Matches(SearchField Field, string Value, bool IsWhole) : QueryNode;

/// <summary>A field has a number, or a day as <c>yyyymmdd</c>, between two bounds; null is no bound.</summary>
internal sealed record Between(SearchField Field, double? From, double? To, bool WithFrom, bool WithTo) : QueryNode;

/// <summary>The card is one of these.</summary>
internal sealed record OneOfCards(IReadOnlyCollection<string> CardIds) : QueryNode;
