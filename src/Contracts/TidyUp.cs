namespace PokedexTop.Contracts;

/// <summary>Asks every stage to remove what its layer is to keep for a while only. Losing it leaves the rows until the next one.</summary>
/// <param name="RequestedBy">Who asked: schedule, admin.</param>
public sealed record TidyUp(string RequestedBy);
