namespace PokedexTop.Contracts;

/// <summary>A set's fetch is complete and committed: its members are known and retirement can be derived.</summary>
public sealed record SetFetched(Guid SyncId, long SetFetchId);
