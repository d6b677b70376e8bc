namespace PokedexTop.Contracts;

/// <summary>Fetches of whole sets are complete and committed: their members are known and retirement can be derived.</summary>
/// <param name="SyncId">The sync that made them.</param>
/// <param name="SetFetchIds">Rows of <c>bronze_set_fetches</c>.</param>
public sealed record SetFetched(Guid SyncId, IReadOnlyList<long> SetFetchIds);
