namespace PokedexTop.CommandLine;

/// <summary>What the program tells the shell.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>Failed: the set list could not be read, every set failed, or the database cannot be used.</summary>
    public const int Failed = 1;

    /// <summary>Arguments or configuration that cannot work.</summary>
    public const int BadArguments = 2;

    /// <summary>Done, but some sets failed or some cards of this sync are in quarantine.</summary>
    public const int Partial = 3;
}
