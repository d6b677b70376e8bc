namespace PokedexTop.Testing;

/// <summary>
/// What a test needs from the machine. Missing, it skips the test with the reason; with POKEDEXTOP_TESTS=all it fails it,
/// so that a build which promises to run everything cannot pass by running less.
/// </summary>
public static class Requirement
{
    /// <summary>True where POKEDEXTOP_TESTS=all.</summary>
    public static bool EverythingMustRun =>
        string.Equals(Environment.GetEnvironmentVariable("POKEDEXTOP_TESTS"), "all", StringComparison.OrdinalIgnoreCase);

    /// <summary>Ends the current test: skipped, or failed with POKEDEXTOP_TESTS=all.</summary>
    public static void Missing(string reason)
    {
        if (EverythingMustRun)
            Assert.Fail($"{reason} (POKEDEXTOP_TESTS=all: nothing may be skipped)");
        Assert.Skip(reason);
    }
}
