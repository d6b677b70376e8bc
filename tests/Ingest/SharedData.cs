namespace PokedexTop.Ingest.Tests;

/// <summary>The real catalogue the tests read; it is not part of this repository.</summary>
internal static class SharedData
{
    private static readonly Lazy<string?> s_directory = new(Find);

    public static string[] CardFiles => Directory.GetFiles(File("pokemon-tcg-data/cards/en"), "*.json");

    /// <summary>Skips the test where the data is not at hand.</summary>
    public static string File(string relativePath)
    {
        if (s_directory.Value is null)
            Assert.Skip("The shared data is not at hand: set POKEDEXTOP_TEST_DATA to its folder.");
        return Path.Combine(s_directory.Value, relativePath);
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("POKEDEXTOP_TEST_DATA") is { Length: > 0 } configured)
            return configured;

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (System.IO.File.Exists(Path.Combine(folder.FullName, "PokedexTop.sln")))
                return folder.Parent?.GetDirectories("shared").Select(d => Path.Combine(d.FullName, "data")).FirstOrDefault(Directory.Exists);

        return null;
    }
}
