namespace PokedexTop.Contracts;

/// <summary>Asks Images to make every picture that failed or is missing due now. Its rows are what it works off.</summary>
/// <param name="RequestedBy">Who asked: schedule, admin.</param>
public sealed record RetryImages(string RequestedBy);
