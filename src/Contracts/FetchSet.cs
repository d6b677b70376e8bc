namespace PokedexTop.Contracts;

/// <summary>Wakes Ingest for one planned set. The plan stands in the row of <c>bronze_set_fetches</c>.</summary>
public sealed record FetchSet(Guid SyncId, long SetFetchId);
