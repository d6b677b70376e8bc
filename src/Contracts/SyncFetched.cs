namespace PokedexTop.Contracts;

/// <summary>Ingest has nothing left to fetch for this sync; stages below may still be at work.</summary>
public sealed record SyncFetched(Guid SyncId);
