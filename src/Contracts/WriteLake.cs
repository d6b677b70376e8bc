namespace PokedexTop.Contracts;

/// <summary>Asks for what the lake has not yet to be written there. Its manifests say what that is.</summary>
/// <param name="RequestedBy">Who asked: schedule.</param>
public sealed record WriteLake(string RequestedBy);
