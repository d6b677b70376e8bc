namespace PokedexTop.Contracts;

/// <summary>Asks Images to make every picture that failed, or waits for its next attempt, due now. Its rows are what it works off.</summary>
/// <param name="RequestedBy">Who asked: schedule, admin.</param>
public sealed record RetryImages(string RequestedBy);
