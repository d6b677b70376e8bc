namespace PokedexTop.Contracts;

/// <summary>
/// Asks Ingest to refresh the species from their source. What to ask for is computed from the tables, so one refresh does the
/// work of several, and the next one that of a lost one. Without effect where cards come from a folder or the starter catalogue.
/// </summary>
/// <param name="RequestedBy">Who asked: schedule, admin.</param>
public sealed record RefreshSpecies(string RequestedBy);
