namespace PokedexTop.Testing;

/// <summary>
/// What a test needs from the machine. Missing, it skips the test with the reason; with POKEDEXTOP_TESTS=all it fails it,
/// so that a build which promises to run everything cannot pass by running less. POKEDEXTOP_TESTS=fast leaves out what
/// takes long by its nature, for whoever is in the middle of a change.
/// </summary>
public static class Requirement
{
    /// <summary>True where POKEDEXTOP_TESTS=all.</summary>
    public static bool EverythingMustRun => Asked("all");

    /// <summary>Ends the current test: skipped, or failed with POKEDEXTOP_TESTS=all.</summary>
    public static void Missing(string reason)
    {
        if (EverythingMustRun)
            Assert.Fail($"{reason} (POKEDEXTOP_TESTS=all: nothing may be skipped)");
        Assert.Skip(reason);
    }

    /// <summary>Ends the current test as skipped with POKEDEXTOP_TESTS=fast.</summary>
    /// <param name="what">What takes long, such as <c>a PostgreSQL server</c>.</param>
    public static void Time(string what)
    {
        if (Asked("fast"))
            Assert.Skip($"It takes {what}, and POKEDEXTOP_TESTS=fast leaves that out.");
    }

    private static bool Asked(string value) => string.Equals(Environment.GetEnvironmentVariable("POKEDEXTOP_TESTS"), value, StringComparison.OrdinalIgnoreCase);
}
