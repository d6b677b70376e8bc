using PokedexTop.Collections.Gold;

namespace PokedexTop.Collections.Lots;

/// <summary>One page of a user's lots.</summary>
/// <param name="Lots">In the order in which they were made.</param>
/// <param name="Total">All that the filter takes.</param>
/// <param name="HasMore">Whether others follow.</param>
public sealed record LotPage(IReadOnlyList<Lot> Lots, long Total, bool HasMore);

/// <summary>Which lots to list; null takes every one.</summary>
/// <param name="List">One of <see cref="LotWords.Lists"/>.</param>
/// <param name="CardId">Of this card.</param>
/// <param name="SetId">Of this set's cards.</param>
/// <param name="Location">Kept there.</param>
public sealed record LotFilter(string? List = null, string? CardId = null, string? SetId = null, string? Location = null);

/// <summary>A place where somebody keeps copies.</summary>
/// <param name="Location">As they call it; null for copies of which it is not said.</param>
/// <param name="List">One of <see cref="LotWords.Lists"/>.</param>
/// <param name="Lots">There.</param>
/// <param name="Copies">In them.</param>
public sealed record LotPlace(string? Location, string List, int Lots, int Copies);
