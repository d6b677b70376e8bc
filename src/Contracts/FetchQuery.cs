namespace PokedexTop.Contracts;

/// <summary>
/// Wakes Ingest for one planned query (a scope by species or card). The query stands in the row of
/// <c>bronze_set_fetches</c>; such a fetch never retires a card.
/// </summary>
public sealed record FetchQuery(Guid SyncId, long SetFetchId);
