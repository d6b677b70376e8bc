namespace PokedexTop.Testing;

/// <summary>How a program ended and what it said.</summary>
public sealed record ProgramResult(int ExitCode, string StandardOutput, string StandardError)
{
    /// <summary>Everything, for an assertion's message.</summary>
    public override string ToString() => $"exit {ExitCode}\n--- stdout\n{StandardOutput}--- stderr\n{StandardError}";
}
