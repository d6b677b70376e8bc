namespace PokedexTop.Contracts;

/// <summary>Wakes Ingest for a requested sync. What to do stands in the run's row in <c>bronze_sync_runs</c>.</summary>
public sealed record StartSync(Guid SyncId);
